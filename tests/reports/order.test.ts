import { expect, test } from 'vitest'

import { byBytes } from '../../reports/order.ts'

test('texts are ordered as their UTF-8 bytes are', () => {
  const texts = ['', 'a', 'ab', 'Z', 'ä', '\u{FFFD}', '\u{1F600}', '\u{1F601}', '\u{E000}', 'a\u{1F600}', 'a\u{FF21}']
  const expected = texts.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
  expect(texts.toSorted(byBytes)).toEqual(expected)
  expect(byBytes('a', 'a')).toBe(0)
})
