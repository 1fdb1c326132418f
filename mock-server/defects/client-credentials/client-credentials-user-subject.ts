import { defect } from '../defect.ts'

export const clientCredentialsUserSubject = defect({
  id: 'client-credentials-user-subject',
  sentence: "A client's own tokens name the first user as their subject.",
  breaks: { document: 'RFC 9700', section: '4.15.1' },
  store: {
    async save(call, next) {
      const [user] = call.tenant.users.list()
      if (call.model === 'ClientCredentials' && call.payload && user) call.payload.accountId = user.sub ?? user.username
      await next()
    },
  },
  async after({ json }, { endpoint, form, tenant }) {
    if (endpoint !== 'introspection' || json?.['active'] !== true) return
    const value = form.get('token') ?? ''
    const record = tenant.store.peek('ClientCredentials', (await tenant.keyring.identify(value)) ?? value)
    if (record) json['sub'] = record.accountId
  },
})
