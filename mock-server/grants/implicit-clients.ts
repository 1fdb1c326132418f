import type { Client, TenantSettings } from '../options.ts'

/** What stands for `token` inside oidc-provider, which serves a token in a redirect only beside an ID Token. */
export const stand = 'id_token token' as const

/** Whether a client is registered for response_type=token (RFC 6749, section 4.2). */
export function takesToken({ response_types: types }: Client): boolean {
  return Array.isArray(types) && types.includes('token')
}

/** Whether a client of the tenant is registered for an ID Token beside the access token (OpenID Connect Core, section 3.2). */
export function takesBoth({ response_types: types }: Client): boolean {
  return Array.isArray(types) && types.some((type) => String(type).split(' ').toSorted().join(' ') === stand)
}

/** The response types oidc-provider has to know so that `token` can be served; none where no client is registered for it. */
export function impliedResponseTypes({ clients }: TenantSettings): (typeof stand)[] {
  return clients.some(takesToken) ? [stand] : []
}

/** The client as oidc-provider may see it: without `token`, which it refuses to know. */
export function withoutToken(client: Client): Client {
  if (!takesToken(client)) return client
  const types: unknown[] = Array.isArray(client['response_types']) ? client['response_types'] : []
  const rest = types.filter((type) => type !== 'token')
  const grants = client.grant_types?.filter((grant) => grant !== 'implicit' || rest.some(isFrontChannel))
  return { ...client, response_types: rest, ...(grants === undefined ? {} : { grant_types: grants }) }
}

function isFrontChannel(type: unknown): boolean {
  return String(type).includes('token')
}
