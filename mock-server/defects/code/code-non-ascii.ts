import { defect } from '../defect.ts'

export const codeNonAscii = defect({
  id: 'code-non-ascii',
  sentence: 'A code ends with a character beyond ASCII.',
  breaks: { document: 'RFC 6749', section: 'A.11' },
  before({ endpoint, form }) {
    const code = form.get('code')
    if (endpoint !== 'token' || !code) return
    // Without its last character it is another code, which nobody knows.
    form.set('code', code.endsWith('é') ? code.slice(0, -1) : `${code}.`)
  },
  after(answer) {
    const place = answer.location
    const code = place?.searchParams.get('code')
    if (!place || !code) return
    place.searchParams.set('code', `${code}é`)
    answer.location = place
  },
})
