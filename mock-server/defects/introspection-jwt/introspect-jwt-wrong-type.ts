import { defect } from '../defect.ts'
import { signAgain } from '../sign-again.ts'

export const introspectJwtWrongType = defect({
  id: 'introspect-jwt-wrong-type',
  sentence: 'Signed introspection answers have the type of any JWT, in their header and as their media type.',
  breaks: { document: 'RFC 9701', section: '5' },
  async after(answer, { endpoint, tenant }) {
    if (endpoint !== 'introspection' || answer.json !== undefined) return
    await signAgain(answer, tenant, (claims) => claims, 'JWT')
    answer.setHeader('content-type', 'application/jwt')
  },
})
