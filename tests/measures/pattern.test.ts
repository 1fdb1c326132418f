import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'

import { pattern } from '../../harness/measures/pattern.ts'

const series = (next: (index: number) => string): string[] => Array.from({ length: 12 }, (_, index) => next(index))
const milliseconds = 1_795_000_000_000

describe('a pattern is seen in', () => {
  test.each<[string, (index: number) => string, RegExp]>([
    ['a counter', (index) => `code-${1000 + index}`, /same step/],
    ['a counter that goes down', (index) => `code-${9000 - 7 * index}`, /same step/],
    [
      'a clock with a short tail',
      (index) => `${milliseconds + 3 * index}-${randomBytes(3).toString('hex')}`,
      /small|beside/,
    ],
    [
      'UUIDs of one clock and node',
      (index) => `${(0x1a2b3c4d + 999 * index ** 2).toString(16)}-77aa-11ee-8c99-0242ac120002`,
      /small/,
    ],
    [
      'a counter with its digest',
      (index) => `${index}.${createHash('sha256').update(String(index)).digest('hex')}`,
      /digest/,
    ],
  ])('%s', (_, next, words) => {
    expect(pattern(series(next))).toMatch(words)
  })
})

describe('no pattern is seen in', () => {
  test.each<[string, (index: number) => string]>([
    ['UUID version 4', () => randomUUID()],
    ['random bytes', () => randomBytes(32).toString('base64url')],
    ['a constant prefix before random bytes', () => `1.${randomBytes(16).toString('hex')}`],
    ['a clock before 80 random bits', (index) => (milliseconds + index).toString(16) + randomBytes(10).toString('hex')],
    ['a clock beside 128 random bits', (index) => `${milliseconds + index}.${randomBytes(16).toString('hex')}`],
  ])('%s', (_, next) => {
    for (let round = 0; round < 50; round += 1) expect(pattern(series(next))).toBeUndefined()
  })

  test('too few values, or values that repeat', () => {
    expect(pattern(['1', '2', '3'])).toBeUndefined()
    expect(pattern(series((index) => String(index % 4)))).toBeUndefined()
  })
})
