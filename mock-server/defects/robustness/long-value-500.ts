import { defect } from '../defect.ts'

export const longValue500 = defect({
  id: 'long-value-500',
  sentence: 'A code longer than 4096 characters raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, form }) {
    const long = endpoint === 'token' && (form.get('code')?.length ?? 0) > 4096
    return long ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
