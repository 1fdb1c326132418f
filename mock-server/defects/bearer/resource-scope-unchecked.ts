import { defect } from '../defect.ts'

export const resourceScopeUnchecked = defect({
  id: 'resource-scope-unchecked',
  sentence: 'The resource does not look at the scope of a token.',
  breaks: { document: 'RFC 6749', section: '7' },
  store: {
    async find(call, next) {
      const found = await next()
      const token = call.model === 'AccessToken' || call.model === 'ClientCredentials'
      if (found && token && call.endpoint === 'resource') found.scope = call.tenant.settings.scopes.join(' ')
      return found
    },
  },
})
