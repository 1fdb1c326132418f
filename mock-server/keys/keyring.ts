import { createPrivateKey, createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import { CompactSign, compactVerify, decodeProtectedHeader, type JWK } from 'jose'
import { generateSigningKey } from './algorithms.ts'
import { developmentKeys } from './development.ts'

/** A JSON Web Key Set (RFC 7517, section 5) that holds private keys. */
export interface JsonWebKeySet {
  keys: JWK[]
}

const decoder = new TextDecoder()

/** The signing keys of a tenant at one time: what oidc-provider publishes, and what signs and recognises JWT access tokens. */
export class Keyring {
  readonly jwks: JsonWebKeySet
  readonly #private: KeyObject
  readonly #public = new Map<JWK, KeyObject>()
  readonly #header: { alg: string; kid?: string; typ: string }
  readonly #handle = `${randomBytes(16).toString('base64url')}~`

  constructor(jwks: JsonWebKeySet) {
    const [first] = jwks.keys
    if (!first?.alg)
      throw new Error('Expected at least one private key with an "alg", got none. Give keys: { keys: [jwk] }.')
    this.jwks = jwks
    this.#private = createPrivateKey({ key: { ...first }, format: 'jwk' })
    this.#header = { alg: first.alg, typ: 'at+jwt', ...(first.kid === undefined ? {} : { kid: first.kid }) }
  }

  /** Signs claims as a JWT, an access token (RFC 9068, section 2.1) unless told, and returns its compact form. */
  sign(claims: Record<string, unknown>, typ = this.#header.typ): Promise<string> {
    const header = { ...this.#header, typ }
    return new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader(header).sign(this.#private)
  }

  /** Returns the record id behind a JWT access token or behind a handle made by {@link handle}, undefined for anything else. */
  async identify(value: string): Promise<string | undefined> {
    if (value.startsWith(this.#handle)) return value.slice(this.#handle.length)
    if (!value.split('.').every(isCanonical)) return undefined
    try {
      const { payload } = await compactVerify(value, this.#publicKey(value))
      const claims: unknown = JSON.parse(decoder.decode(payload))
      return typeof claims === 'object' && claims !== null && 'jti' in claims ? String(claims.jti) : undefined
    } catch {
      return undefined
    }
  }

  /** An unguessable stand-in for a JWT, for endpoints of oidc-provider that refuse structured tokens. */
  handle(id: string): string {
    return this.#handle + id
  }

  /** The key a JWT says it was signed with, where that is one of ours for its algorithm. */
  #publicKey(token: string): KeyObject {
    const { kid, alg } = decodeProtectedHeader(token)
    const jwk = this.jwks.keys.find((one) => one.alg === alg && (kid === undefined || one.kid === kid))
    if (!jwk) throw new Error(`Expected the kid of a published key, got ${kid}. Sign with a key of the tenant.`)
    const known = this.#public.get(jwk) ?? createPublicKey(createPrivateKey({ key: { ...jwk }, format: 'jwk' }))
    this.#public.set(jwk, known)
    return known
  }
}

/** Whether a text is the one way to write its bytes in base64url: the last character can hold bits that decoders drop. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text
}

let shared: Keyring | undefined

/** The keyring every tenant shares unless it asks for its own; published with the source, for development only. */
export function developmentKeyring(): Keyring {
  return (shared ??= new Keyring(developmentKeys))
}

/** Makes a keyring with new RS256 and ES256 keys; takes a tenth of a second or more. */
export async function freshKeyring(): Promise<Keyring> {
  return new Keyring({ keys: await Promise.all(['RS256', 'ES256'].map((alg) => generateSigningKey(alg))) })
}
