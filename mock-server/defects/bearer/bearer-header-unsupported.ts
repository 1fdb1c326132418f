import { defect } from '../defect.ts'

export const bearerHeaderUnsupported = defect({
  id: 'bearer-header-unsupported',
  sentence: 'The resource does not look at the Authorization header.',
  breaks: { document: 'RFC 6750', section: '2.1' },
  before({ endpoint, headers }) {
    if (endpoint === 'resource') delete headers.authorization
  },
})
