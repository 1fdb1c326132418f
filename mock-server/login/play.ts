import { setTimeout as wait } from 'node:timers/promises'
import type { InteractionResults } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import type { User } from '../options.ts'
import type { ScriptedConsent } from '../provider/scripted-consent.ts'
import { userNamed } from './identify.ts'
import { newcomer } from './newcomer.ts'
import type { LoginScript } from './script.ts'

/** What came of a scripted login: a result for oidc-provider, or words for the login page. */
export type Played = { result: InteractionResults } | { problem: string }

const wrongPassword = 'Username or password is wrong. Try again.'

/** Uses a scripted login now. */
export async function play(tenant: Tenant, script: LoginScript): Promise<Played> {
  tenant.logins.use(script)
  if ('wrongPassword' in script) return { problem: wrongPassword }
  if ('deny' in script) return { result: denied('the user said no') }
  if ('cancel' in script) return { result: denied('the user cancelled the login') }
  if ('error' in script) return { result: { error: script.error, error_description: script.description } }
  if (script.delay) await wait(script.delay * 1000)
  const found = whoever(tenant, script.user)
  if ('problem' in found) return found
  const login = { accountId: found.user.sub ?? found.user.username, remember: true, amr: ['user'] }
  return { result: { login, ...(script.consent === 'page' ? {} : agreed(script.granted)) } }
}

function whoever(tenant: Tenant, name: string): { user: User } | { problem: string } {
  const user = userNamed(tenant, name)
  if (user) return { user }
  if (tenant.settings.anyUser) return newcomer(tenant, new URLSearchParams({ username: name }))
  return { problem: `${name} was to log in and is no user any more.` }
}

function denied(description: string): InteractionResults {
  return { error: 'access_denied', error_description: description }
}

function agreed(granted: string | undefined): { consent: Record<string, unknown>; scripted: ScriptedConsent } {
  return { consent: {}, scripted: granted === undefined ? {} : { granted } }
}
