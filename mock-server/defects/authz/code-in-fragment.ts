import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const codeInFragment = defect({
  id: 'code-in-fragment',
  sentence: 'The code comes in the fragment of the redirect.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('code')) return
    url.hash = url.search.slice(1)
    url.search = ''
    answer.location = url
  },
})
