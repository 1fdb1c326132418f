import { defect } from '../defect.ts'

export const expiresInMilliseconds = defect({
  id: 'expires-in-milliseconds',
  sentence: 'expires_in is the time of expiry in milliseconds since the epoch.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after({ json }, { endpoint }) {
    const seconds = json?.['expires_in']
    if (endpoint === 'token' && json && typeof seconds === 'number') json['expires_in'] = Date.now() + seconds * 1000
  },
})
