import { defect } from '../defect.ts'

export const endpointsAlsoOnHttp = defect({
  id: 'endpoints-also-on-http',
  sentence: 'Introspection and pushed authorization requests are served without TLS as well.',
  breaks: { document: 'RFC 9126', section: '2' },
  plain: (endpoint) => ['introspection', 'pushed_authorization_request'].includes(endpoint),
})
