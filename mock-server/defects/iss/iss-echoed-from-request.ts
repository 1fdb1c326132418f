import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const issEchoedFromRequest = defect({
  id: 'iss-echoed-from-request',
  sentence: 'A parameter iss of the request comes back in the response.',
  breaks: { document: 'RFC 9207', section: '4' },
  after(answer, { query }) {
    const [url, iss] = [toClient(answer), query.get('iss')]
    if (!url || iss === null) return
    url.searchParams.append('iss', iss)
    answer.location = url
  },
})
