import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const issWithQuery = defect({
  id: 'iss-with-query',
  sentence: 'iss ends with a query.',
  breaks: { document: 'RFC 9207', section: '2' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('code')) return
    url.searchParams.set('iss', `${url.searchParams.get('iss') ?? ''}?tenant=1`)
    answer.location = url
  },
})
