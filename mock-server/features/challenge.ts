import { issuerOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { proofAlgorithms } from './proof-algorithms.ts'
import { resourceMetadataOf } from './resource-metadata.ts'

/** How a token is presented, in the words of the Authorization header. */
export type Scheme = 'Bearer' | 'DPoP'

/** Why the resource refuses a request. */
export interface Problem {
  readonly status: number
  readonly error?: string
  readonly description: string
  readonly scope?: string
  /** Whose challenge explains it; that of a bearer token unless told. */
  readonly scheme?: Scheme
  /** The nonce to use in the next proof (RFC 9449, section 9). */
  readonly nonce?: string
}

/** Refuses a token as invalid (RFC 6750, section 3.1). */
export function invalid(description: string, scheme: Scheme = 'Bearer'): Problem {
  return { status: 401, error: 'invalid_token', description, scheme }
}

/** Refuses a request that is not well formed. */
export function malformed(description: string): Problem {
  return { status: 400, error: 'invalid_request', description }
}

/** Answers with a challenge (RFC 6750, section 3; RFC 9449, section 7.1). */
export function refuse(tenant: Tenant, ctx: KoaContextWithOIDC, problem: Problem): void {
  const { status, error, description, nonce, scheme = 'Bearer' } = problem
  const dpop = Boolean(tenant.settings.features.dpop)
  // RFC 6750, section 3.1: a request without authentication is told nothing but the schemes.
  const schemes: Scheme[] = error === undefined && dpop ? ['Bearer', 'DPoP'] : [scheme]
  ctx.status = status
  ctx.set('www-authenticate', schemes.map((one) => challenge(tenant, issuerOf(ctx), one, problem)).join(', '))
  if (nonce !== undefined) ctx.set('dpop-nonce', nonce)
  ctx.body = error ? { error, error_description: description } : { message: description }
  ctx.state['refusal'] = { error: error ?? 'no_token', detail: description }
}

function challenge({ settings }: Tenant, issuer: string, scheme: Scheme, problem: Problem): string {
  const { error, description, scope } = problem
  const attributes = {
    realm: issuer,
    error,
    error_description: error && description,
    scope,
    // RFC 9728, section 5.1.
    resource_metadata: settings.features.resourceMetadata ? resourceMetadataOf(issuer) : undefined,
    algs: scheme === 'DPoP' ? proofAlgorithms.join(' ') : undefined,
  }
  const parts = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${value}"`)
  return `${scheme} ${parts.join(', ')}`
}
