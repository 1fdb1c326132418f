import { defect } from '../defect.ts'

export const bearerMalformed500 = defect({
  id: 'bearer-malformed-500',
  sentence: 'The resource breaks down over an Authorization header of the word Bearer alone.',
  breaks: { document: 'RFC 6750', section: '3.1' },
  before({ endpoint, headers }) {
    const alone = /^bearer\s*$/i.test(headers.authorization ?? '')
    return endpoint === 'resource' && alone ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
