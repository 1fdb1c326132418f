import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { CompactSign, type JWK } from 'jose'
import type { Tenant } from '../tenant.ts'

/** How a JWT is to be signed. */
export interface Signing {
  readonly alg: string
  /** The key of an HMAC. */
  readonly secret?: string | undefined
  /** Members to add or replace; `null` removes one. */
  readonly header?: Readonly<Record<string, unknown>> | undefined
  readonly tamper?: boolean | undefined
}

const registered = /^(?:[RPE]S(?:256|384|512)|HS(?:256|384|512)|EdDSA|Ed25519|ES256K|ML-DSA-\d\d)$/

/** Whether an algorithm exists and signs (RFC 7518, section 3.1, without `none`). */
export function isRegistered(alg: string): boolean {
  return registered.test(alg)
}

/** The algorithm of the tenant's first key, which signs unless told otherwise. */
export function usualAlgorithm({ keyring }: Tenant): string {
  return keyring.jwks.keys[0]?.alg ?? 'RS256'
}

/** Signs claims as a JWT in compact form; throws when the tenant has no key for a known algorithm. */
export async function signJwt(tenant: Tenant, claims: object, signing: Signing): Promise<string> {
  const jwt = await signed(tenant, JSON.stringify(claims), signing)
  return signing.tamper === true ? tampered(jwt) : jwt
}

async function signed(tenant: Tenant, payload: string, { alg, secret, header = {} }: Signing): Promise<string> {
  if (alg === 'none') return compact({ alg, ...header }, payload, Buffer.alloc(0))
  if (/^HS\d+$/.test(alg)) return jws(payload, { alg, ...header }, hmacKey(alg, secret))
  if (!registered.test(alg)) return signedAsUnknown(tenant, payload, { alg, ...header })
  const { keys } = tenant.keyring.jwks
  const jwk = keys.find((key) => key.alg === alg) ?? keys.find((key) => serves(key, alg))
  if (!jwk)
    throw new Error(`Expected an algorithm among ${algorithms(tenant)}, got ${alg}. Give the tenant a key for it.`)
  return jws(payload, { alg, kid: jwk.kid, ...header }, keyOf(jwk))
}

function jws(payload: string, header: Record<string, unknown>, key: KeyObject | Uint8Array): Promise<string> {
  const { alg, ...rest } = without(header)
  return new CompactSign(Buffer.from(payload)).setProtectedHeader({ ...rest, alg: String(alg) }).sign(key)
}

/** Under a name that no library knows, with a signature that would be right under that of the first key. */
function signedAsUnknown({ keyring }: Tenant, payload: string, header: Record<string, unknown>): string {
  const jwk = keyring.jwks.keys.find(({ kty }) => kty === 'RSA' || kty === 'EC')
  const key = jwk && keyOf(jwk)
  const members = { kid: jwk?.kid, ...header }
  const data = Buffer.from(compact(members, payload, Buffer.alloc(0)).slice(0, -1))
  return compact(members, payload, key ? sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }) : data)
}

function compact(header: Record<string, unknown>, payload: string, signature: Buffer): string {
  const head = Buffer.from(JSON.stringify(without(header))).toString('base64url')
  return `${head}.${Buffer.from(payload).toString('base64url')}.${signature.toString('base64url')}`
}

function without(header: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(header).filter(([, value]) => value !== null && value !== undefined))
}

function tampered(jwt: string): string {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  const broken =
    bytes.length === 0 ? Buffer.from('broken') : bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte))
  return `${header}.${payload}.${Buffer.from(broken).toString('base64url')}`
}

function hmacKey(alg: string, secret: string | undefined): Uint8Array {
  if (secret !== undefined && secret !== '') return Buffer.from(secret)
  throw new Error(`Expected a secret for ${alg}, got none: the client has none either. Give secret.`)
}

function serves({ kty, alg, crv }: JWK, wanted: string): boolean {
  // The same RSA key can sign by PKCS #1 and by PSS.
  if (kty === 'RSA') return /^[RP]S/.test(wanted)
  return alg === wanted || (wanted === 'EdDSA' && crv === 'Ed25519')
}

function keyOf(jwk: JWK): KeyObject {
  return createPrivateKey({ key: { ...jwk }, format: 'jwk' })
}

function algorithms({ keyring }: Tenant): string {
  const own = keyring.jwks.keys.flatMap(({ kty, alg = '' }) => (kty === 'RSA' ? ['RS256', 'PS256'] : [alg]))
  return [...new Set([...own, 'HS256', 'none'])].join(', ')
}
