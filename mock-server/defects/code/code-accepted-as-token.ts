import { defect } from '../defect.ts'

export const codeAcceptedAsToken = defect({
  id: 'code-accepted-as-token',
  sentence: 'The resource looks a bearer token up among the codes too.',
  breaks: { document: 'RFC 6749', section: '10.5' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found || call.model !== 'AccessToken' || call.endpoint !== 'resource') return found
      const code = call.store.peek('AuthorizationCode', call.id)
      return code && { ...code, kind: 'AccessToken' }
    },
  },
})
