import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { SigningKey } from '../target/signing-key.ts'

const makeKeyPair = promisify(generateKeyPair)

const ofCurve: Readonly<Record<string, string>> = {
  prime256v1: 'ES256',
  secp256k1: 'ES256K',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
}

/** The algorithm to sign with when nothing prescribes one (RFC 7518 section 3.1). */
export function algorithmOf(signer: SigningKey | object): string {
  if (!('private' in signer)) return 'HS256'
  const { private: key, alg } = signer
  if (alg !== undefined) return alg
  if (key.asymmetricKeyType === 'rsa') return 'RS256'
  return ofCurve[curveOf(key)] ?? 'EdDSA'
}

/** Whether a private key can sign with an algorithm. */
export function fits(key: KeyObject, alg: string): boolean {
  if (key.asymmetricKeyType === 'rsa') return /^(?:RS|PS)(?:256|384|512)$/.test(alg)
  if (key.asymmetricKeyType === 'ec') return ofCurve[curveOf(key)] === alg
  return key.asymmetricKeyType === 'ed25519' && (alg === 'EdDSA' || alg === 'Ed25519')
}

const strangers = new Map<string, Promise<KeyObject>>()

/** A key of the same type that nobody has registered, one for each algorithm. */
export function strangerKey(like: KeyObject, alg: string): Promise<KeyObject> {
  const known = strangers.get(alg)
  if (known !== undefined) return known
  const made = freshKey(like)
  strangers.set(alg, made)
  return made
}

async function freshKey(like: KeyObject): Promise<KeyObject> {
  if (like.asymmetricKeyType === 'rsa') return (await makeKeyPair('rsa', { modulusLength: 2048 })).privateKey
  if (like.asymmetricKeyType === 'ec') return (await makeKeyPair('ec', { namedCurve: curveOf(like) })).privateKey
  return (await makeKeyPair('ed25519')).privateKey
}

function curveOf({ asymmetricKeyDetails }: KeyObject): string {
  return asymmetricKeyDetails?.namedCurve ?? ''
}
