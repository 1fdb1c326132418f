import { expect, test } from 'vitest'

import { nearMiss } from '../../harness/operations/near-miss.ts'
import { challengeOf, newVerifier, randomText } from '../../harness/operations/pkce.ts'

test('the worked example of RFC 7636 appendix B', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
})

test('a verifier has 43 characters of the alphabet of RFC 7636 section 4.1, and none comes twice', () => {
  const verifiers = Array.from({ length: 200 }, newVerifier)

  for (const verifier of verifiers) expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43}$/)
  expect(new Set(verifiers).size).toBe(200)
})

test.each([0, 1, 22, 43, 128])('random text of %d letters and digits', (length) => {
  expect(randomText(length)).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`))
})

test('random text uses the whole alphabet', () => {
  expect(new Set(randomText(20_000)).size).toBe(62)
})

test.each([
  ['abc', 'bac'],
  ['aab', 'aba'],
  ['aaa', 'aaax'],
  ['a', 'ax'],
  ['', 'x'],
  ['\n1', '1\n'],
])('a near miss of %j is %j', (text, missed) => {
  expect(nearMiss(text)).toBe(missed)
})
