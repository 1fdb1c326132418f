import { defect } from '../defect.ts'

export const badPercent500 = defect({
  id: 'bad-percent-500',
  sentence: 'A broken percent escape in the body raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, text }) {
    const broken = /%(?![0-9a-f]{2})/i.test(text)
    return endpoint === 'token' && broken ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
