import type { KoaContextWithOIDC } from '../provider/library.ts'
import { methods } from './endpoints.ts'

/** Answers a wrong method on an endpoint for programs with 405, `Allow` and JSON; false when the method is right. */
export function refuseMethod(endpoint: string, ctx: KoaContextWithOIDC): boolean {
  const allowed = methods.get(endpoint)
  if (!allowed || allowed.includes(ctx.method)) return false
  const detail = `${ctx.method} is not allowed here, use ${allowed[0]}`
  ctx.status = 405
  ctx.set('allow', allowed.join(', '))
  ctx.set('cache-control', 'no-store')
  ctx.body = { error: 'invalid_request', error_description: detail }
  ctx.state['refusal'] = { error: 'invalid_request', detail }
  return true
}

/** Keeps oidc-provider from answering a program with an HTML page because of its Accept header. */
export function answerInJson(endpoint: string, ctx: KoaContextWithOIDC): void {
  if (methods.has(endpoint) && ctx.headers.accept?.includes('text/html')) ctx.req.headers.accept = 'application/json'
}

/** Adds the header RFC 6749, section 5.1 demands next to Cache-Control. */
export function forbidOldCaches(endpoint: string, ctx: KoaContextWithOIDC): void {
  if (endpoint === 'token') ctx.set('pragma', 'no-cache')
}

/**
 * Tells user agents to come back over TLS only (RFC 6797, section 6.1), and for a minute only: on localhost they would
 * hold it against every other server of the developer.
 */
export function stayOnTls(ctx: KoaContextWithOIDC): void {
  if (ctx.secure) ctx.set('strict-transport-security', 'max-age=60')
}
