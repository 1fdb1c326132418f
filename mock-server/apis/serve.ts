import { admitted, type Admitted } from '../admission.ts'
import { issuerOf } from '../address/issuer.ts'
import { fill } from '../claims/template.ts'
import { checkBinding } from '../features/bound-token.ts'
import { invalid, refuse, type Problem } from '../features/challenge.ts'
import { isForeign } from '../features/resource-servers.ts'
import type { User } from '../options.ts'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { isForm, readText } from '../wire/body.ts'
import type { Api } from './api.ts'

const syntax = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i
const reading = new Set(['GET', 'HEAD'])

/** Serves an API of a tenant: the token comes in the Authorization header and from nowhere else, and whatever is wrong with it is a 401. */
export async function serveApi(tenant: Tenant, provider: Provider, ctx: KoaContextWithOIDC, api: Api): Promise<void> {
  ctx.set('cache-control', 'no-store')
  const reads = reading.has(ctx.method)
  if (!reads && api.write === undefined) return refuseMethod(ctx)
  const token = await present(tenant, provider, ctx, api)
  if ('status' in token) return refuse(tenant, ctx, token)
  const needed = reads ? api.read : api.write
  if (needed !== undefined && !token.scopes.has(needed)) return refuse(tenant, ctx, lacking(needed))
  const user = userOf(tenant, api, token)
  if (user === undefined && api.needsUser === true) return refuse(tenant, ctx, impersonal)
  if (reads) ctx.body = answer(ctx, api, token, user)
  else await write(tenant, ctx)
}

async function present(
  tenant: Tenant,
  provider: Provider,
  ctx: KoaContextWithOIDC,
  { audience }: Api,
): Promise<Admitted | Problem> {
  const sent = ctx.get('authorization')
  if (sent === '') return { status: 401, description: 'no access token was sent' }
  const value = syntax.exec(sent)?.[1]
  if (value === undefined) return invalid('the Authorization header is malformed')
  const token = await admitted(provider, ctx, value)
  if (!token) return invalid('the access token is unknown, expired or revoked')
  const unbound = await checkBinding(tenant, ctx, { value, scheme: 'Bearer' }, token)
  if (unbound) return unbound
  const meant =
    audience === undefined ? !isForeign(tenant, issuerOf(ctx), token.aud) : [token.aud].flat().includes(audience)
  return meant ? token : invalid('the access token is for another resource')
}

function lacking(scope: string): Problem {
  return { status: 403, error: 'insufficient_scope', description: `the access token lacks the scope ${scope}`, scope }
}

const impersonal: Problem = {
  status: 403,
  error: 'insufficient_scope',
  description: 'the access token belongs to no user',
}

function userOf(tenant: Tenant, { person }: Api, { accountId, clientId }: Admitted): User | undefined {
  const owner = accountId === undefined ? undefined : tenant.userOf(accountId)
  // A client that may refresh its own tokens has an account of its own, which is nobody's.
  const speaksForItself = accountId === undefined || accountId === clientId
  return owner ?? (speaksForItself && person !== undefined ? tenant.users.find(person) : undefined)
}

function answer(ctx: KoaContextWithOIDC, api: Api, { clientId, scopes }: Admitted, user: User | undefined): unknown {
  const scope = [...scopes].join(' ')
  const about = user && { ...user.claims, sub: user.sub ?? user.username }
  if (api.answer !== undefined) return fill(api.answer, { user: about, client_id: clientId, scope })
  return { method: ctx.method, client_id: clientId, scope, ...(about && { sub: about.sub }) }
}

/** Answers a write with what was sent. */
async function write(tenant: Tenant, ctx: KoaContextWithOIDC): Promise<void> {
  if (ctx.method === 'DELETE') return void (ctx.status = 204)
  const sent = bodyOf(ctx, await readText(ctx.req))
  if (sent === undefined)
    return refuse(tenant, ctx, {
      status: 400,
      error: 'invalid_request',
      description: 'the body must be JSON or a form',
    })
  ctx.status = ctx.method === 'POST' ? 201 : 200
  ctx.body = sent
}

function bodyOf(ctx: KoaContextWithOIDC, text: string): object | undefined {
  if (isForm(ctx.get('content-type'))) return Object.fromEntries(new URLSearchParams(text))
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function refuseMethod(ctx: KoaContextWithOIDC): void {
  ctx.status = 405
  ctx.set('allow', 'GET, HEAD')
  ctx.body = { error: 'invalid_request', error_description: `${ctx.method} is not allowed here, use GET` }
  ctx.state['refusal'] = { error: 'invalid_request', detail: `${ctx.method} is not allowed here, use GET` }
}
