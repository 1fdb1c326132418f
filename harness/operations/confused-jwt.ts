import { createPublicKey, type KeyObject } from 'node:crypto'

import { readJwt } from '../evidence/redact-jwt.ts'
import { type Answer, NoAnswer } from '../http/answer.ts'
import { spellingsOf } from './public-key.ts'
import { request } from './request.ts'
import { signJwt } from './sign-jwt.ts'
import type { Surroundings } from './surroundings.ts'

type Key = Readonly<Record<string, unknown>>

/** See `SignatureMoves.confused`. */
export async function confused(around: Surroundings, jwt: string): Promise<Readonly<Record<string, string>>> {
  const own = readJwt(jwt)
  if (own === undefined || !around.target.has('jwks')) return {}
  const { header, claims } = own
  const keys = await published(around)
  const named = keys.filter(({ kid }) => kid !== undefined && kid === header['kid'])
  const key = (named.length > 0 ? named : keys).find(({ use }) => use !== 'enc')
  const open = key === undefined ? undefined : read(key)
  if (key === undefined || open === undefined) return {}
  const secrets = { ...spellingsOf(open), 'the JSON of its JWK as it is published': JSON.stringify(key) }
  return Object.fromEntries(
    Object.entries(secrets).map(([what, secret]) => [what, signJwt({ ...header, alg: 'HS256' }, claims, { secret })]),
  )
}

/** Keys that do not come are judged elsewhere. */
async function published(around: Surroundings): Promise<readonly Key[]> {
  try {
    return keysIn(await request(around, around.target.endpoint('jwks'), { headers: { accept: 'application/json' } }))
  } catch (error) {
    if (error instanceof NoAnswer) return []
    throw error
  }
}

function keysIn({ status, json }: Answer): readonly Key[] {
  const keys: unknown = status === 200 ? json?.['keys'] : undefined
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : []
}

/** Keys that cannot be read are of no use to an attacker either. */
function read(key: Key): KeyObject | undefined {
  try {
    return createPublicKey({ key: { ...key }, format: 'jwk' })
  } catch {
    return undefined
  }
}
