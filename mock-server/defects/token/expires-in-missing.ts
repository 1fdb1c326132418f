import { defect } from '../defect.ts'

export const expiresInMissing = defect({
  id: 'expires-in-missing',
  sentence: 'Answers with tokens have no expires_in.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after({ json }, { endpoint }) {
    if (endpoint === 'token' && json) delete json['expires_in']
  },
})
