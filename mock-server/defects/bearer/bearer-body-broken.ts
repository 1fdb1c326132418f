import { defect } from '../defect.ts'

export const bearerBodyBroken = defect({
  id: 'bearer-body-broken',
  sentence: 'The resource overlooks access_token in a form body.',
  breaks: { document: 'RFC 6750', section: '2.2' },
  before({ endpoint, form }) {
    if (endpoint === 'resource') form.delete('access_token')
  },
})
