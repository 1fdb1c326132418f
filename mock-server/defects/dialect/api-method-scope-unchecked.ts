import { defect } from '../defect.ts'

export const apiMethodScopeUnchecked = defect({
  id: 'api-method-scope-unchecked',
  sentence: 'The API takes a token with any scope for any call.',
  breaks: { document: 'vendor documentation', section: 'scopes' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found?.scope !== undefined && call.endpoint === 'api') found.scope = call.tenant.settings.scopes.join(' ')
      return found
    },
  },
})
