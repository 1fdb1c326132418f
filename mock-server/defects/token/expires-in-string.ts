import { defect } from '../defect.ts'

export const expiresInString = defect({
  id: 'expires-in-string',
  sentence: 'expires_in is a string instead of a number.',
  breaks: { document: 'RFC 6749', section: 'A.14' },
  after({ json }, request) {
    if (request.endpoint === 'token' && json && 'expires_in' in json) json['expires_in'] = String(json['expires_in'])
  },
})
