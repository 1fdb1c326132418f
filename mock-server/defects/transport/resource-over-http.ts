import { defect } from '../defect.ts'

export const resourceOverHttp = defect({
  id: 'resource-over-http',
  sentence: 'The resource takes bearer tokens without TLS as well.',
  breaks: { document: 'RFC 6750', section: '5.2' },
  plain: (endpoint) => endpoint === 'resource',
})
