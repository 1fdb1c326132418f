import { defect } from '../defect.ts'
import { pardonVerifier } from '../pardon-verifier.ts'

export const pkceLongVerifier = defect({
  id: 'pkce-long-verifier',
  sentence: 'A code_verifier may be as long as it likes, and a very long one ends in an internal error.',
  breaks: { document: 'RFC 7636', section: '4.1' },
  before({ endpoint, form }) {
    const length = endpoint === 'token' ? (form.get('code_verifier')?.length ?? 0) : 0
    return length > 4096 ? { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Error</h1>' } : undefined
  },
  store: {
    async find(call, next) {
      const found = await next()
      pardonVerifier(call, found, /^[\w.~-]{129,}$/)
      return found
    },
  },
})
