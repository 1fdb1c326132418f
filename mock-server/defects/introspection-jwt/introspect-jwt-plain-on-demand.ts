import { defect } from '../defect.ts'

export const introspectJwtPlainOnDemand = defect({
  id: 'introspect-jwt-plain-on-demand',
  sentence:
    'Whoever names a client registered for encrypted introspection answers has them in JSON by asking for JSON.',
  breaks: { document: 'RFC 9701', section: '5' },
  before({ endpoint, form, headers, basic, tenant: { store } }) {
    if (endpoint !== 'introspection' || headers.accept?.includes('jwt') === true) return undefined
    const client = store.peek('Client', basic?.id ?? form.get('client_id') ?? '')
    if (client?.['introspection_encrypted_response_alg'] === undefined) return undefined
    const token = form.get('token') ?? ''
    const record = store.peek('ClientCredentials', token) ?? store.peek('AccessToken', token)
    if (record === undefined) return { status: 200, body: { active: false } }
    const { clientId, scope, iat, exp } = record
    return { status: 200, body: { active: true, client_id: clientId, scope, iat, exp } }
  },
})
