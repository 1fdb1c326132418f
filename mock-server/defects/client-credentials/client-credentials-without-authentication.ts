import { defect } from '../defect.ts'

export const clientCredentialsWithoutAuthentication = defect({
  id: 'client-credentials-without-authentication',
  sentence: 'For the client_credentials grant a client without its secret is served like a public one.',
  breaks: { document: 'RFC 6749', section: '4.4.2' },
  before({ endpoint, headers, form, grantType, tenant }) {
    const secret = tenant.clients.find(form.get('client_id') ?? '')?.client_secret
    if (endpoint !== 'token' || grantType !== 'client_credentials' || !secret || headers.authorization) return
    if (!form.has('client_secret') && !form.has('client_assertion')) form.set('client_secret', secret)
  },
})
