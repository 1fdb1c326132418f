import { defect } from '../defect.ts'

export const basicUnsupported = defect({
  id: 'basic-unsupported',
  sentence: 'The token endpoint does not look at the Authorization header.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  before({ endpoint, headers }) {
    if (endpoint === 'token') delete headers.authorization
  },
})
