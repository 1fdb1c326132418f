import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const stateInvented = defect({
  id: 'state-invented',
  sentence: 'A response to a request without state has the state undefined.',
  breaks: { document: 'RFC 6749', section: '4.1.1' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('code') || url.searchParams.has('state')) return
    url.searchParams.set('state', 'undefined')
    answer.location = url
  },
})
