import { defect } from '../defect.ts'
import { tokenKept } from '../token-kept.ts'

export const revokeTrustsHint = defect({
  id: 'revoke-trusts-hint',
  sentence: 'A token to be revoked is looked for among the kind of the token_type_hint only.',
  breaks: { document: 'RFC 7009', section: '2.1' },
  before({ endpoint, form, tenant }) {
    const hint = form.get('token_type_hint')
    if (endpoint !== 'revocation' || hint === null) return undefined
    const kept = tokenKept(tenant, form.get('token') ?? '')
    return kept === undefined || kept.hint === hint ? undefined : { status: 200 }
  },
})
