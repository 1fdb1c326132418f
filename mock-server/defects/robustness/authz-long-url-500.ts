import { defect } from '../defect.ts'

export const authzLongUrl500 = defect({
  id: 'authz-long-url-500',
  sentence: 'A query of an authorization request above 8 KiB raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  before({ endpoint, query }) {
    const long = endpoint === 'authorization' && query.toString().length > 8 * 1024
    return long ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
