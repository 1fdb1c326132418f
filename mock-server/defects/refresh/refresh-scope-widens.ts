import { defect } from '../defect.ts'

export const refreshScopeWidens = defect({
  id: 'refresh-scope-widens',
  sentence: 'A refresh grants every known scope it asks for, granted before or not.',
  breaks: { document: 'RFC 6749', section: '6' },
  store: {
    async find(call, next) {
      const found = await next()
      const asked = call.params['scope']
      if (!found || call.grantType !== 'refresh_token' || typeof asked !== 'string') return found
      if (call.model === 'RefreshToken') found.scope = union(found.scope, asked)
      const openid: unknown = call.model === 'Grant' ? found['openid'] : undefined
      if (typeof openid === 'object' && openid !== null && 'scope' in openid) {
        found['openid'] = { ...openid, scope: union(String(openid.scope), asked) }
      }
      return found
    },
  },
})

function union(granted: string | undefined, asked: string): string {
  return [...new Set([...(granted?.split(' ') ?? []), ...asked.split(' ')])].join(' ')
}
