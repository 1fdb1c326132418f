import type { EventEmitter } from 'node:events'
import { explainRefusal } from '../explain/explain.ts'
import type { Refusal } from '../journal.ts'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import { outcomeOf, pkceOf } from './outcome.ts'
import { partiesOf } from './parties.ts'
import { refusalOf } from './refusal.ts'
import { kept, sentBy } from './sent.ts'
import type { Visit } from './visit.ts'

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

/** Notes that a request came; call what it returns when the answer is ready, and the journal has both. An answer that failed has a status of its own. */
export function beginRecord({ tenant, endpoint, method, ctx }: Visit): (status?: number) => void {
  // A defect may put another request in its place; the journal keeps what was sent.
  const { req, search, originalUrl } = ctx
  const time = Date.now()
  const started = performance.now()
  return (given) => {
    // Whoever answers without koa broke the connection.
    const status = given ?? (ctx.respond === false ? 0 : ctx.status)
    const { query, form } = sentBy(ctx, req, search)
    const parameters = query ? { ...query, ...form } : form
    const { client, user, grant, scope } = partiesOf(ctx, req, parameters)
    const refusal: Refusal | undefined = ctx.state['refusal']
    const { error, detail, issued } = outcomeOf(ctx, endpoint)
    tenant.journal.add({
      time,
      duration: Math.round((performance.now() - started) * 1000) / 1000,
      endpoint,
      method,
      url: (tenant.issuer.endsWith('/') ? tenant.issuer.slice(0, -1) : tenant.issuer) + originalUrl,
      status,
      client,
      user,
      grant,
      scope,
      pkce: grant === 'authorization_code' ? pkceOf(tenant, ctx, parameters) : undefined,
      error,
      detail,
      scripted: ctx.state['scripted'],
      explanation: refusal && explainRefusal(tenant, endpoint, ctx, refusal),
      issued,
      parameters,
      form,
      requestHeaders: req.headers,
      responseHeaders: ctx.res.getHeaders(),
      responseBody: kept(ctx.body),
    })
  }
}
