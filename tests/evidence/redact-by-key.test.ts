import { describe, expect, test } from 'vitest'
import { Secrets } from '../../harness/evidence/redactor.ts'

const basic = (pair: string): string => Buffer.from(pair).toString('base64')
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImVtYWlsIjoiYUBleGFtcGxlLm9yZyJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ'

describe('a secret nobody registered', () => {
  test.each([
    [
      '{"access_token":"abc123","token_type":"Bearer"}',
      '{"access_token":"‹redacted:access_token›","token_type":"Bearer"}',
    ],
    ['{"accessToken" : "abc123"}', '{"accessToken" : "‹redacted:accesstoken›"}'],
    ['{"password":"a\\"b\\\\","x":"y"}', '{"password":"‹redacted:password›","x":"y"}'],
    [
      JSON.stringify({ body: '{"password":"a\\"b\\\\","x":"y"}' }),
      JSON.stringify({ body: '{"password":"‹redacted:password›","x":"y"}' }),
    ],
    ['&quot;client_secret&quot;:&quot;abc&quot;,', '&quot;client_secret&quot;:&quot;‹redacted:client_secret›&quot;,'],
    ['{"password":20231}', '{"password":"‹redacted:password›"}'],
    ['{"refresh_token":"cut off here', '{"refresh_token":"‹redacted:refresh_token›'],
    ['code=SplxlOBeZQ&code_verifier=v1&x=1', 'code=‹redacted:code›&code_verifier=‹redacted:code_verifier›&x=1'],
    ['http://c/cb?code=SplxlOBeZQ&state=1#x', 'http://c/cb?code=‹redacted:code›&state=1#x'],
    [
      'next=http%3A%2F%2Fc%2Fcb%3Fcode%3DSplxlOBeZQ%26state%3D1&y=2',
      'next=http%3A%2F%2Fc%2Fcb%3Fcode%3D‹redacted:code›%26state%3D1&y=2',
    ],
    ['<a href="/cb?x=1&amp;code=SplxlOBeZQ&amp;y=2">', '<a href="/cb?x=1&amp;code=‹redacted:code›&amp;y=2">'],
    ['username=a&password=p%26w+1&x=2', 'username=a&password=‹redacted:password›&x=2'],
    ['username=a&password=p&#43;w&amp;x=2', 'username=a&password=‹redacted:password›&amp;x=2'],
    ['token=SplxlOBeZQ&token_type_hint=refresh_token', 'token=‹redacted:token›&token_type_hint=refresh_token'],
    ['<input name="password" value="pw&quot;1">', '<input name="password" value="‹redacted:password›">'],
    [
      "<input value='SplxlOBeZQ' type='hidden' name='code'/>",
      "<input value='‹redacted:code›' type='hidden' name='code'/>",
    ],
    [
      JSON.stringify('<input name="password" value="pw1">'),
      JSON.stringify('<input name="password" value="‹redacted:password›">'),
    ],
    [`Authorization: Basic ${basic('web app:s3')}`, 'Authorization: Basic web%20app:‹redacted:client_secret›'],
    [`["authorization","Basic ${basic('web:s3')}"]`, '["authorization","Basic web:‹redacted:client_secret›"]'],
    ['["Authorization","Bearer short"]', '["Authorization","Bearer ‹redacted:authorization›"]'],
    [
      "curl -H 'authorization: Bearer short' http://c",
      "curl -H 'authorization: Bearer ‹redacted:authorization›' http://c",
    ],
    ['GET /\\nAuthorization: DPoP short\\nHost: c', 'GET /\\nAuthorization: DPoP ‹redacted:authorization›\\nHost: c'],
    ['Cookie: sid=abc; theme=dark', 'Cookie: sid=‹redacted:cookie›; theme=‹redacted:cookie›'],
    ['< Set-Cookie: sid="a b"; Path=/; HttpOnly', '< Set-Cookie: sid=‹redacted:cookie›; Path=/; HttpOnly'],
    ['["set-cookie","sid=abc; Path=/; Secure"]', '["set-cookie","sid=‹redacted:cookie›; Path=/; Secure"]'],
    [
      '{"kty":"EC","crv":"P-256","x":"f83","y":"x_F","d":"jpsQnnGQ"}',
      '{"kty":"EC","crv":"P-256","x":"f83","y":"x_F","d":"‹redacted:d›"}',
    ],
    ['{"k":"AyM1Sys","kty":"oct"}', '{"k":"‹redacted:k›","kty":"oct"}'],
    [`sent ${JWT} to the server`, 'sent ‹redacted:jwt› to the server'],
    ['-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----\n', '‹redacted:private_key›\n'],
    [
      '{"pem":"-----BEGIN EC PRIVATE KEY-----\\nMHcC\\n-----END EC PRIVATE KEY-----"}',
      '{"pem":"‹redacted:private_key›"}',
    ],
    ['redis://cache:hunter2@10.0.0.1:6379', 'redis://cache:‹redacted:password›@10.0.0.1:6379'],
  ])('is redacted by key or shape: %s', (text, expected) => {
    const secrets = new Secrets()
    expect(secrets.redact(text)).toBe(expected)
    expect(secrets.redact(expected)).toBe(expected)
  })
})

describe('a short secret that is registered', () => {
  const secrets = new Secrets()
  secrets.add('password', 'pw1')
  secrets.add('cookie', 'a"1')

  test.each([
    ['password=pw1&hint=pw1', 'password=‹password#1›&hint=pw1'],
    ['{"password":"pw1","note":"pw1"}', '{"password":"‹password#1›","note":"pw1"}'],
    [`Basic ${basic('alice:pw1')}`, 'Basic alice:‹password#1›'],
    ['["cookie","sid=a\\"1"]', '["cookie","sid=‹cookie#1›"]'],
  ])('has its name under its key: %s', (text, expected) => {
    expect(secrets.redact(text)).toBe(expected)
  })
})

test('a value that a check altered stays recognisable', () => {
  const secrets = new Secrets()
  secrets.add('code', 'SplxlOBeZQQYbYS6WxSbIA')
  expect(secrets.redact('code=SplxlOBeZQQYbYS6WxSbIAx&a=1')).toBe('code=‹code#1›x&a=1')
})

test('a hostile text of backslashes, quotes and openings ends quickly and unharmed', () => {
  for (const piece of [
    '\\',
    '"',
    '{kty ',
    '<input a="',
    'password=',
    '"password":"\\',
    'eyJaaaaaaaa',
    'Basic aaaa',
    '%25',
    '‹',
  ]) {
    const text = piece.repeat(20_000)
    const once = new Secrets().redact(text)
    expect(new Secrets().redact(once)).toBe(once)
  }
})

test('a value of many megabytes is dealt with like any other', () => {
  const long = 'a,'.repeat(1_000_000)
  expect(new Secrets().redact(`password=${long}&x=1`)).toBe('password=‹redacted:password›&x=1')
  expect(new Secrets().redact(`eyJ${'aB3_'.repeat(500_000)}.e30.x`)).toBe('‹redacted:jwt›')
})
