import { admitted } from './admission.ts'
import { issuerOf } from './address/issuer.ts'
import { checkBinding, type Presented } from './features/bound-token.ts'
import { invalid, malformed, refuse, type Problem } from './features/challenge.ts'
import { subjectFor } from './features/pairwise.ts'
import { isForeign } from './features/resource-servers.ts'
import type { BearerTransport } from './options.ts'
import type { KoaContextWithOIDC, Provider } from './provider/library.ts'
import type { Tenant } from './tenant.ts'
import { isForm, readText } from './wire/body.ts'

interface Owned {
  readonly accountId: string
  readonly clientId?: string | undefined
}

const syntax = /^[A-Za-z0-9\-._~+/]+=*$/

/** Serves the protected resource of a tenant by RFC 6750: GET needs one scope, POST another. */
export async function serveResource(tenant: Tenant, provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  ctx.set('cache-control', 'no-store')
  const presented = await present(tenant, ctx)
  if ('status' in presented) return refuse(tenant, ctx, presented)
  const needed = ctx.method === 'POST' ? tenant.settings.resource.write : tenant.settings.resource.read
  const token = await admitted(provider, ctx, presented.value)
  const { scheme } = presented
  if (!token) return refuse(tenant, ctx, invalid('the access token is unknown, expired or revoked', scheme))
  const unbound = await checkBinding(tenant, ctx, presented, token)
  if (unbound) return refuse(tenant, ctx, unbound)
  if (isForeign(tenant, issuerOf(ctx), token.aud))
    return refuse(tenant, ctx, invalid('the access token is for another resource', scheme))
  if (!token.scopes.has(needed)) {
    const description = `the access token lacks the scope ${needed}`
    return refuse(tenant, ctx, { status: 403, error: 'insufficient_scope', description, scope: needed, scheme })
  }
  const { accountId, clientId } = token
  ctx.body = {
    method: ctx.method,
    client_id: clientId,
    scope: [...token.scopes].join(' '),
    ...(accountId === undefined ? {} : { sub: await subject(tenant, provider, { accountId, clientId }) }),
  }
}

async function present({ settings }: Tenant, ctx: KoaContextWithOIDC): Promise<Presented | Problem> {
  const other = await elsewhere(ctx)
  const refused = other.find(({ where }) => !settings.bearerTransports.includes(where))
  if (refused) return malformed(`an access token must not be sent in the ${refused.where}`)
  const [only, ...more] = other
  if (more.length > 0 || (only && ctx.get('authorization') !== '')) return malformed('the token is sent in two ways')
  if (only) {
    if (!syntax.test(only.value)) return malformed('the access token is malformed')
    return { value: only.value, scheme: 'Bearer' }
  }
  const [scheme, value, ...rest] = ctx.get('authorization').split(' ')
  // RFC 6750, section 3.1: a request without authentication is told nothing but the scheme.
  const known = settings.features.dpop && scheme?.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer'
  if (scheme?.toLowerCase() !== known.toLowerCase()) return { status: 401, description: 'no access token was sent' }
  if (!value || rest.length > 0 || !syntax.test(value)) return malformed('the Authorization header is malformed')
  return { value, scheme: known }
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

async function subject(tenant: Tenant, provider: Provider, { accountId, clientId = '' }: Owned) {
  return tenant.settings.features.pairwise
    ? subjectFor(tenant, await provider.Client.find(clientId), accountId)
    : accountId
}
