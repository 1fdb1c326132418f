import { defect } from '../defect.ts'

export const expiresInMismatch = defect({
  id: 'expires-in-mismatch',
  sentence: 'expires_in promises an hour more than the access token lives.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after({ json }, { endpoint }) {
    const seconds = json?.['expires_in']
    if (endpoint === 'token' && json && typeof seconds === 'number') json['expires_in'] = seconds + 3600
  },
})
