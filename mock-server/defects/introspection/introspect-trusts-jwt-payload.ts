import { decodeJwt } from 'jose'
import { defect } from '../defect.ts'

export const introspectTrustsJwtPayload = defect({
  id: 'introspect-trusts-jwt-payload',
  sentence: 'Introspection looks up the jti of a JWT without a look at its signature.',
  breaks: { document: 'RFC 7662', section: '4' },
  before({ endpoint, form, tenant }) {
    const token = form.get('token') ?? ''
    if (endpoint === 'introspection' && token.split('.').length === 3) form.set('token', named(token, tenant.keyring))
  },
})

function named(token: string, keyring: { handle(id: string): string }): string {
  try {
    return keyring.handle(decodeJwt(token).jti ?? '')
  } catch {
    return token
  }
}
