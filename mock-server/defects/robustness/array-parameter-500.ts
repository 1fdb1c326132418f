import { defect } from '../defect.ts'

export const arrayParameter500 = defect({
  id: 'array-parameter-500',
  sentence: 'A parameter with brackets becomes an object, which string functions cannot take.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, form }) {
    const nested = endpoint === 'token' && [...form.keys()].some((name) => name.includes('['))
    return nested ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
