import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { KeySet } from './config/config.ts'
import type { Client } from './target.ts'

/** A private key that can sign, with what its owner says of it. */
export interface SigningKey {
  readonly private: KeyObject
  readonly kid: string | undefined
  /** The algorithm its owner uses it with; undefined when the key does not say. */
  readonly alg: string | undefined
}

const known = new WeakMap<KeySet, { readonly key: SigningKey | undefined }>()

/** The first private key of a client that is meant for signatures (RFC 7517 section 4.2); undefined when it has none. */
export function signingKey({ jwks }: Pick<Client, 'jwks'>): SigningKey | undefined {
  if (jwks === undefined) return undefined
  const found = known.get(jwks) ?? { key: firstOf(jwks) }
  known.set(jwks, found)
  return found.key
}

function firstOf({ keys }: KeySet): SigningKey | undefined {
  for (const jwk of keys) {
    const { d, use, kid, alg } = jwk
    if (typeof d !== 'string' || use === 'enc') continue
    try {
      return { private: createPrivateKey({ key: { ...jwk }, format: 'jwk' }), kid: text(kid), alg: text(alg) }
    } catch {
      // Another key may be whole.
    }
  }
  return undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
