import { defect } from '../defect.ts'

export const codeScopeWidening = defect({
  id: 'code-scope-widening',
  sentence: 'The scope of a redemption takes the place of the scope that was authorized.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  store: {
    async find(call, next) {
      const found = await next()
      const asked = call.body['scope']
      if (!found || call.grantType !== 'authorization_code' || typeof asked !== 'string') return found
      if (call.model === 'AuthorizationCode') found.scope = asked
      const openid: unknown = call.model === 'Grant' ? found['openid'] : undefined
      if (typeof openid === 'object' && openid !== null) found['openid'] = { ...openid, scope: asked }
      return found
    },
  },
})
