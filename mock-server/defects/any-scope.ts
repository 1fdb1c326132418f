import type { DefectHooks } from './defect.ts'
import type { WireRequest } from '../wire/request.ts'

/** Holds back the scope of a JSON request that its client may not have, and gives it all the same. */
export const anyScope: Pick<DefectHooks, 'before' | 'store' | 'after'> = {
  before(request) {
    const { endpoint, json, grantType, form, tenant, notes } = request
    if (endpoint !== 'token' || !json || grantType !== 'client_credentials') return
    const allowed = tenant.clients.find(form.get('client_id') ?? '')?.scope?.split(' ')
    const scope = form.get('scope')
    if (scope === null || allowed === undefined || scope.split(' ').every((each) => allowed.includes(each))) return
    notes.set('scope', scope)
    form.delete('scope')
  },
  store: {
    async save(call, next) {
      const scope = held(call.request)
      if (call.model === 'ClientCredentials' && call.payload && scope !== undefined) call.payload.scope = scope
      await next()
    },
  },
  after({ json }, request) {
    const scope = held(request)
    if (json?.['access_token'] !== undefined && scope !== undefined) json['scope'] = scope
  },
}

function held(request: WireRequest | undefined): string | undefined {
  const scope = request?.notes.get('scope')
  return typeof scope === 'string' ? scope : undefined
}
