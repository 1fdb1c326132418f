import { defect } from '../defect.ts'
import { isAssertionGrant } from '../assertion-grant.ts'

export const jwtGrantMissingOk = defect({
  id: 'jwt-grant-missing-ok',
  sentence: 'A missing assertion is answered with error=invalid_client.',
  breaks: { document: 'RFC 7521', section: '4.1' },
  after(answer, request) {
    const { json } = answer
    if (!isAssertionGrant(request) || !json || request.form.get('assertion')) return
    json['error'] = 'invalid_client'
    answer.status = 401
  },
})
