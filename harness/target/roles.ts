import { signingKey } from './signing-key.ts'
import type { Client, ClientRole } from './target.ts'

/** The grant type of a device (RFC 8628 section 3.4). */
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

const secretMethods = ['client_secret_basic', 'client_secret_post', 'client_secret_json']

/** Grant types of extensions for which a client has to be declared (RFC 7523 section 2.1, RFC 8693 section 2.1). */
export const grantTypes = {
  assertion: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  exchange: 'urn:ietf:params:oauth:grant-type:token-exchange',
} as const

/** Whether the client is registered for a grant type; without a declaration its redirect_uris tell (RFC 7591 section 2). */
export function allows(client: Client, grantType: string): boolean {
  if (client.grant_types !== undefined) return client.grant_types.includes(grantType)
  const redirects = client.redirect_uris.length > 0
  if (grantType === 'authorization_code' || grantType === 'refresh_token') return redirects
  return grantType === 'client_credentials' && !redirects && (hasSecret(client) || signs(client))
}

function hasSecret(client: Client): boolean {
  return client.client_secret !== undefined && secretMethods.includes(client.token_endpoint_auth_method)
}

/** Whether it can sign assertions (RFC 7523 section 2.2). */
function signs(client: Client): boolean {
  const { token_endpoint_auth_method: method, client_secret: secret } = client
  return method === 'private_key_jwt' ? signingKey(client) !== undefined : method === 'client_secret_jwt' && !!secret
}

/** A plain http address on the developer's own machine, by name. */
export function isLocalhost(uri: string): boolean {
  return /^http:\/\/localhost(?::\d+)?(?:\/|$)/i.test(uri)
}

function isPublic(client: Client): boolean {
  return client.token_endpoint_auth_method === 'none'
}

function supported(clients: readonly Client[]): Set<string> {
  const ours = ['authorization_code', 'client_credentials', 'refresh_token', 'password']
  return new Set(ours.filter((grant) => clients.some((client) => allows(client, grant))))
}

/** The clients that fit a role, best first; one that authenticates in a way the harness does not speak fits none. */
export function candidates(all: readonly Client[], role: ClientRole): readonly Client[] {
  const clients = all.filter((client) => hasSecret(client) || signs(client) || isPublic(client))
  const code = clients.filter((client) => allows(client, 'authorization_code'))
  // A check may have a secret altered, which only those that send one can do in every way.
  const confidential = [...clients.filter(hasSecret), ...clients.filter(signs)]
  const codeFirst = [
    ...confidential.filter((client) => code.includes(client)),
    ...confidential.filter((client) => !code.includes(client)),
  ]
  switch (role) {
    case 'any':
      return clients
    case 'code':
      return [...code.filter(hasSecret), ...code.filter(signs), ...code.filter(isPublic)]
    case 'refresh':
      return candidates(all, 'code').filter((client) => allows(client, 'refresh_token'))
    case 'confidential':
      return codeFirst
    case 'second':
      return codeFirst.slice(1)
    case 'secret':
      return cheapFirst(clients.filter(hasSecret))
    case 'public':
      return code.filter(isPublic)
    case 'other_public':
      return code.filter(isPublic).slice(1)
    case 'basic':
      return ofMethod(clients, 'client_secret_basic')
    case 'post':
      return ofMethod(clients, 'client_secret_post')
    case 'json':
      return ofMethod(clients, 'client_secret_json')
    case 'localhost':
      return candidates(all, 'code').filter(({ redirect_uris }) => redirect_uris.some(isLocalhost))
    case 'client_secret_jwt':
    case 'private_key_jwt':
      return ofMethod(clients, role)
    case 'one_redirect_uri':
      return candidates(all, 'code').filter((client) => client.redirect_uris.length === 1)
    case 'service':
      return confidential.filter((client) => allows(client, 'client_credentials'))
    case 'password':
      return codeFirst
        .filter((client) => allows(client, 'password'))
        .concat(clients.filter((client) => isPublic(client) && allows(client, 'password')))
    case 'implicit':
      return clients.filter((client) => allows(client, 'implicit') && client.redirect_uris.length > 0)
    case 'restricted':
      return confidential.filter(
        (client) => client.grant_types !== undefined && [...supported(clients)].some((grant) => !allows(client, grant)),
      )
    case 'assertion':
    case 'exchange':
      return [...confidential, ...clients.filter(isPublic)].filter((client) => allows(client, grantTypes[role]))
    case 'device': {
      const able = clients.filter((client) => allows(client, deviceGrant))
      return [...able.filter(isPublic), ...able.filter(hasSecret), ...able.filter(signs)]
    }
    case 'other_device':
      return candidates(all, 'device').slice(1)
    case 'confidential_device':
      return candidates(all, 'device').filter(hasSecret)
    case 'no_device':
      return clients.filter((client) => client.grant_types !== undefined && !allows(client, deviceGrant))
    case 'denied_scope':
      return confidential.filter((client) => client.denied_scope !== undefined && allows(client, 'client_credentials'))
    case 'other_resource':
      return confidential.filter((client) => client.other_resource !== undefined)
  }
}

