import { defect } from '../defect.ts'

export const introspectTrustsHint = defect({
  id: 'introspect-trusts-hint',
  sentence: 'A token to be introspected is looked for among the kind of the token_type_hint only.',
  breaks: { document: 'RFC 7662', section: '2.1' },
  before({ endpoint, form, tenant: { store } }) {
    const hint = form.get('token_type_hint')
    if (endpoint !== 'introspection' || hint === null) return undefined
    const kind = store.peek('RefreshToken', form.get('token') ?? '') ? 'refresh_token' : 'access_token'
    return kind === hint ? undefined : { status: 200, body: { active: false } }
  },
})
