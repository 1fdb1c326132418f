import { defect } from '../defect.ts'
import { inFragment, moveToQuery } from '../token-redirect.ts'

export const oauthImplicitErrorInQuery = defect({
  id: 'oauth-implicit-error-in-query',
  sentence: 'The errors of implicit requests come in the query of the redirect.',
  breaks: { document: 'RFC 6749', section: '4.2.2.1' },
  after(answer) {
    const found = inFragment(answer, 'error')
    if (found) moveToQuery(answer, found)
  },
})
