import { defect } from '../defect.ts'

export const badUtf8500 = defect({
  id: 'bad-utf8-500',
  sentence: 'A body that is not UTF-8 raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: 'B' },
  before({ endpoint, text }) {
    if (endpoint !== 'token' || /%(?![0-9a-f]{2})/i.test(text)) return undefined
    try {
      decodeURIComponent(text)
      return undefined
    } catch {
      return { status: 500, body: 'Internal Server Error' }
    }
  },
})
