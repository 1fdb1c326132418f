import { errors, type Configuration, type KoaContextWithOIDC } from '../provider/library.ts'
import type { Payload } from '../storage/store.ts'
import type { Tenant } from '../tenant.ts'
import { paths } from '../wire/endpoints.ts'
import type { ResourceServerOptions } from './options.ts'

type Features = NonNullable<Configuration['features']>

/** Whether a tenant tells resources apart: for resource indicators (RFC 8707), and because RFC 9396 wants it. */
export function tellsResourcesApart({ settings: { features } }: Tenant): boolean {
  return features.resources !== undefined || features.rar !== undefined
}

/** The resource servers of a tenant by identifier, its own among them. */
export function resourceServers({ settings }: Tenant, issuer: string): ReadonlyMap<string, ResourceServerOptions> {
  const own = { scope: settings.scopes.filter((scope) => scope !== 'openid').join(' ') }
  return new Map<string, ResourceServerOptions>([
    [issuer + paths.resource, own],
    ...Object.entries(settings.features.resources ?? {}),
  ])
}

/** The resource servers a request names, leaving out those nobody knows. */
export function namedServers(tenant: Tenant, issuer: string, resource: unknown): ResourceServerOptions[] {
  if (!tellsResourcesApart(tenant)) return []
  const names: unknown[] = Array.isArray(resource) ? resource : [resource]
  const known = resourceServers(tenant, issuer)
  return names.flatMap((name) => known.get(String(name)) ?? [])
}

interface ResourceGrant {
  addResourceScope(resource: string, scope: string): void
}

/** Writes into a grant what of some scopes each named resource server knows. */
export function addResourceScopes(
  tenant: Tenant,
  issuer: string,
  grant: ResourceGrant,
  resource: unknown,
  scope: string,
): void {
  const names: unknown[] = Array.isArray(resource) ? resource : [resource]
  const wanted = new Set(scope.split(' '))
  for (const name of names) {
    const [server] = namedServers(tenant, issuer, name)
    const shared = server?.scope.split(' ').filter((one) => wanted.has(one)) ?? []
    if (shared.length > 0) grant.addResourceScope(String(name), shared.join(' '))
  }
}

/** Whether an access token is for some other resource than the tenant's own. */
export function isForeign(tenant: Tenant, issuer: string, audience: unknown): boolean {
  const apart = tellsResourcesApart(tenant) || tenant.settings.audiences.length > 0
  return apart && audience !== undefined && audience !== issuer + paths.resource
}

/** Whether an access token is written as a JWT: it may have been issued so, or its resource server may say so, else the tenant does. */
export function isJwt(tenant: Tenant, { aud, form }: Payload): boolean {
  if (form !== undefined) return form === 'jwt'
  const { features, accessTokens } = tenant.settings
  const server = Object.entries(features.resources ?? {}).find(([name, { audience = name }]) => audience === aud)
  return (server?.[1].accessTokens ?? accessTokens) === 'jwt'
}

/** Whether any access token of a tenant is a JWT. */
export function writesJwts({ settings: { features, accessTokens } }: Tenant): boolean {
  return accessTokens === 'jwt' || Object.values(features.resources ?? {}).some((one) => one.accessTokens === 'jwt')
}

/** Resource indicators (RFC 8707). */
export function resourceIndicators(tenant: Tenant, issuer: string): Pick<Features, 'resourceIndicators'> {
  if (!tellsResourcesApart(tenant)) return {}
  const own = issuer + paths.resource
  return {
    resourceIndicators: {
      enabled: true,
      // Authorization details are for some resource (RFC 9396, section 2.2); nobody has to name the tenant's own.
      defaultResource: (ctx, _client, oneOf) => oneOf ?? (detailed(ctx) ? own : []),
      // A code that was asked for with one resource is for that resource, named again or not (RFC 8707, section 2.2).
      useGrantedResource: (_ctx, source) => 'resource' in source && source.resource !== own,
      getResourceServerInfo(_ctx, identifier) {
        const server = resourceServers(tenant, issuer).get(identifier)
        if (server === undefined) throw new errors.InvalidTarget(`the resource ${identifier} is unknown`)
        const { scope, audience = identifier, lifetime } = server
        // The mock writes JWTs itself, from the record of an opaque token.
        return {
          scope,
          audience,
          accessTokenFormat: 'opaque',
          ...(lifetime === undefined ? {} : { accessTokenTTL: lifetime }),
        }
      },
    },
  }
}

function detailed({ oidc }: KoaContextWithOIDC): boolean {
  return oidc.params?.['authorization_details'] !== undefined
}
