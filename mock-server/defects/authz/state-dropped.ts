import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const stateDropped = defect({
  id: 'state-dropped',
  sentence: 'A response with a code has no state.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('code')) return
    url.searchParams.delete('state')
    answer.location = url
  },
})
