import type { Hooks } from '../../mock-server/hooks.ts'
import type { Tenant } from '../../mock-server/index.ts'

/** A refresh token only for offline_access with prompt=consent (OpenID Connect Core section 11), as Google and Okta have it. */
export function grantedOffline(): Hooks {
  const offline = new Set<string | null>()
  const codes = new Set<string | null>()
  const issued = new Set<unknown>()
  return {
    request({ endpoint, query, form }) {
      if (endpoint !== 'authorization') return
      const asked = query.size > 0 ? query : form
      const scopes = asked.get('scope')?.split(' ') ?? []
      if (scopes.includes('offline_access') && asked.get('prompt')?.split(' ').includes('consent') === true)
        offline.add(asked.get('state'))
    },
    answer(answer, { endpoint, form }) {
      const { location, json } = answer
      if (location !== undefined && offline.has(location.searchParams.get('state')))
        codes.add(location.searchParams.get('code'))
      if (endpoint !== 'token' || json === undefined) return
      const renewed = issued.has(form.get('refresh_token'))
      const device = form.get('grant_type')?.includes('device_code') === true
      if (renewed || device || codes.has(form.get('code'))) issued.add(json['refresh_token'])
      else delete json['refresh_token']
    },
  }
}

/** Consent is remembered once it is given, but where a client asks for the page. */
export function remembersConsent(tenant: () => Tenant): Hooks {
  let given = false
  return {
    async request({ endpoint, query }) {
      if (endpoint !== 'authorization' || !given) return
      await tenant().configure({ consent: query.get('prompt')?.includes('consent') === true ? 'page' : 'automatic' })
    },
    answer({ location }) {
      if (location?.searchParams.has('code') === true) given = true
    },
  }
}
