import { defect } from '../defect.ts'

export const codeReplayDenialOfService = defect({
  id: 'code-replay-denial-of-service',
  sentence: 'Whoever names a used code revokes its tokens, before client and verifier are looked at.',
  breaks: { document: 'OAuth 2.1 draft', section: '7.5.2' },
  before({ endpoint, form, tenant: { store } }) {
    if (endpoint !== 'token' || form.get('grant_type') !== 'authorization_code') return
    const code = store.peek('AuthorizationCode', form.get('code') ?? '')
    if (code?.consumed && code.grantId) store.delete('Grant', code.grantId)
  },
})
