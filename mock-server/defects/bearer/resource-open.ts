import { defect } from '../defect.ts'

export const resourceOpen = defect({
  id: 'resource-open',
  sentence: 'The resource serves whoever sends no token.',
  breaks: { document: 'RFC 6749', section: '7' },
  before({ endpoint, headers, query, method }) {
    const anonymous = headers.authorization === undefined && !query.has('access_token')
    return endpoint === 'resource' && anonymous ? { status: 200, body: { method } } : undefined
  },
})
