import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const stateTruncated = defect({
  id: 'state-truncated',
  sentence: 'A state longer than 255 characters is cut.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  after(answer) {
    const url = toClient(answer)
    const state = url?.searchParams.get('state')
    if (!url || state === undefined || state === null) return
    url.searchParams.set('state', state.slice(0, 255))
    answer.location = url
  },
})
