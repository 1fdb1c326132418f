import { createHash } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { Answer, Sending } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { randomText } from './pkce.ts'
import type { Surroundings } from './surroundings.ts'

/** A key pair that signs DPoP proofs, and its algorithm. */
export interface ProofKey {
  readonly alg: string
  readonly private: CryptoKey
  readonly public: JWK
}

type Around = Pick<Surroundings, 'target' | 'line' | 'memory'>

/** Quick ones first. */
const algorithms = ['ES256', 'EdDSA', 'Ed25519', 'ES384', 'ES512', 'PS256', 'RS256', 'PS384', 'RS384', 'PS512', 'RS512']

/** Errors that say that a proof, or a nonce in it, was missed (RFC 9449 sections 5 and 8). */
const wants = new Set(['use_dpop_nonce', 'invalid_dpop_proof'])

/** Whether token requests of this client carry a proof (RFC 9449 section 5.2), as far as is declared or was learned. */
export function proves({ memory }: Pick<Surroundings, 'memory'>, client: Client): boolean {
  return client.dpop_bound_access_tokens === true || memory.needsProof.has(client.client_id)
}

/** Whether an answer to a request without a proof asks for one. */
export function asksForProof({ status, error }: Answer): boolean {
  return status === 400 && error !== undefined && wants.has(error)
}

/**
 * Sends a request with a DPoP proof (RFC 9449 section 4), and once more when the server wants a nonce or another one
 * (sections 8 and 9). The request is made anew for that, since what it holds may be good for one use only.
 */
export async function sendProven(around: Around, make: () => Promise<Sending>, token?: string): Promise<Answer> {
  const sending = await make()
  const used = around.memory.nonces.get(placeOf(sending))
  const answer = await send(around, sending, token)
  const told = around.memory.nonces.get(placeOf(sending))
  if (!asksForNonce(answer) || told === undefined || told === used) return answer
  return send(around, await make(), token)
}

async function send(around: Around, sending: Sending, token: string | undefined): Promise<Answer> {
  const headers = [...sending.headers, ['dpop', await proof(around, sending, token)] as const]
  const answer = await around.line.send({ ...sending, headers })
  const nonce = answer.header('dpop-nonce')
  if (nonce !== undefined && nonce !== '') around.memory.nonces.set(placeOf(sending), nonce)
  return answer
}

async function proof({ memory, target }: Around, sending: Sending, token: string | undefined): Promise<string> {
  memory.proofKey ??= newKey(target.metadata['dpop_signing_alg_values_supported'])
  const key = await memory.proofKey
  const place = placeOf(sending)
  const nonce = memory.nonces.get(place)
  return new SignJWT({
    htm: sending.method,
    htu: place,
    jti: randomText(22),
    ...(nonce === undefined ? {} : { nonce }),
    ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
  })
    .setProtectedHeader({ alg: key.alg, typ: 'dpop+jwt', jwk: key.public })
    .setIssuedAt()
    .sign(key.private)
}

async function newKey(supported: unknown): Promise<ProofKey> {
  const listed = Array.isArray(supported) ? algorithms.find((alg) => supported.includes(alg)) : undefined
  const alg = listed ?? 'ES256'
  const pair = await generateKeyPair(alg)
  return { alg, private: pair.privateKey, public: await exportJWK(pair.publicKey) }
}

/** The endpoint says it as an error, a resource in its challenge. */
function asksForNonce(answer: Answer): boolean {
  if (answer.status === 400) return answer.error === 'use_dpop_nonce'
  return (
    answer.status === 401 && /use_dpop_nonce/.test(`${answer.header('www-authenticate') ?? ''} ${answer.error ?? ''}`)
  )
}

/** RFC 9449 section 4.2: without query and fragment. */
function placeOf({ url }: Sending): string {
  return url.split(/[?#]/, 1)[0] ?? url
}
