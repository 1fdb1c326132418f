import { defect } from '../defect.ts'

export const passwordWithoutClientAuthentication = defect({
  id: 'password-without-client-authentication',
  sentence: 'With a user name and password a client needs no secret.',
  breaks: { document: 'RFC 6749', section: '4.3.2' },
  before({ endpoint, headers, form, grantType, tenant }) {
    const secret = tenant.clients.find(form.get('client_id') ?? '')?.client_secret
    if (endpoint !== 'token' || grantType !== 'password' || secret === undefined || headers.authorization) return
    if (!form.has('client_secret') && !form.has('client_assertion')) form.set('client_secret', secret)
  },
})
