import { defect } from '../defect.ts'

export const clientSecretOptional = defect({
  id: 'client-secret-optional',
  sentence: 'A confidential client that sends no secret is treated like a public one.',
  breaks: { document: 'RFC 6749', section: '3.2.1' },
  before({ endpoint, headers, form, tenant }) {
    const secret = tenant.clients.find(form.get('client_id') ?? '')?.client_secret
    if (endpoint !== 'token' || secret === undefined || headers.authorization) return
    if (!form.has('client_secret') && !form.has('client_assertion')) form.set('client_secret', secret)
  },
})
