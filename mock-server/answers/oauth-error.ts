import { errorPage } from '../pages/error.ts'
import { show } from '../pages/show.ts'
import { errors, type KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

/** An OAuth error to be answered. */
export interface ScriptedError {
  readonly error: string
  readonly description?: string | undefined
  readonly status?: number | undefined
}

const statuses: Readonly<Record<string, number>> = {
  invalid_client: 401,
  invalid_token: 401,
  insufficient_scope: 403,
  server_error: 500,
  temporarily_unavailable: 503,
}

const bearerEndpoints = new Set(['userinfo', 'resource', 'registration_management'])
const pageEndpoints = new Set([
  'authorization',
  'resume',
  'interaction',
  'end_session',
  'code_verification',
  'device_resume',
])

/** Whether the error is told in a redirect to the client (RFC 6749, section 4.1.2.1), which oidc-provider does best. */
export function travels(endpoint: string): boolean {
  return endpoint === 'authorization' || endpoint === 'resume'
}

/** Has oidc-provider refuse the authorization request of a context as soon as it knows where to redirect to. */
export function armRedirect(ctx: KoaContextWithOIDC, error: ScriptedError): void {
  ctx.state['scriptedError'] = error
}

/** Throws the error a script wants of this authorization request; does nothing when there is none. */
export function throwScripted(ctx: KoaContextWithOIDC): void {
  const scripted: ScriptedError | undefined = ctx.state['scriptedError']
  if (scripted) throw new errors.CustomOIDCProviderError(scripted.error, scripted.description)
}

/** Answers with an OAuth error in the form of the endpoint: JSON, a Bearer challenge, or a page. */
export function refuseAs(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC, scripted: ScriptedError): void {
  const { error, description, status = statuses[error] ?? 400 } = scripted
  ctx.status = status
  ctx.set('cache-control', 'no-store')
  if (pageEndpoints.has(endpoint)) return showScripted(tenant, ctx, error, description)
  const scheme = schemeOf(endpoint, status, ctx)
  if (scheme) {
    const told = scheme === 'Bearer' ? { realm: tenant.issuer, error, error_description: description } : {}
    const attributes = Object.entries({ realm: tenant.issuer, ...told }).filter(([, value]) => value !== undefined)
    ctx.set('www-authenticate', `${scheme} ${attributes.map(([name, value]) => `${name}="${value}"`).join(', ')}`)
  }
  if (endpoint === 'token') ctx.set('pragma', 'no-cache')
  ctx.body = { error, ...(description === undefined ? {} : { error_description: description }) }
}

// RFC 6750, section 3 where a bearer token is presented; RFC 6749, section 5.2 where a client is.
function schemeOf(endpoint: string, status: number, ctx: KoaContextWithOIDC): string | undefined {
  if (bearerEndpoints.has(endpoint)) return status < 500 ? 'Bearer' : undefined
  return status === 401 && /^basic /i.test(ctx.get('authorization')) ? 'Basic' : undefined
}

function showScripted(tenant: Tenant, ctx: KoaContextWithOIDC, error: string, description: string | undefined): void {
  const explanation = { rule: 'A scripted answer refuses this request' }
  show(ctx, errorPage(tenant, { error, description, explanation, parameters: [] }))
}
