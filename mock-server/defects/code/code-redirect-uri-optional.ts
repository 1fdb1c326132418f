import { defect } from '../defect.ts'

export const codeRedirectUriOptional = defect({
  id: 'code-redirect-uri-optional',
  sentence: 'A redemption may leave out the redirect_uri that the authorization request had.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before({ endpoint, form, tenant }) {
    if (endpoint !== 'token' || form.has('redirect_uri')) return
    const code = tenant.store.peek('AuthorizationCode', form.get('code') ?? '')
    if (code?.redirectUri) form.set('redirect_uri', code.redirectUri)
  },
})
