import type { EventEmitter } from 'node:events'
import { explainRefusal } from '../explain/explain.ts'
import type { Refusal } from '../journal.ts'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { refusalOf } from './refusal.ts'

const events = [
  'authorization.error',
  'grant.error',
  'introspection.error',
  'revocation.error',
  'userinfo.error',
  'pushed_authorization_request.error',
  'end_session.error',
  'device_authorization.error',
  'code_verification.error',
  'device_resume.error',
  'registration_create.error',
  'jwks.error',
  'discovery.error',
  'server_error',
]

/** Has oidc-provider say why it refuses, for the journal and for defects. */
export function explain(provider: Provider): void {
  const emitter: EventEmitter = provider
  for (const event of events) emitter.on(event, note)
}

function note(ctx: KoaContextWithOIDC, error: Error): void {
  ctx.state['refusal'] = refusalOf(error)
}

/** Writes a served request into the journal. */
export function record(tenant: Tenant, endpoint: string, method: string, ctx: KoaContextWithOIDC): void {
  const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
  const refusal: Refusal | undefined = ctx.state['refusal']
  const client = oidc?.client?.clientId
  const grant = oidc?.params?.['grant_type']
  tenant.journal.add({
    time: Date.now(),
    endpoint,
    method,
    status: ctx.status,
    ...(client === undefined ? {} : { client }),
    ...(typeof grant === 'string' ? { grant } : {}),
    ...refusal,
    ...(refusal ? { explanation: explainRefusal(tenant, endpoint, ctx, refusal) } : {}),
  })
}
