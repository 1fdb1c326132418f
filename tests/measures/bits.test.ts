import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'

import { bits, mostBits } from '../../harness/measures/bits.ts'

const series = (next: (index: number) => string): string[] => Array.from({ length: 12 }, (_, index) => next(index))

describe('strong values are measured above 96 bits', () => {
  test.each<[string, () => string]>([
    ['UUID version 4', () => randomUUID()],
    ['16 bytes in hexadecimal', () => randomBytes(16).toString('hex')],
    ['16 bytes in base64url', () => randomBytes(16).toString('base64url')],
    ['a UUID between constant ones', () => `4f2c.${randomUUID()}.9a1b`],
  ])('%s', (_, next) => {
    for (let round = 0; round < 50; round += 1) {
      const found = bits(series(next))
      expect(found).toBeGreaterThan(96)
      expect(found).toBeLessThan(128)
    }
  })

  test('20 bytes are measured above 128', () => {
    expect(bits(series(() => randomBytes(20).toString('base64url')))).toBeGreaterThan(128)
    expect(bits(series(() => randomBytes(20).toString('hex')))).toBeGreaterThan(128)
  })
})

describe('weak values are measured as weak', () => {
  test('six digits are less than 20 bits', () => {
    expect(bits(series(() => String(randomInt(1_000_000)).padStart(6, '0')))).toBeLessThan(20)
  })

  test('what never changes counts nothing', () => {
    const constant = 'A'.repeat(60)
    expect(bits(series(() => `${constant}${randomBytes(4).toString('hex')}${constant}`))).toBeLessThanOrEqual(32)
    expect(bits(series(() => constant))).toBe(0)
  })

  test('base64url of a few digits is no more than the digits', () => {
    const weak = bits(series(() => Buffer.from(`user-${randomInt(1_000_000)}`).toString('base64url')))
    expect(weak).toBeLessThan(64)
  })
})

test('the most a text can hold grows with its length', () => {
  expect(mostBits(6)).toBeLessThan(40)
  expect(mostBits(22)).toBeGreaterThan(128)
})
