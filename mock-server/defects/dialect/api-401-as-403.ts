import { defect } from '../defect.ts'

export const api401As403 = defect({
  id: 'api-401-as-403',
  sentence: 'The API answers 403 for every refusal.',
  breaks: { document: 'vendor documentation', section: 'errors' },
  after(answer, { endpoint }) {
    if (endpoint === 'api' && answer.status === 401) answer.status = 403
  },
})
