import { expect, test } from 'vitest'
import { Secrets } from '../../harness/evidence/redactor.ts'

test('names count per kind, and one value keeps its first name', () => {
  const secrets = new Secrets()
  expect(secrets.add('access_token', 'first-access-token')).toBe('‹access_token#1›')
  expect(secrets.add('code', 'first-code-value')).toBe('‹code#1›')
  expect(secrets.add('access_token', 'second-access-token')).toBe('‹access_token#2›')
  expect(secrets.add('refresh_token', 'first-access-token')).toBe('‹access_token#1›')
  expect(secrets.redact('first-access-token second-access-token')).toBe('‹access_token#1› ‹access_token#2›')
})

test('an empty value is no secret', () => {
  const secrets = new Secrets()
  expect(secrets.add('client_secret', '')).toBe('')
  expect(secrets.snapshot()).toEqual([])
  expect(secrets.redact('"" = empty')).toBe('"" = empty')
})

test('a registry made from a snapshot gives the same names and finds the same secrets', () => {
  const secrets = new Secrets()
  for (const value of ['alpha-secret-1', 'beta-secret-2', 'pw']) secrets.add('client_secret', value)
  secrets.add('password', 'gamma-secret-3')
  const copy = Secrets.from(structuredClone(secrets.snapshot()))
  const text = `alpha-secret-1 ${encodeURIComponent('gamma-secret-3')} password=pw`
  expect(copy.redact(text)).toBe('‹client_secret#1› ‹password#1› password=‹client_secret#3›')
  expect(copy.leaks(text)).toEqual(secrets.leaks(text))
  expect(copy.add('client_secret', 'delta-secret-4')).toBe('‹client_secret#4›')
})

test('thousands of secrets that are added while the run goes on are all found', () => {
  const secrets = new Secrets()
  const values = Array.from({ length: 2_000 }, (_, number) => `eyJhbGciOiJSUzI1NiJ9.token.${number}-end`)
  for (const value of values.slice(0, 1_000)) secrets.add('access_token', value)
  expect(secrets.redact(`a ${values[0]} b ${values[1_500]} c`)).toBe('a ‹access_token#1› b ‹redacted:jwt› c')
  for (const value of values.slice(1_000)) secrets.add('access_token', value)
  const text = values.join(' ')
  expect(secrets.leaks(text)).toHaveLength(values.length)
  expect(secrets.redact(text)).toBe(values.map((_, number) => `‹access_token#${number + 1}›`).join(' '))
})

test('nameOf knows a value in any character escape', () => {
  const secrets = new Secrets()
  secrets.add('client_secret', 'a b+c%d/"')
  expect(secrets.nameOf('a b+c%d/"')).toBe('‹client_secret#1›')
  expect(secrets.nameOf('a+b%2Bc%25d%2F%22')).toBe('‹client_secret#1›')
  expect(secrets.nameOf('a b+c%d\\/\\"')).toBe('‹client_secret#1›')
  expect(secrets.nameOf('a b+c')).toBeUndefined()
})
