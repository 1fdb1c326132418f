import { defect } from '../defect.ts'
import { inFragment, moveToQuery } from '../token-redirect.ts'

export const implicitTokenInQuery = defect({
  id: 'implicit-token-in-query',
  sentence: 'The token of the implicit grant comes in the query of the redirect.',
  breaks: { document: 'RFC 6749', section: '4.2.2' },
  after(answer) {
    const found = inFragment(answer, 'access_token')
    if (found) moveToQuery(answer, found)
  },
})
