import { randomBytes } from 'node:crypto'
import { defect } from '../defect.ts'
import { inFragment, putFragment } from '../token-redirect.ts'

export const oauthImplicitRefreshToken = defect({
  id: 'oauth-implicit-refresh-token',
  sentence: 'The implicit response carries a refresh_token.',
  breaks: { document: 'RFC 6749', section: '4.2.2' },
  after(answer) {
    const found = inFragment(answer, 'access_token')
    if (!found) return
    found.fragment.set('refresh_token', randomBytes(32).toString('base64url'))
    putFragment(answer, found)
  },
})
