import type { AssertionOptions, Client } from '../context.ts'
import { algorithmOf, fits } from '../target/signing-algorithms.ts'
import { signingKey, type SigningKey } from '../target/signing-key.ts'
import { NotApplicable } from '../verdict.ts'
import { randomText } from './pkce.ts'
import { publicPart, spellingsOf } from './public-key.ts'
import { alteredJwt, signJwt, strangerKey, type Members } from './sign-jwt.ts'

/** What signs assertions of a client. */
type Signer = SigningKey | { readonly secret: string | Uint8Array }

/** Whose assertion it is when it is not simply the client's. */
export interface Identity {
  readonly clientId?: string | undefined
  /** What a client with a secret signs with in place of its own; one with a private key takes a strange key instead. */
  readonly secret?: string | undefined
}

/** An assertion that authenticates a client (RFC 7523 section 3), changed as asked, in compact form. */
export async function makeAssertion(
  client: Client,
  audience: string,
  options: AssertionOptions = {},
  { clientId = client.client_id, secret }: Identity = {},
): Promise<string> {
  const own = ownSigner(client, secret)
  const alg = textOf(options.header?.['alg']) ?? client.token_endpoint_auth_signing_alg ?? usualAlgorithm(own)
  const wrong = secret === undefined || !('private' in own) ? undefined : 'stranger'
  const signer = await signerFor(options.signer ?? wrong, own, alg)
  const kid = 'private' in signer ? signer.kid : 'private' in own ? own.kid : undefined
  const jwk = options.keyInHeader === true && 'private' in signer ? publicPart(signer.private) : undefined
  const header = present({ alg, typ: 'JWT', kid, jwk, ...options.header })
  const now = Math.floor(Date.now() / 1000)
  const usual = { iss: clientId, sub: clientId, aud: audience, iat: now, exp: now + 60, jti: randomText(22) }
  const signed = signJwt({ ...header, alg }, present({ ...usual, ...options.claims }), signer)
  return options.altered === undefined ? signed : alteredJwt(signed, options.altered)
}

/** See `AssertionMoves.publicKeySpellings`. */
export function publicKeySpellings(client: Client): Readonly<Record<string, string | Uint8Array>> {
  return spellingsOf(ownKey(client).private)
}

/** See `AssertionMoves.fittingAlgorithms`. */
export function fittingAlgorithms(client: Client, algorithms: readonly string[]): readonly string[] {
  const { private: key } = ownKey(client)
  return algorithms.filter((alg) => fits(key, alg))
}

function ownKey(client: Client): SigningKey {
  const key = signingKey(client)
  if (key === undefined) throw new NotApplicable(`client ${client.name} has no private key to sign with: add jwks`)
  return key
}

function ownSigner(client: Client, secret: string | undefined): Signer {
  if (client.token_endpoint_auth_method !== 'private_key_jwt') return { secret: secret ?? client.client_secret ?? '' }
  return ownKey(client)
}

function usualAlgorithm(signer: Signer): string {
  return 'private' in signer ? algorithmOf(signer) : 'HS256'
}

async function signerFor(wish: AssertionOptions['signer'], own: Signer, alg: string): Promise<Signer> {
  if (wish === undefined) return own
  if (wish === 'stranger') {
    if (!('private' in own)) return { secret: randomText(43) }
    return { ...own, private: await strangerKey(fits(own.private, alg) ? alg : algorithmOf(own)) }
  }
  if ('secret' in wish) return wish
  return ownSigner(wish, undefined)
}

function present(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined))
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
