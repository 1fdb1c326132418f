import type { Client, ClientRole } from './target.ts'

const secretMethods = ['client_secret_basic', 'client_secret_post']

/** Whether the client is registered for a grant type; without a declaration its redirect_uris tell (RFC 7591 section 2). */
export function allows(client: Client, grantType: string): boolean {
  if (client.grant_types !== undefined) return client.grant_types.includes(grantType)
  const redirects = client.redirect_uris.length > 0
  if (grantType === 'authorization_code' || grantType === 'refresh_token') return redirects
  return grantType === 'client_credentials' && !redirects && hasSecret(client)
}

function hasSecret(client: Client): boolean {
  return client.client_secret !== undefined && secretMethods.includes(client.token_endpoint_auth_method)
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
  const clients = all.filter((client) => hasSecret(client) || isPublic(client))
  const code = clients.filter((client) => allows(client, 'authorization_code'))
  const secret = clients.filter(hasSecret)
  const codeFirst = [
    ...secret.filter((client) => code.includes(client)),
    ...secret.filter((client) => !code.includes(client)),
  ]
  switch (role) {
    case 'any':
      return clients
    case 'code':
      return [...code.filter(hasSecret), ...code.filter((client) => !hasSecret(client))]
    case 'refresh':
      return candidates(all, 'code').filter((client) => allows(client, 'refresh_token'))
    case 'confidential':
      return codeFirst
    case 'second':
      return codeFirst.slice(1)
    case 'public':
      return code.filter(isPublic)
    case 'other_public':
      return code.filter(isPublic).slice(1)
    case 'basic':
      return ofMethod(clients, 'client_secret_basic')
    case 'post':
      return ofMethod(clients, 'client_secret_post')
    case 'one_redirect_uri':
      return candidates(all, 'code').filter((client) => client.redirect_uris.length === 1)
    case 'service':
      return secret.filter((client) => allows(client, 'client_credentials'))
    case 'restricted':
      return secret.filter(
        (client) => client.grant_types !== undefined && [...supported(clients)].some((grant) => !allows(client, grant)),
      )
    case 'denied_scope':
      return secret.filter((client) => client.denied_scope !== undefined && allows(client, 'client_credentials'))
  }
}

/** Clients of a method, those with the cheap client_credentials grant first. */
function ofMethod(clients: readonly Client[], method: string): readonly Client[] {
  const fitting = clients.filter((client) => hasSecret(client) && client.token_endpoint_auth_method === method)
  const cheap = fitting.filter((client) => allows(client, 'client_credentials'))
  return [...cheap, ...fitting.filter((client) => !cheap.includes(client))]
}

/** What to write into the target file to fill a role. */
export const roleAdvice: Record<ClientRole, string> = {
  any: 'a client',
  code: 'a client with redirect_uris and the authorization_code grant',
  refresh: 'a client with the authorization_code and refresh_token grants',
  confidential: 'a client with a client_secret',
  second: 'a second client with a client_secret',
  public: 'a client with token_endpoint_auth_method: none, redirect_uris and the authorization_code grant',
  other_public: 'a second client with token_endpoint_auth_method: none and redirect_uris',
  one_redirect_uri: 'a client with exactly one entry in redirect_uris and the authorization_code grant',
  basic: 'a client with token_endpoint_auth_method: client_secret_basic',
  post: 'a client with token_endpoint_auth_method: client_secret_post',
  service: 'a client with a client_secret and the client_credentials grant',
  restricted: 'grant_types for a client with a client_secret that may not use every grant the server supports',
  denied_scope:
    'denied_scope for a client with the client_credentials grant: a scope the server knows and refuses this client',
}
