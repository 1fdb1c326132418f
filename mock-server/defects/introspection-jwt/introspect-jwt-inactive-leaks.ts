import { defect } from '../defect.ts'
import { signAgain } from '../sign-again.ts'

export const introspectJwtInactiveLeaks = defect({
  id: 'introspect-jwt-inactive-leaks',
  sentence: 'A signed introspection answer says more of an inactive token than that it is inactive.',
  breaks: { document: 'RFC 9701', section: '5' },
  async after(answer, { endpoint, tenant }) {
    if (endpoint !== 'introspection') return
    await signAgain(answer, tenant, (claims, inner) =>
      inner['active'] === false
        ? { ...claims, token_introspection: { ...inner, client_id: answer.client, reason: 'revoked' } }
        : claims,
    )
  },
})
