import { defect } from '../defect.ts'

export const invalidTokenAccepted = defect({
  id: 'invalid-token-accepted',
  sentence: 'The resource takes every well-formed token for a valid one.',
  breaks: { document: 'RFC 6749', section: '7' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found || call.model !== 'AccessToken' || call.endpoint !== 'resource') return found
      const live = [...call.store.entries('AccessToken')].find(
        ([, token]) => Number(token.exp) * 1000 > Date.now() && call.store.peek('Grant', token.grantId ?? ''),
      )
      const { read, write } = call.tenant.settings.resource
      return live && { ...live[1], jti: call.id, scope: `${read} ${write}` }
    },
  },
})
