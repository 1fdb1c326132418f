import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const unsupportedResponseTypeWrongCode = defect({
  id: 'unsupported-response-type-wrong-code',
  sentence: 'An unsupported response_type is answered with error=server_error.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  after(answer) {
    const url = toClient(answer)
    if (url?.searchParams.get('error') !== 'unsupported_response_type') return
    url.searchParams.set('error', 'server_error')
    answer.location = url
  },
})
