import { issuerOf } from './address/issuer.ts'
import type { BearerTransport } from './options.ts'
import type { KoaContextWithOIDC, Provider } from './provider/library.ts'
import type { Tenant } from './tenant.ts'
import { isForm, readText } from './wire/body.ts'
import { keepParties } from './wire/parties.ts'

interface Problem {
  status: number
  error?: string
  description: string
  scope?: string
}

const syntax = /^[A-Za-z0-9\-._~+/]+=*$/

/** Serves the protected resource of a tenant by RFC 6750: GET needs one scope, POST another. */
export async function serveResource(tenant: Tenant, provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  ctx.set('cache-control', 'no-store')
  const presented = await present(tenant, ctx)
  if (typeof presented !== 'string') return refuse(ctx, presented)
  const needed = ctx.method === 'POST' ? tenant.settings.resource.write : tenant.settings.resource.read
  const token = await find(provider, presented)
  if (!token) return refuse(ctx, invalid('the access token is unknown, expired or revoked'))
  keepParties(ctx, {
    scope: [...token.scopes].join(' '),
    client: token.clientId,
    user: 'accountId' in token ? token.accountId : undefined,
  })
  if (token.jkt) return refuse(ctx, invalid('the access token is bound to a key and no bearer token'))
  if (!token.scopes.has(needed)) {
    const description = `the access token lacks the scope ${needed}`
    return refuse(ctx, { status: 403, error: 'insufficient_scope', description, scope: needed })
  }
  ctx.body = {
    method: ctx.method,
    client_id: token.clientId,
    scope: [...token.scopes].join(' '),
    ...('accountId' in token ? { sub: token.accountId } : {}),
  }
}

function invalid(description: string): Problem {
  return { status: 401, error: 'invalid_token', description }
}

function malformed(description: string): Problem {
  return { status: 400, error: 'invalid_request', description }
}

async function present({ settings }: Tenant, ctx: KoaContextWithOIDC): Promise<string | Problem> {
  const other = await elsewhere(ctx)
  const refused = other.find(({ where }) => !settings.bearerTransports.includes(where))
  if (refused) return malformed(`an access token must not be sent in the ${refused.where}`)
  const [only, ...more] = other
  if (more.length > 0 || (only && ctx.get('authorization') !== '')) return malformed('the token is sent in two ways')
  if (only) return syntax.test(only.value) ? only.value : malformed('the access token is malformed')
  const [scheme, value, ...rest] = ctx.get('authorization').split(' ')
  // RFC 6750, section 3.1: a request without authentication is told nothing but the scheme.
  if (scheme?.toLowerCase() !== 'bearer') return { status: 401, description: 'no access token was sent' }
  if (!value || rest.length > 0 || !syntax.test(value)) return malformed('the Authorization header is malformed')
  return value
}

/** Every token that stands in the query or in a form body; the body of a GET has no meaning (RFC 6750, section 2.2). */
async function elsewhere(ctx: KoaContextWithOIDC): Promise<{ where: BearerTransport; value: string }[]> {
  const reads = ctx.method === 'POST' && isForm(ctx.get('content-type'))
  const form = new URLSearchParams(reads ? await readText(ctx.req) : '')
  const query = new URLSearchParams(ctx.querystring)
  return [
    ...query.getAll('access_token').map((value) => ({ where: 'query' as const, value })),
    ...form.getAll('access_token').map((value) => ({ where: 'body' as const, value })),
  ]
}

async function find(provider: Provider, value: string) {
  const user = await provider.AccessToken.find(value)
  if (!user) return provider.ClientCredentials.find(value)
  const grant = await provider.Grant.find(user.grantId)
  return grant?.accountId === user.accountId && grant.clientId === user.clientId ? user : undefined
}

function refuse(ctx: KoaContextWithOIDC, problem: Problem): void {
  const { status, error, description, scope } = problem
  const attributes = { realm: issuerOf(ctx), error, error_description: error && description, scope }
  const challenge = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${value}"`)
  ctx.status = status
  ctx.set('www-authenticate', `Bearer ${challenge.join(', ')}`)
  ctx.body = error ? { error, error_description: description } : { message: description }
  ctx.state['refusal'] = { error: error ?? 'no_token', detail: description }
}
