import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

/** What a tenant can sign with (RFC 7518, section 3.1; RFC 8037; RFC 9864). */
export const signingAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

/** The name of an algorithm a tenant can sign with. */
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

/** Whether a text names an algorithm a tenant can sign with. */
export function isSigningAlgorithm(name: unknown): name is SigningAlgorithm {
  return signingAlgorithms.some((one) => one === name)
}

/** Makes a private key for an algorithm, as a JWK; RSA takes a tenth of a second or more. Rejects on any other name. */
export async function generateSigningKey(alg: string, kid = randomBytes(8).toString('hex')): Promise<JWK> {
  if (!isSigningAlgorithm(alg)) {
    throw new Error(
      `Expected a signing algorithm among ${signingAlgorithms.join(', ')}, got "${alg}". Name one of these.`,
    )
  }
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid }
}
