import { defect } from '../defect.ts'

export const unknownRefreshTokenWrongError = defect({
  id: 'unknown-refresh-token-wrong-error',
  sentence: 'A refresh token that was never issued is answered with error=invalid_token.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  store: {
    // Kept apart from the records, which disappear when a family is revoked.
    async save(call, next) {
      if (call.model === 'RefreshToken') call.store.save('IssuedRefreshToken', call.id, {}, 600)
      await next()
    },
  },
  after({ json, refusal }, { endpoint, form, tenant }) {
    const unknown = endpoint === 'token' && refusal?.detail === 'refresh token not found'
    if (!json || !unknown || tenant.store.peek('IssuedRefreshToken', form.get('refresh_token') ?? '')) return
    json['error'] = 'invalid_token'
  },
})
