import { defect } from '../defect.ts'

export const tokenCorsCredentials = defect({
  id: 'token-cors-credentials',
  sentence: 'The token endpoint lets every origin read its answers, with credentials.',
  breaks: { document: 'RFC 9700', section: '2.6' },
  after(answer, { endpoint, headers }) {
    if (endpoint !== 'token' || headers.origin === undefined) return
    answer.setHeader('access-control-allow-origin', headers.origin)
    answer.setHeader('access-control-allow-credentials', 'true')
  },
})
