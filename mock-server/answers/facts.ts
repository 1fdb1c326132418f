import { decodeJwt } from 'jose'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { isForm } from '../wire/body.ts'
import { readRequest, replay, WireRequest } from '../wire/request.ts'
import type { Visit } from '../wire/visit.ts'
import { recordsBehind, type Known } from './records.ts'
import type { Facts } from './selector.ts'

/** Reads what a request says of itself, and what the tenant has on record about what it presents. */
export async function factsOf({ tenant, endpoint, ctx, method }: Visit): Promise<Facts> {
  const request = await requestOf(tenant, endpoint, ctx)
  const parameter = (name: string) => request.form.get(name) ?? request.query.get(name) ?? undefined
  const records = await recordsBehind(tenant, ctx, parameter)
  const known = (member: keyof Known) => records.map((record) => record[member]).filter((value) => value !== undefined)
  const asserted = subjectOf(parameter('client_assertion'))
  const hints = ['assertion', 'subject_token', 'id_token_hint'].map((name) => subjectOf(parameter(name)))
  const named = [parameter('username'), parameter('login_hint'), ...hints, ...known('user')]
  const scope = parameter('scope') ?? known('scope')[0] ?? ''
  return {
    endpoint,
    method,
    grant: request.grantType,
    client: request.clientId ?? asserted ?? known('client')[0],
    users: named.flatMap((name) => (name === undefined ? [] : namesOf(tenant, name))),
    scopes: scope.split(' ').filter((name) => name !== ''),
  }
}

async function requestOf(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<WireRequest> {
  if (!isForm(ctx.get('content-type'))) return new WireRequest(tenant, endpoint, ctx, '')
  const request = await readRequest(tenant, endpoint, ctx)
  replay(request, ctx)
  return request
}

/** The subject of a JWT, whoever signed it: a selector is no guard. */
function subjectOf(token: string | undefined): string | undefined {
  try {
    return token === undefined ? undefined : decodeJwt(token).sub
  } catch {
    return undefined
  }
}

function namesOf({ users }: Tenant, name: string): string[] {
  const user = users.find(name) ?? users.list().find(({ sub }) => sub === name)
  return user === undefined ? [name] : [user.username, user.sub ?? user.username]
}
