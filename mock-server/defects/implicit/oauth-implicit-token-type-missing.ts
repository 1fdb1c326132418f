import { defect } from '../defect.ts'
import { inFragment, putFragment } from '../token-redirect.ts'

export const oauthImplicitTokenTypeMissing = defect({
  id: 'oauth-implicit-token-type-missing',
  sentence: 'The implicit response has no token_type.',
  breaks: { document: 'RFC 6749', section: '4.2.2' },
  after(answer) {
    const found = inFragment(answer, 'token_type')
    if (!found) return
    found.fragment.delete('token_type')
    putFragment(answer, found)
  },
})
