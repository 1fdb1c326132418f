import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const issWrong = defect({
  id: 'iss-wrong',
  sentence: 'iss ends with a slash that the issuer does not have.',
  breaks: { document: 'RFC 9207', section: '2.3' },
  after(answer) {
    const url = toClient(answer)
    if (!url?.searchParams.has('code')) return
    url.searchParams.set('iss', `${url.searchParams.get('iss') ?? ''}/`)
    answer.location = url
  },
})
