import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const tokenInCodeResponse = defect({
  id: 'token-in-code-response',
  sentence: 'An access_token comes beside the code.',
  breaks: { document: 'RFC 9700', section: '2.1.2' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('code')) return
    url.searchParams.set('access_token', 'a-token-in-the-address')
    answer.location = url
  },
})
