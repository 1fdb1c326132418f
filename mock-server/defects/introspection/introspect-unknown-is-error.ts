import { defect } from '../defect.ts'

export const introspectUnknownIsError = defect({
  id: 'introspect-unknown-is-error',
  sentence: 'Introspection answers 404 for a token that is not on record.',
  breaks: { document: 'RFC 7662', section: '2.2' },
  after(answer, { endpoint, form, tenant: { store } }) {
    const token = form.get('token') ?? ''
    const known = ['AccessToken', 'ClientCredentials', 'RefreshToken'].some((kind) => store.peek(kind, token))
    if (endpoint !== 'introspection' || answer.json?.['active'] !== false || known) return
    answer.status = 404
    answer.json = { error: 'not_found', error_description: 'the token is not known' }
  },
})
