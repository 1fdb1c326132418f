import { issuerOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { paths } from '../wire/endpoints.ts'
import { proofAlgorithms } from './proof-algorithms.ts'

/** Serves the metadata of a tenant's own resource (RFC 9728, section 2); false where the tenant has none. */
export function serveResourceMetadata({ settings }: Tenant, ctx: KoaContextWithOIDC): boolean {
  const { resource, bearerTransports, features } = settings
  if (!features.resourceMetadata || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return false
  const issuer = issuerOf(ctx)
  // What it says is public, as the metadata of the authorization server is.
  ctx.set('access-control-allow-origin', '*')
  ctx.body = {
    resource: issuer + paths.resource,
    authorization_servers: [issuer],
    scopes_supported: [...new Set([resource.read, resource.write])],
    bearer_methods_supported: ['header', ...bearerTransports],
    ...(features.dpop ? { dpop_signing_alg_values_supported: proofAlgorithms } : {}),
    ...(features.mtls ? { tls_client_certificate_bound_access_tokens: true } : {}),
  }
  return true
}

/** Where the metadata of the resource of an issuer is: the well-known part stands before the path (RFC 9728, section 3). */
export function resourceMetadataOf(issuer: string): string {
  const { origin, pathname } = new URL(issuer + paths.resource)
  return `${origin}/.well-known/oauth-protected-resource${pathname}`
}
