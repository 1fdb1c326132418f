import { CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose'

export type Claims = Readonly<Record<string, unknown>>

/** A private key, or a shared one, as JSON Web Key (RFC 7517). */
export type JsonWebKey = Readonly<Record<string, unknown>>

const curves: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' }

/** The algorithm a key signs with: what it says, else what its type is mostly used for (RFC 7518 section 3.1). */
export function algorithmOf({ alg, kty, crv }: JsonWebKey): string {
  if (typeof alg === 'string') return alg
  if (kty === 'EC') return curves[String(crv)] ?? 'ES256'
  return kty === 'OKP' ? 'EdDSA' : 'RS256'
}

/** A JWT in compact form, signed by the key. */
export async function signJwt(claims: Claims, key: JsonWebKey, header: Claims = {}): Promise<string> {
  const alg = algorithmOf(key)
  const signing = new CompactSign(Buffer.from(JSON.stringify(claims)))
  return signing.setProtectedHeader({ typ: 'JWT', ...header, alg }).sign(await importJWK({ ...key }, alg))
}

/** A JWT with alg none (RFC 7519 section 6). */
export function unsignedJwt(claims: Claims, header: Claims = {}): string {
  const parts = [{ typ: 'JWT', ...header, alg: 'none' }, claims]
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`
}

const made = new Map<string, Promise<JsonWebKey>>()

/** A private key for an algorithm that nobody else has; made once, as making it takes long for RSA. */
export function unknownKey(alg: string): Promise<JsonWebKey> {
  const known = made.get(alg)
  if (known !== undefined) return known
  const fresh = makeKey(alg)
  made.set(alg, fresh)
  return fresh
}

async function makeKey(alg: string): Promise<JsonWebKey> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg }
}
