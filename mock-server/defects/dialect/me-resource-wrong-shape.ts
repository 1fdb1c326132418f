import { defect } from '../defect.ts'

export const meResourceWrongShape = defect({
  id: 'me-resource-wrong-shape',
  sentence: 'The resource about a user answers with an empty object.',
  breaks: { document: 'vendor documentation', section: 'me resource' },
  after(answer, { endpoint, path, tenant }) {
    const personal = tenant.settings.apis.some((api) => api.path === path && api.needsUser === true)
    if (endpoint === 'api' && personal && answer.status === 200) answer.json = {}
  },
})
