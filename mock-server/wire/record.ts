import type { EventEmitter } from 'node:events'
import type { Journal, Refusal } from '../journal.ts'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'

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
  'backchannel_authentication.error',
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

function refusalOf(error: Error): Refusal {
  const { error: code, error_detail: detail, error_description: description } = { ...textsOf(error) }
  return { error: code ?? 'server_error', detail: detail ?? description ?? error.stack ?? error.message }
}

function textsOf(error: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(error).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

/** What the journal is told of a request that a script answered, where oidc-provider may never have seen it. */
export interface Told {
  readonly scripted: string
  readonly client: string | undefined
  readonly grant: string | undefined
}

/** Writes a served request into the journal. */
export function record(journal: Journal, endpoint: string, method: string, ctx: KoaContextWithOIDC): void {
  const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
  const refusal: Refusal | undefined = ctx.state['refusal']
  const told: Told | undefined = ctx.state['told']
  const client = oidc?.client?.clientId ?? told?.client
  const grant = oidc?.params?.['grant_type'] ?? told?.grant
  journal.add({
    time: Date.now(),
    endpoint,
    method,
    // Whoever answers without koa broke the connection.
    status: ctx.respond === false ? 0 : ctx.status,
    ...(client === undefined ? {} : { client }),
    ...(typeof grant === 'string' ? { grant } : {}),
    ...refusal,
    ...(told ? { scripted: told.scripted } : {}),
  })
}
