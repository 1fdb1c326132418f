import { defect } from '../defect.ts'

export const jsonSecretUnchecked = defect({
  id: 'json-secret-unchecked',
  sentence: 'A client that sends JSON is believed by its client_id alone.',
  breaks: { document: 'vendor documentation', section: 'errors' },
  json(members, { tenant }) {
    const secret = tenant.clients.find(String(members['client_id']))?.client_secret
    if (secret !== undefined) members['client_secret'] = secret
  },
})
