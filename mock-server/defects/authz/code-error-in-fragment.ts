import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const codeErrorInFragment = defect({
  id: 'code-error-in-fragment',
  sentence: 'The error of a request for a code comes in the fragment of the redirect.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  after(answer) {
    const url = toClient(answer)
    const error = url?.searchParams.get('error')
    if (!url || typeof error !== 'string' || error === 'unsupported_response_type') return
    url.hash = url.search.slice(1)
    url.search = ''
    answer.location = url
  },
})
