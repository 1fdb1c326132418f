import { defect } from '../defect.ts'

export const nulByte500 = defect({
  id: 'nul-byte-500',
  sentence: 'The store fails for keys with a NUL, and nobody catches it.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  before({ endpoint, form }) {
    const nul = endpoint === 'token' && [...form.values()].some((value) => value.includes('\0'))
    return nul ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
