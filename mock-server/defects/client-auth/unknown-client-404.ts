import { defect } from '../defect.ts'

export const unknownClient404 = defect({
  id: 'unknown-client-404',
  sentence: 'A client_id nobody has is answered with 404 and plain text.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint, tenant, clientId }) {
    if (endpoint !== 'token' || answer.error !== 'invalid_client') return
    if (clientId === undefined || tenant.clients.find(clientId)) return
    answer.status = 404
    answer.setText('No such client', 'text/plain; charset=utf-8')
  },
})
