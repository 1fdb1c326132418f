import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, type JWTPayload } from 'jose'
import { issuerOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { paths } from '../wire/endpoints.ts'
import { invalid, type Problem } from './challenge.ts'
import { proofAlgorithms } from './proof-algorithms.ts'
import { isResourceNonce, nonceRule, resourceNonce } from './dpop.ts'

/** How old a proof may be, and how far in the future, in seconds (RFC 9449, section 11.1). */
const window = 300

interface Proof {
  readonly claims: JWTPayload
  readonly thumbprint: string
}

/** Checks the proof beside a bound token at the tenant's resource (RFC 9449, section 4.3); undefined when it is good. */
export async function checkProof(
  tenant: Tenant,
  ctx: KoaContextWithOIDC,
  token: string,
  jkt: string,
): Promise<Problem | undefined> {
  const header = ctx.get('dpop')
  if (header === '') return wrong('the DPoP proof is missing')
  const proof = await read(header)
  if (proof === undefined) return wrong('the DPoP proof is no valid JWT with a public key')
  const { claims, thumbprint } = proof
  const problem = mismatch(issuerOf(ctx), ctx.method, token, claims) ?? staleness(tenant, claims)
  if (problem) return problem
  if (thumbprint !== jkt) return invalid('the DPoP proof is made with another key than the token is bound to', 'DPoP')
  if (!(await isFirst(tenant, `${thumbprint} ${claims.jti}`))) return wrong('the DPoP proof was used before')
  return undefined
}

async function read(header: string): Promise<Proof | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(header, EmbeddedJWK, {
      algorithms: proofAlgorithms,
      typ: 'dpop+jwt',
    })
    return { claims: payload, thumbprint: await calculateJwkThumbprint(protectedHeader.jwk ?? { kty: '' }) }
  } catch {
    return undefined
  }
}

function mismatch(issuer: string, method: string, token: string, claims: JWTPayload): Problem | undefined {
  if (typeof claims.jti !== 'string' || claims.jti === '') return wrong('the DPoP proof has no jti')
  if (claims['htm'] !== method) return wrong(`htm of the DPoP proof is not ${method}`)
  const address = issuer + paths.resource
  if (bare(claims['htu']) !== address) return wrong(`htu of the DPoP proof is not ${address}`)
  const ath = createHash('sha256').update(token).digest('base64url')
  if (claims['ath'] !== ath) return wrong('ath of the DPoP proof is not the hash of the access token')
  return undefined
}

function staleness(tenant: Tenant, { iat, nonce }: JWTPayload): Problem | undefined {
  const rule = nonceRule(tenant)
  if (nonce === undefined && rule === 'required') return wantsNonce(tenant, 'the DPoP proof has no nonce')
  if (nonce !== undefined && rule === undefined) return wrong('the DPoP proof has a nonce nobody gave out')
  if (nonce !== undefined && !isResourceNonce(tenant, String(nonce)))
    return wantsNonce(tenant, 'the nonce of the DPoP proof is unknown or too old')
  const age = Date.now() / 1000 - (iat ?? 0)
  return Math.abs(age) > window ? wrong('iat of the DPoP proof is not recent') : undefined
}

async function isFirst({ store, records }: Tenant, id: string): Promise<boolean> {
  if (store.peek('ResourceProof', id)) return false
  store.save('ResourceProof', id, {}, 2 * window)
  return records.claim('ResourceProof', id, 2 * window)
}

function bare(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.origin + url.pathname
}

function wrong(description: string): Problem {
  return { status: 401, error: 'invalid_dpop_proof', description, scheme: 'DPoP' }
}

function wantsNonce(tenant: Tenant, description: string): Problem {
  return { status: 401, error: 'use_dpop_nonce', description, scheme: 'DPoP', nonce: resourceNonce(tenant) }
}
