import { isRecord } from '../../http/answer.ts'
import { draftAt, draftItems, textAt } from './draft.ts'
import { parseKeySet } from './key-set.ts'
import type { Finding, Path } from './problem.ts'

/** What the issuer of assertions needs beside the right shape: a private key that signs. */
export function assertionRules(path: Path, assertion: unknown): Finding[] {
  if (!isRecord(assertion) || assertion['jwks'] === undefined) return []
  const stated = assertion['jwks']
  const keys = typeof stated === 'string' ? parseKeySet(stated) : draftAt(assertion, 'jwks')
  const place = [...path, 'jwks']
  const fix = 'give a JSON Web Key Set with a private RSA, EC or OKP key that is not for encryption: { "keys": [ … ] }'
  if (keys === undefined) return [{ path: place, message: 'expected a JSON Web Key Set, got other text', fix }]
  const listed = draftItems(keys.keys)
  const signing = ([, key]: (typeof listed)[number]): boolean => textAt(key, 'd') !== undefined && key['use'] !== 'enc'
  if (listed.length === 0 || listed.some(signing)) return []
  return [{ path: place, message: 'expected a private key that signs, got none', fix }]
}
