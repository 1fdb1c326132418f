import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const issMissing = defect({
  id: 'iss-missing',
  sentence: 'A response with a code does not name the issuer.',
  breaks: { document: 'RFC 9207', section: '2' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('code')) return
    url.searchParams.delete('iss')
    answer.location = url
  },
})
