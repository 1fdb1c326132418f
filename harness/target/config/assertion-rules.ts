import { isRecord } from '../../http/answer.ts'
import { draftAt, draftItems, textAt } from './draft.ts'
import { parseKeySet } from './key-set.ts'
import type { Finding, Path } from './problem.ts'

/** What the issuer of assertions needs beside the right shape: a first key that is private, so that it can sign. */
export function assertionRules(path: Path, assertion: unknown): Finding[] {
  if (!isRecord(assertion) || assertion['jwks'] === undefined) return []
  const stated = assertion['jwks']
  const keys = typeof stated === 'string' ? parseKeySet(stated) : draftAt(assertion, 'jwks')
  const place = [...path, 'jwks']
  const fix = 'give a JSON Web Key Set whose first key is a private RSA, EC or OKP key: { "keys": [ … ] }'
  if (keys === undefined) return [{ path: place, message: 'expected a JSON Web Key Set, got other text', fix }]
  const [first] = draftItems(keys.keys)
  if (first === undefined || textAt(first[1], 'd') !== undefined) return []
  return [{ path: place, message: 'expected a private key as first key, got one that cannot sign', fix }]
}
