import { createPublicKey, type KeyObject } from 'node:crypto'

/** The public key that belongs to a private one, as JWK. */
export const publicPart = (key: KeyObject) => createPublicKey(key).export({ format: 'jwk' })

/** What an attacker may take for a shared secret: a public key, or that of a private one, in its usual spellings, by name. */
export function spellingsOf(key: KeyObject): Readonly<Record<string, string | Uint8Array>> {
  const open = key.type === 'public' ? key : createPublicKey(key)
  const pem = open.export({ type: 'spki', format: 'pem' }).toString()
  const { n, x, ...rest } = open.export({ format: 'jwk' })
  const value = n ?? x
  return {
    'the PEM text of its public key': pem,
    'the PEM text without the final newline': pem.trimEnd(),
    'the DER bytes': open.export({ type: 'spki', format: 'der' }),
    'the JSON of its JWK': JSON.stringify({ ...rest, ...(n === undefined ? { x } : { n }) }),
    ...(value === undefined ? {} : { [n === undefined ? 'the value of x' : 'the value of n']: value }),
  }
}
