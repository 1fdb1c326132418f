import { defect } from '../defect.ts'

export const codeClientIdOptional = defect({
  id: 'code-client-id-optional',
  sentence: 'When a redemption names no client, the client stored with the code is assumed.',
  breaks: { document: 'RFC 6749', section: '3.2.1' },
  before({ endpoint, form, clientId, tenant }) {
    const code = form.get('code')
    if (endpoint !== 'token' || clientId !== undefined || code === null) return
    const owner = tenant.store.peek('AuthorizationCode', code)?.clientId
    if (owner !== undefined) form.set('client_id', owner)
  },
})
