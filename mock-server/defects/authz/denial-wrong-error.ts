import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const denialWrongError = defect({
  id: 'denial-wrong-error',
  sentence: 'The refusal of the user is reported as server_error.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  after(answer) {
    const url = toClient(answer)
    if (url?.searchParams.get('error') !== 'access_denied') return
    url.searchParams.set('error', 'server_error')
    answer.location = url
  },
})
