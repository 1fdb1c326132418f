import { defect } from '../defect.ts'

export const refreshWithoutClientAuthentication = defect({
  id: 'refresh-without-client-authentication',
  sentence: 'A client that refreshes without its secret is served like a public one.',
  breaks: { document: 'RFC 6749', section: '6' },
  before({ endpoint, headers, form, grantType, tenant }) {
    const secret = tenant.clients.find(form.get('client_id') ?? '')?.client_secret
    if (endpoint !== 'token' || grantType !== 'refresh_token' || secret === undefined || headers.authorization) return
    if (!form.has('client_secret') && !form.has('client_assertion')) form.set('client_secret', secret)
  },
})
