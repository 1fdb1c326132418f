import { defect } from '../defect.ts'

export const expiresInOverstated = defect({
  id: 'expires-in-overstated',
  sentence: 'expires_in is twice what the access token lives.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after({ json }, { endpoint }) {
    const seconds = json?.['expires_in']
    if (endpoint === 'token' && json && typeof seconds === 'number') json['expires_in'] = seconds * 2
  },
})
