import type { KeyObject } from 'node:crypto'

import type { SigningKey } from './signing-key.ts'

const ofCurve: Readonly<Record<string, string>> = {
  prime256v1: 'ES256',
  secp256k1: 'ES256K',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
}

/** The algorithm to sign with when nothing prescribes one (RFC 7518 section 3.1). */
export function algorithmOf({ private: key, alg }: SigningKey): string {
  if (alg !== undefined) return alg
  if (key.asymmetricKeyType === 'rsa') return 'RS256'
  return ofCurve[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'EdDSA'
}

/** Whether a private key can sign with an algorithm. */
export function fits(key: KeyObject, alg: string): boolean {
  if (key.asymmetricKeyType === 'rsa') return /^(?:RS|PS)(?:256|384|512)$/.test(alg)
  if (key.asymmetricKeyType === 'ec') return curveFor(alg) === key.asymmetricKeyDetails?.namedCurve
  if (key.asymmetricKeyType === 'ed448') return alg === 'EdDSA' || alg === 'Ed448'
  return key.asymmetricKeyType === 'ed25519' && (alg === 'EdDSA' || alg === 'Ed25519')
}

/** The curve of an ECDSA algorithm as Node.js calls it; undefined for every other. */
export function curveFor(alg: string): string | undefined {
  return Object.entries(ofCurve).find(([, name]) => name === alg)?.[0]
}
