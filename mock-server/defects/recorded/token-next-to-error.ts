import { randomBytes } from 'node:crypto'
import { defect } from '../defect.ts'

export const tokenNextToError = defect({
  id: 'token-next-to-error',
  sentence: 'An invalid_scope error is sent together with a token.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ error, json }, { endpoint }) {
    if (endpoint !== 'token' || error !== 'invalid_scope' || !json) return
    Object.assign(json, { access_token: randomBytes(32).toString('base64url'), token_type: 'Bearer' })
  },
})
