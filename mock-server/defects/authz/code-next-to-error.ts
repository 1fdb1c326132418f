import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const codeNextToError = defect({
  id: 'code-next-to-error',
  sentence: 'A code comes beside error=invalid_scope.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  after(answer) {
    const url = toClient(answer)
    if (url?.searchParams.get('error') !== 'invalid_scope') return
    url.searchParams.set('code', 'a-code-beside-an-error')
    answer.location = url
  },
})
