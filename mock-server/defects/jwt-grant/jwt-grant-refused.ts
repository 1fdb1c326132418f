import { defect } from '../defect.ts'
import { isAssertionGrant } from '../assertion-grant.ts'

export const jwtGrantRefused = defect({
  id: 'jwt-grant-refused',
  sentence: 'A valid assertion is answered with error=unsupported_grant_type.',
  breaks: { document: 'RFC 7523', section: '2.1' },
  after(answer, request) {
    if (!isAssertionGrant(request) || answer.json?.['access_token'] === undefined) return
    answer.json = { error: 'unsupported_grant_type', error_description: 'this grant type is not supported' }
    answer.status = 400
  },
})
