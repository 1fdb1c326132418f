import type { TenantOptions } from '../options.ts'
import { generateSigningKey, isSigningAlgorithm } from './algorithms.ts'
import { developmentKeyring, freshKeyring, Keyring } from './keyring.ts'
import { nameKey } from './keys.ts'

/** Makes the keys a tenant begins with: those its options name, and one for each algorithm they ask for besides. */
export async function prepareKeyring({ keys = 'development', signing, clients }: TenantOptions): Promise<Keyring> {
  const given = await begin(keys)
  const wanted = [signing?.accessToken, signing?.idToken, ...(clients ?? []).flatMap(algorithmsOf)]
  const known = new Set(given.jwks.keys.map(({ alg }) => alg))
  const missing = [...new Set(wanted.filter(isSigningAlgorithm))].filter((alg) => !known.has(alg))
  const first = signing?.accessToken
  if (missing.length === 0 && (first === undefined || given.jwks.keys[0]?.alg === first)) return given
  const all = [...given.jwks.keys, ...(await Promise.all(missing.map((alg) => generateSigningKey(alg))))]
  // The first key signs access tokens.
  return new Keyring({ keys: all.toSorted((one, other) => Number(other.alg === first) - Number(one.alg === first)) })
}

async function begin(keys: NonNullable<TenantOptions['keys']>): Promise<Keyring> {
  if (keys === 'development') return developmentKeyring()
  return keys === 'fresh' ? freshKeyring() : new Keyring({ keys: await Promise.all(keys.keys.map(nameKey)) })
}

const members = ['id_token_signed_response_alg', 'userinfo_signed_response_alg', 'introspection_signed_response_alg']

function algorithmsOf(client: Readonly<Record<string, unknown>>): unknown[] {
  return members.map((name) => client[name])
}
