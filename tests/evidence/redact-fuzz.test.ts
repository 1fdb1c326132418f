import { describe, expect, test } from 'vitest'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { ENCODERS } from './encoders.ts'
import { remainsOf } from './leak-oracle.ts'

type Random = (below: number) => number

// Mulberry32: small, seeded, and good enough to vary test data.
function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const ORDINARY = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~']
const ODD = [
  '%',
  '+',
  '/',
  '=',
  '"',
  "'",
  '\\',
  '<',
  '>',
  '&',
  '#',
  '?',
  ':',
  ';',
  ' ',
  'é',
  'ß',
  '日',
  '🔑',
  '%2',
  '\\n',
  '&lt',
  '{',
  '}',
]

const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[random(items.length)]
  if (item === undefined) throw new Error('Expected something to pick from, got an empty list. Give the list items.')
  return item
}

const sequence = <T>(random: Random, length: number, items: readonly T[]): T[] =>
  Array.from({ length }, () => pick(random, items))

function secretOf(random: Random): string {
  const odd = random(4)
  const characters = [...sequence(random, 10 + random(30), ORDINARY), ...sequence(random, odd, ODD)]
  return characters.toSorted(() => random(3) - 1).join('')
}

const FILLERS = [
  '{"error":"invalid_grant","x":"',
  '"}\n',
  '&scope=openid&v=',
  ' said the server, ',
  '<p title="',
  '">',
  '%20',
  '\\n',
  'eyJ',
  '==',
  '/',
  '',
]
const NESTED = Object.entries(ENCODERS)

describe.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('seed %i', (seed) => {
  test('no encoding of any secret remains, and redacting twice changes nothing', () => {
    const random = randomFrom(seed)
    const secrets = new Secrets()
    const values = Array.from({ length: 8 }, () => secretOf(random))
    for (const value of values) secrets.add(pick(random, ['access_token', 'client_secret', 'password'] as const), value)

    for (let round = 0; round < 12; round++) {
      const placed = Array.from({ length: 1 + random(3) }, () => {
        const [encoding, encode] = pick(random, NESTED)
        return { encoding, value: pick(random, values), encode }
      })
      const text =
        placed.map(({ value, encode }) => pick(random, FILLERS) + encode(value)).join(pick(random, FILLERS)) +
        pick(random, FILLERS)
      const redacted = secrets.redact(text)
      expect(secrets.leaks(text).length).toBeGreaterThanOrEqual(placed.length)
      const remaining = placed.filter(({ value }) => remainsOf(value, redacted) !== undefined)
      expect(remaining.map(({ value, encoding }) => ({ encoding, value, text, redacted }))).toEqual([])
      expect(secrets.leaks(redacted)).toEqual([])
      expect(secrets.redact(redacted)).toBe(redacted)
    }
  })
})
