import { constants, createHmac, generateKeyPair, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

import { curveFor } from '../target/signing-algorithms.ts'
import { randomText } from './pkce.ts'

/** Claims, or the members of a header. */
export type Members = Readonly<Record<string, unknown>>

/** What signs: a private key, or a secret as HMAC key. */
export type Signer = { readonly private: KeyObject } | { readonly secret: string | Uint8Array }

const makeKeyPair = promisify(generateKeyPair)

/**
 * A JWT in compact form (RFC 7515), signed with the algorithm of its header; under none the signature is empty. Whether key
 * and algorithm belong together is not asked: what a server has to refuse must be made too.
 */
export function signJwt(header: Members & { readonly alg: string }, claims: Members, signer: Signer): string {
  const content = `${encoded(header)}.${encoded(claims)}`
  return `${content}.${/^none$/i.test(header.alg) ? '' : signature(header.alg, content, signer).toString('base64url')}`
}

/** The same JWT with one bit of its signature turned, or with a jti that was never signed. */
export function alteredJwt(jwt: string, what: 'signature' | 'claims'): string {
  const [header = '', claims = '', signed = ''] = jwt.split('.')
  if (what === 'signature') {
    const bytes = Buffer.from(signed, 'base64url')
    const middle = bytes.length >> 1
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
    return [header, claims, bytes.toString('base64url')].join('.')
  }
  const said: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString())
  return [header, encoded(Object.assign({}, said, { jti: randomText(22) })), signed].join('.')
}

const strangers = new Map<string, Promise<KeyObject>>()

/** A private key for an algorithm that nobody has registered; one for all RSA algorithms, as making it takes long. */
export function strangerKey(alg: string): Promise<KeyObject> {
  const kind = curveFor(alg) ?? (/^[RP]S/.test(alg) ? 'rsa' : alg === 'Ed448' ? 'ed448' : 'ed25519')
  const key = strangers.get(kind) ?? freshKey(kind)
  strangers.set(kind, key)
  return key
}

async function freshKey(kind: string): Promise<KeyObject> {
  if (kind === 'rsa') return (await makeKeyPair('rsa', { modulusLength: 2048 })).privateKey
  if (kind === 'ed448') return (await makeKeyPair('ed448')).privateKey
  if (kind === 'ed25519') return (await makeKeyPair('ed25519')).privateKey
  return (await makeKeyPair('ec', { namedCurve: kind })).privateKey
}

/** Secrets and keys that a library refuses, empty and short ones, are among those a server has to refuse. */
function signature(alg: string, content: string, signer: Signer): Buffer {
  const bits = /\d{3}/.exec(alg)?.[0] ?? '256'
  if (!('private' in signer)) return createHmac(`sha${bits}`, signer.secret).update(content).digest()
  const key = signer.private
  const ofEdwards = key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyType === 'ed448'
  return sign(ofEdwards ? null : `sha${bits}`, Buffer.from(content), {
    key,
    dsaEncoding: 'ieee-p1363',
    ...(alg.startsWith('PS')
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : {}),
  })
}

function encoded(members: Members): string {
  return Buffer.from(JSON.stringify(members)).toString('base64url')
}
