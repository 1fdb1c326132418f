import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const stateDroppedInError = defect({
  id: 'state-dropped-in-error',
  sentence: 'An error redirect has no state.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('error')) return
    url.searchParams.delete('state')
    answer.location = url
  },
})
