import { compactVerify, errors, importJWK, type JWK } from 'jose'

import { readJwt } from '../evidence/redact-jwt.ts'
import type { SignatureState } from './signature-moves.ts'

type Key = Readonly<Record<string, unknown>>

/** The key type an algorithm needs (RFC 7518 section 3.1, RFC 8037 section 3.1). */
const families: readonly (readonly [RegExp, string])[] = [
  [/^[RP]S(?:256|384|512)$/, 'RSA'],
  [/^ES(?:256|384|512|256K)$/, 'EC'],
  [/^(?:EdDSA|Ed25519|Ed448)$/, 'OKP'],
]

/** The protected header of a JWT, unverified. */
export function joseHeader(jwt: string): Key | undefined {
  return readJwt(jwt)?.header
}

/** Holds a JWT against every key that its kid and alg allow. */
export async function signature(jwt: string, keys: readonly Key[]): Promise<SignatureState> {
  const { alg, kid } = joseHeader(jwt) ?? {}
  const type = families.find(([names]) => names.test(String(alg)))?.[1]
  if (type === undefined) return 'unjudged'
  const fitting = keys.filter(
    (key) =>
      key['kty'] === type &&
      (kid === undefined || key['kid'] === kid) &&
      (key['alg'] === undefined || key['alg'] === alg) &&
      key['use'] !== 'enc',
  )
  if (fitting.length === 0) return 'unknown key'
  const states = await Promise.all(fitting.map((key) => against(jwt, key, String(alg))))
  return states.find((state) => state === 'verified') ?? states.find((state) => state === 'unjudged') ?? 'wrong'
}

async function against(jwt: string, key: Key, alg: string): Promise<SignatureState> {
  try {
    const { kty, n, e, crv, x, y } = key
    await compactVerify(jwt, await importJWK(defined({ kty, n, e, crv, x, y }), alg))
    return 'verified'
  } catch (error) {
    // What cannot be read here says nothing about the server.
    return error instanceof errors.JOSENotSupported ? 'unjudged' : 'wrong'
  }
}

/** The members of a public key; use, key_ops and alg are compared before. */
function defined(members: Readonly<Record<string, unknown>>): JWK {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => typeof value === 'string'))
}
