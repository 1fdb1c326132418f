import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const issMissingInError = defect({
  id: 'iss-missing-in-error',
  sentence: 'An error response does not name the issuer.',
  breaks: { document: 'RFC 9207', section: '2' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('error')) return
    url.searchParams.delete('iss')
    answer.location = url
  },
})
