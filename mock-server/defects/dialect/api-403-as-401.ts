import { defect } from '../defect.ts'

export const api403As401 = defect({
  id: 'api-403-as-401',
  sentence: 'The API answers 401 when a scope is missing.',
  breaks: { document: 'vendor documentation', section: 'errors' },
  after(answer, { endpoint }) {
    if (endpoint === 'api' && answer.status === 403) answer.status = 401
  },
})
