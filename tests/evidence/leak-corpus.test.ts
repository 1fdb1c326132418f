import { describe, expect, test } from 'vitest'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { ENCODERS } from './encoders.ts'
import { remainsOf } from './leak-oracle.ts'

const SECRETS = {
  'an opaque token': 'vX9kQ2mTz7LpR4wYb8NcD1fGh6JsA3eU',
  'a base64 token': 'q+7Lk/Zx0PbV/9w+TtR2aQ==',
  'a secret with the characters of URLs': 'p@ss:w%rd+1/=&?#zQ7',
  'a secret that looks percent-encoded': 'ab%2Bcd%41ef%25gh',
  'a secret with quotes and backslashes': 'a"b\\c\'d\\n\\u0041e<f>&amp;g',
  'a secret with spaces': 'correct horse battery staple',
  'a secret beyond ASCII': 'pässwörd–日本語–🔑key',
  'a secret of eight characters': 'x7Qp2Lm9',
}

const PLACES: Record<string, (encoded: string) => string> = {
  alone: (encoded) => encoded,
  'in a URL': (encoded) => `GET http://127.0.0.1:3000/cb?code=${encoded}&state=af0ifjsldkj HTTP/1.1`,
  'in a header pair': (encoded) => JSON.stringify([['x-debug', 'trace 1; v=']]).replace('v=', `v=${encoded}`),
  'in nested JSON': (encoded) => `{"error":"invalid_grant","context":{"received":["a",{"deep":"${encoded}"}]}}`,
  'in a hidden field': (encoded) => `<form method="post"><input type="hidden" name="x" value="${encoded}"></form>`,
  'echoed in error_description': (encoded) =>
    `{"error":"invalid_grant","error_description":"code ${encoded} is unknown"}`,
  'in a form body': (encoded) => `grant_type=authorization_code&x=${encoded}&client_id=web`,
}

describe.each(Object.entries(SECRETS))('%s', (_, secret) => {
  describe.each(Object.entries(ENCODERS))('written as %s', (_encoding, encode) => {
    test.each(Object.entries(PLACES))('is found and removed %s', (_place, put) => {
      const secrets = new Secrets()
      const name = secrets.add('access_token', secret)
      const text = put(encode(secret))

      expect(secrets.leaks(text).map((leak) => leak.name)).toContain(name)
      const redacted = secrets.redact(text)
      expect(redacted).toMatch(/‹(?:access_token#1|redacted:code)›/)
      expect(secrets.leaks(redacted)).toEqual([])
      expect(remainsOf(secret, redacted)).toBeUndefined()
      expect(secrets.redact(redacted)).toBe(redacted)
    })
  })
})

test('the oracle of these tests sees a secret in every encoding', () => {
  const secret = SECRETS['an opaque token']
  for (const encode of Object.values(ENCODERS)) expect(remainsOf(secret, `x=${encode(secret)}`)).toBeDefined()
})

test('leaks says where and how', () => {
  const secrets = new Secrets()
  secrets.add('client_secret', SECRETS['a secret with the characters of URLs'])
  const encoded = encodeURIComponent(SECRETS['a secret with the characters of URLs'])
  expect(secrets.leaks(`secret=${encoded}`)).toEqual([{ name: '‹client_secret#1›', encoding: 'percent', at: 7 }])
  expect(secrets.leaks(JSON.stringify({ u: `"${encoded}"` }))[0]?.encoding).toBe('percent')
  expect(secrets.leaks(`12 ${Buffer.from(SECRETS['a secret with the characters of URLs']).toString('hex')}`)).toEqual([
    { name: '‹client_secret#1›', encoding: 'hex', at: 3 },
  ])
})

test('the text around a secret stays as it is', () => {
  const secrets = new Secrets()
  secrets.add('access_token', 'vX9kQ2mTz7LpR4wYb8Nc')
  expect(secrets.redact('{"a":"\\u0076X9kQ2mTz7LpR4wYb8Nc!","b":"caf\\u00e9 %41"}')).toBe(
    '{"a":"‹access_token#1›!","b":"caf\\u00e9 %41"}',
  )
})

test('a secret inside a longer one, and two that overlap, leave nothing behind', () => {
  const secrets = new Secrets()
  secrets.add('code', 'innerSecret42')
  secrets.add('access_token', 'outer-innerSecret42-outer')
  secrets.add('state', '42-outer-and-more9')
  expect(secrets.redact('t=outer-innerSecret42-outer;')).toBe('t=‹access_token#1›;')
  expect(secrets.redact('t=outer-innerSecret42-outer-and-more9;')).toBe('t=‹access_token#1›‹state#1›;')
  expect(secrets.redact('c=innerSecret42;')).toBe('c=‹code#1›;')
})

test.each(['%', '\\'])('a stray %s before an encoded secret hides at most its first five characters', (stray) => {
  const secrets = new Secrets()
  const secret = 'bcd63R2M0<nG8ZDCKflceZHX'
  secrets.add('code', secret)
  const text = `x=${stray}${encodeURIComponent(secret)};`
  expect(secrets.leaks(text)).toHaveLength(1)
  expect(remainsOf(secret, secrets.redact(text))).toBeUndefined()
})

test('of base64, the characters that share bits with the secret and the padding go too', () => {
  const secrets = new Secrets()
  secrets.add('access_token', 'vX9kQ2mTz7')
  expect(secrets.redact(`v=${Buffer.from('vX9kQ2mTz7').toString('base64')};`)).toBe('v=‹access_token#1›;')
  expect(secrets.redact(`v=${Buffer.from('abcvX9kQ2mTz7abc').toString('base64')};`)).toBe(
    'v=YWJj‹access_token#1›FiYw==;',
  )
})
