import { defect } from '../defect.ts'

export const contentTypeIgnored = defect({
  id: 'content-type-ignored',
  sentence: 'The body is read as a form whatever its media type says.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before({ endpoint, headers }) {
    if (endpoint === 'token') headers['content-type'] = 'application/x-www-form-urlencoded'
  },
})
