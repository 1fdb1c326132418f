import type { DefectHooks } from './defect.ts'

/** Hooks that give a client of its own, with client_credentials, the unknown scopes it asks for when they pass a test. */
export function grantUnknown(passes: (scope: string) => boolean): DefectHooks {
  return {
    before({ endpoint, grantType, form, notes, tenant }) {
      const asked = form.get('scope')
      if (endpoint !== 'token' || grantType !== 'client_credentials' || asked === null) return
      const given = (scope: string) => !tenant.settings.scopes.includes(scope) && passes(scope)
      const names = asked.split(' ')
      if (!names.some(given)) return
      const rest = names.filter((scope) => !given(scope)).join(' ')
      notes.set('unknown', names.filter(given).join(' '))
      if (rest === '') form.delete('scope')
      else form.set('scope', rest)
    },
    store: {
      async save(call, next) {
        const unknown = call.request?.notes.get('unknown')
        if (call.model === 'ClientCredentials' && call.payload && typeof unknown === 'string')
          call.payload.scope = `${call.payload.scope ?? ''} ${unknown}`.trim()
        await next()
      },
    },
    after({ json }, { notes }) {
      const unknown = notes.get('unknown')
      if (json?.['access_token'] !== undefined && typeof unknown === 'string')
        json['scope'] = `${String(json['scope'] ?? '')} ${unknown}`.trim()
    },
  }
}
