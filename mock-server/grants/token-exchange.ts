import { errors } from '../provider/library.ts'
import { paths } from '../wire/endpoints.ts'
import { askedScope, usualScope } from './asked-scope.ts'
import type { Grant } from './grant.ts'
import { issueToUser } from './issue.ts'
import { presentedToken, type Exchange, type Presented } from './presented-token.ts'
import { tokenTypes } from './token-types.ts'

const type = 'urn:ietf:params:oauth:grant-type:token-exchange'
const texts = ['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type']
const targets = ['audience', 'resource']

/** A token for another token (RFC 8693): impersonation, and delegation with an actor. */
export const tokenExchange: Grant = {
  type,
  register(provider, tenant) {
    const serve = (ctx: Exchange['ctx']): Promise<void> => exchangeToken({ provider, tenant, ctx })
    provider.registerGrantType(type, serve, [...texts, ...targets, 'scope'], targets)
  },
}

async function exchangeToken(exchange: Exchange): Promise<void> {
  const { provider, tenant, ctx } = exchange
  const wanted = ctx.oidc.params?.['requested_token_type'] ?? tokenTypes.access
  const subject = await partyOf(exchange, 'subject_token')
  if (!subject) throw new errors.InvalidRequest("missing required parameter 'subject_token'")
  if (subject.kind === 'client' || !tenant.account(subject.sub))
    throw new errors.InvalidRequest('the subject token speaks of no user')
  const actor = await partyOf(exchange, 'actor_token')
  const audience = audienceOf(exchange)
  const scope = scopeOf(exchange, subject)
  if (wanted === tokenTypes.id) return issueIdToken(exchange, subject)
  if (wanted !== tokenTypes.access) throw new errors.InvalidRequest('the requested token type is not supported')
  const claims = actor === undefined ? {} : { act: { sub: actor.sub } }
  const issued = await issueToUser(provider, ctx, 'token_exchange', {
    accountId: subject.sub,
    scope,
    audience,
    claims,
  })
  ctx.body = { ...issued, issued_token_type: tokenTypes.access }
}

/** The party behind subject_token or actor_token; undefined when neither the token nor its type is there. */
async function partyOf(exchange: Exchange, name: 'subject_token' | 'actor_token'): Promise<Presented | undefined> {
  const token = exchange.ctx.oidc.params?.[name]
  const declared = exchange.ctx.oidc.params?.[`${name}_type`]
  if (token === undefined && declared === undefined) return undefined
  if (typeof token !== 'string' || typeof declared !== 'string')
    throw new errors.InvalidRequest(`'${name}' and '${name}_type' come together`)
  return presentedToken(exchange, token, declared)
}

function audienceOf({ provider, tenant, ctx }: Exchange): string | undefined {
  const asked = targets.flatMap((name) => ctx.oidc.params?.[name] ?? []).map(String)
  const [first, ...others] = new Set(asked)
  const known = tenant.settings.unchecked.includes('exchange target') ? first : provider.issuer + paths.resource
  if (first !== undefined && (first !== known || others.length > 0))
    throw new errors.InvalidTarget('the requested audience or resource is not known here')
  return first
}

function scopeOf({ tenant, ctx }: Exchange, { scope }: Presented): string {
  const held = scope.split(' ')
  const asked = askedScope(tenant, ctx)
  const beyond = asked?.split(' ').filter((each) => !held.includes(each)) ?? []
  if (beyond.length > 0 && !tenant.settings.unchecked.includes('exchange scope'))
    throw new errors.InvalidScope('the subject token does not cover this scope', beyond.join(' '))
  const allowed = ctx.oidc.client?.scope?.split(' ')
  const kept = held.filter((each) => each !== '' && allowed?.includes(each) !== false).join(' ')
  return asked ?? (kept || usualScope(tenant, ctx))
}

async function issueIdToken({ provider, tenant, ctx }: Exchange, { sub, scope }: Presented): Promise<void> {
  const account = tenant.account(sub)
  if (!account || !scope.split(' ').includes('openid'))
    throw new errors.InvalidRequest('an ID token needs a subject token with the scope openid')
  const token = new provider.IdToken({ ...(await account.claims('id_token', 'openid', {}, [])) }, { ctx })
  Object.assign(token, { scope: 'openid' })
  ctx.body = {
    access_token: await token.issue({ use: 'idtoken' }),
    issued_token_type: tokenTypes.id,
    token_type: 'N_A',
    expires_in: tenant.settings.lifetimes.id_token,
  }
}
