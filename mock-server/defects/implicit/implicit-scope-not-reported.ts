import { defect } from '../defect.ts'
import { inFragment, putFragment } from '../token-redirect.ts'

export const implicitScopeNotReported = defect({
  id: 'implicit-scope-not-reported',
  sentence: 'The implicit response never has a scope.',
  breaks: { document: 'RFC 6749', section: '4.2.2' },
  after(answer) {
    const found = inFragment(answer, 'access_token')
    if (!found) return
    found.fragment.delete('scope')
    putFragment(answer, found)
  },
})
