import { defect } from '../defect.ts'
import { signAgain } from '../sign-again.ts'

export const introspectJwtLooksLikeToken = defect({
  id: 'introspect-jwt-looks-like-token',
  sentence: 'Signed introspection answers carry sub and exp of the token as claims of their own.',
  breaks: { document: 'RFC 9701', section: '5' },
  async after(answer, { endpoint, tenant }) {
    if (endpoint !== 'introspection') return
    await signAgain(answer, tenant, (claims, { sub, client_id: client, exp }) =>
      exp === undefined ? claims : { ...claims, sub: sub ?? client, exp },
    )
  },
})
