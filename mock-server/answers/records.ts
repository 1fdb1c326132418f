import { decodeJwt } from 'jose'
import { issuerOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import { cookieNames } from '../provider/cookie-names.ts'
import type { Payload } from '../storage/store.ts'
import type { Tenant } from '../tenant.ts'

/** What the tenant knows of something a request presents. */
export interface Known {
  readonly client?: string | undefined
  readonly user?: string | undefined
  readonly scope?: string | undefined
}

const kinds: readonly (readonly [parameter: string, kinds: readonly string[]])[] = [
  ['code', ['AuthorizationCode']],
  ['refresh_token', ['RefreshToken']],
  ['device_code', ['DeviceCode']],
  ['access_token', ['AccessToken', 'ClientCredentials']],
  ['token', ['AccessToken', 'RefreshToken', 'ClientCredentials']],
  ['subject_token', ['AccessToken', 'RefreshToken']],
]

/** Everything on record about the code, tokens, login and session of a request, the most telling first. */
export async function recordsBehind(
  tenant: Tenant,
  ctx: KoaContextWithOIDC,
  parameter: (name: string) => string | undefined,
): Promise<Known[]> {
  const presented = kinds.map(([name, of]) => lookUp(tenant, of, parameter(name)))
  const bearer = /^(?:bearer|dpop) (\S+)$/i.exec(ctx.get('authorization'))?.[1]
  const found = await Promise.all([...presented, lookUp(tenant, ['AccessToken', 'ClientCredentials'], bearer)])
  return [...found.flat(), ...pushed(tenant, parameter('request_uri')), ...login(tenant, ctx), ...session(tenant, ctx)]
}

async function lookUp(tenant: Tenant, of: readonly string[], value: string | undefined): Promise<Known[]> {
  if (value === undefined) return []
  const id = value.includes('.') ? ((await tenant.keyring.identify(value)) ?? value) : value
  return of.flatMap((kind) => {
    const record = tenant.store.peek(kind, id)
    return record ? [{ client: record.clientId, user: record.accountId, scope: record.scope }] : []
  })
}

/** The parameters of an authorization request that was pushed before (RFC 9126). */
function pushed({ store }: Tenant, uri: string | undefined): Known[] {
  const id = /^urn:ietf:params:oauth:request_uri:(.+)$/.exec(uri ?? '')?.[1]
  const request = id === undefined ? undefined : store.peek('PushedAuthorizationRequest', id)?.request
  try {
    return request === undefined ? [] : [asked(decodeJwt(request))]
  } catch {
    return []
  }
}

/** The login in progress, at its pages and at the return from them. */
function login({ store }: Tenant, ctx: KoaContextWithOIDC): Known[] {
  const record = store.peek('Interaction', ctx.path.slice(ctx.path.lastIndexOf('/') + 1))
  return record === undefined ? [] : [{ user: loggedIn(record) }, asked(record.params ?? {})]
}

function loggedIn({ result, session: { accountId } = {} }: Payload): string | undefined {
  return text(result?.login?.accountId) ?? accountId
}

function session({ store, name }: Tenant, ctx: KoaContextWithOIDC): Known[] {
  const id = ctx.cookies.get(cookieNames(name, issuerOf(ctx)).session)
  const record = id === undefined ? undefined : store.peek('Session', id)
  return record === undefined ? [] : [{ user: record.accountId }]
}

function asked(parameters: Readonly<Record<string, unknown>>): Known {
  return {
    client: text(parameters['client_id']),
    user: text(parameters['login_hint']),
    scope: text(parameters['scope']),
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
