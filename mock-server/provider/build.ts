import type { EventEmitter } from 'node:events'
import { tellSession } from '../features/front-channel-logout.ts'
import { noteNotifications } from '../features/notifications.ts'
import { addGrants } from '../grants/index.ts'
import type { Tenant } from '../tenant.ts'
import { layPipeline } from '../wire/pipeline.ts'
import { explain } from '../wire/record.ts'
import { ruleClaims } from './claim-rules.ts'
import { ruleClients } from './client-rules.ts'
import { configurationFor } from './configuration.ts'
import { addressToCaller } from './introspection-answer.ts'
import { keepFirstSessions } from './first-session.ts'
import { Provider } from './library.ts'
import { ruleReplay } from './replay.ts'
import { endToTheSecond } from './stored-expiry.ts'
import { formTokens } from './token-forms.ts'
import { ruleTokens } from './token-rules.ts'
import { placeEndpoints } from '../wire/paths.ts'
import { ruleAudiences } from './audiences.ts'

/** Builds the oidc-provider instance of a tenant as it is set up now, for one of its issuers; state lives in the tenant's store and survives. */
export function buildProvider(tenant: Tenant, issuer: string): Provider {
  const configuration = tenant.defects.active.configure.reduce(
    (changed, hook) => hook(changed),
    configurationFor(tenant, issuer),
  )
  const provider = new Provider(issuer, configuration)
  // Behind TLS termination the issuer says https while the request does not.
  provider.proxy = issuer.startsWith('https:')
  // Without a listener koa prints to the console; the journal has it already.
  const emitter: EventEmitter = provider
  emitter.on('error', () => undefined)
  addGrants(provider, tenant)
  ruleClients(provider, tenant)
  ruleTokens(provider, tenant)
  ruleAudiences(provider, tenant)
  formTokens(provider, tenant.settings.tokenForms)
  placeEndpoints(provider, tenant.settings)
  ruleClaims(provider, tenant)
  addressToCaller(provider)
  tellSession(provider, tenant)
  endToTheSecond(provider)
  keepFirstSessions(provider, tenant)
  ruleReplay(provider)
  explain(provider)
  noteNotifications(provider, tenant)
  layPipeline(provider, tenant)
  return provider
}
