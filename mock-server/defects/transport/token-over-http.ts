import { defect } from '../defect.ts'

export const tokenOverHttp = defect({
  id: 'token-over-http',
  sentence: 'The token endpoint is served without TLS as well.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  plain: (endpoint) => endpoint === 'token',
})
