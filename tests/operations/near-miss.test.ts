import { expect, test } from 'vitest'
import { nearMiss } from '../../harness/operations/near-miss.ts'

test.each([
  ['abc', 'bac'],
  ['aab', 'aba'],
  ['aaaa', 'aaaax'],
  ['a', 'ax'],
  ['', 'x'],
])('a near miss of %j is %j', (text, near) => {
  expect(nearMiss(text)).toBe(near)
})
