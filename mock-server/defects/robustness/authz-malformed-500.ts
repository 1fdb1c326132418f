import { exchange } from '../../wire/exchange.ts'
import { defect } from '../defect.ts'

export const authzMalformed500 = defect({
  id: 'authz-malformed-500',
  sentence: 'A query of an authorization request that a strict decoder cannot read raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  before({ endpoint }) {
    const query = exchange()?.ctx.querystring ?? ''
    return endpoint === 'authorization' && !readable(query) ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})

function readable(query: string): boolean {
  try {
    decodeURIComponent(query)
    return true
  } catch {
    return false
  }
}
