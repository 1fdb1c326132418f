import { defect } from '../defect.ts'

export const authzOverHttp = defect({
  id: 'authz-over-http',
  sentence: 'The authorization endpoint and its pages are served without TLS as well.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  plain: (endpoint) => ['authorization', 'resume', 'interaction'].includes(endpoint),
})