/** The best of them, and the best public one. */
export function kindsOf(clients: readonly Client[]): readonly Client[] {
  return [...new Set([...clients.slice(0, 1), ...clients.filter(isPublic).slice(0, 1)])]
}

function ofMethod(clients: readonly Client[], method: string): readonly Client[] {
  return cheapFirst(clients.filter((client) => client.token_endpoint_auth_method === method))
}

/** Those with the cheap client_credentials grant first. */
function cheapFirst(clients: readonly Client[]): readonly Client[] {
  const cheap = clients.filter((client) => allows(client, 'client_credentials'))
  return [...cheap, ...clients.filter((client) => !cheap.includes(client))]
}

/** What to write into the target file to fill a role. */
export const roleAdvice: Record<ClientRole, string> = {
  any: 'a client',
  code: 'a client with redirect_uris and the authorization_code grant',
  refresh: 'a client with the authorization_code and refresh_token grants',
  confidential: 'a client with a client_secret or with jwks',
  second: 'a second client with a client_secret or with jwks',
  secret: 'a client with a client_secret and client_secret_basic, client_secret_post or client_secret_json',
  json: 'a client with token_endpoint_auth_method: client_secret_json, for servers that take token requests in JSON',
  localhost: 'a client with a redirect URI such as http://localhost:3000/callback',
  public: 'a client with token_endpoint_auth_method: none, redirect_uris and the authorization_code grant',
  other_public: 'a second client with token_endpoint_auth_method: none and redirect_uris',
  one_redirect_uri: 'a client with exactly one entry in redirect_uris and the authorization_code grant',
  basic: 'a client with token_endpoint_auth_method: client_secret_basic',
  post: 'a client with token_endpoint_auth_method: client_secret_post',
  client_secret_jwt: 'a client with token_endpoint_auth_method: client_secret_jwt and a client_secret',
  private_key_jwt: 'a client with token_endpoint_auth_method: private_key_jwt and a private key in jwks',
  service: 'a client with the client_credentials grant and a client_secret or jwks',
  password: 'grant_types with password to a client that may use that grant',
  implicit: 'grant_types with implicit, and redirect_uris, to a client that may use that grant',
  restricted: 'grant_types for a client with a client_secret or jwks that may not use every grant the server supports',
  assertion: `a client with ${grantTypes.assertion} in its grant_types`,
  exchange: `a client with ${grantTypes.exchange} in its grant_types`,
  device: `a client with ${deviceGrant} in its grant_types`,
  other_device: `a second client with ${deviceGrant} in its grant_types`,
  confidential_device: `a client with a client_secret and ${deviceGrant} in its grant_types`,
  no_device: `grant_types for a client that may not use ${deviceGrant}`,
  denied_scope:
    'denied_scope for a client with the client_credentials grant: a scope the server knows and refuses this client',
  other_resource:
    'a client with a client_secret and other_resource: the resource server it stands for, another than resource.url',
}
