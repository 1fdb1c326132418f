import { describe, expect, test } from 'vitest'
import { Secrets } from '../../harness/evidence/redactor.ts'

const HARMLESS = [
  'grant_type=password&username=alice&scope=openid',
  '{"error":"invalid_grant","error_description":"The authorization code was already used."}',
  'redirect_uri=http%3A%2F%2F127.0.0.1%3A3000%2Fcb&response_type=code&client_id=web&scope=openid%20email',
  '{"token_type":"Bearer","expires_in":3600,"scope":"openid profile"}',
  '{"grant_types_supported":["password","refresh_token","authorization_code"],"response_types_supported":["code","code id_token"]}',
  'WWW-Authenticate: Bearer realm="api", error="invalid_token", error_description="The access token expired"',
  'www-authenticate: Basic realm="token endpoint"',
  '["www-authenticate","Basic realm=\\"oauth\\""]',
  'Basic authentication is required. Basic credentials were sent.',
  '{"code":"E_CONNECTION_REFUSED_1"} and {"code":404}',
  'Redeem the code again: same client, same redirect_uri; code=1 is refused',
  'Set-Cookie: sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
  '{"code_challenge":"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM","code_challenge_method":"S256"}',
  '{"kty":"RSA","kid":"d","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86z","e":"AQAB"}',
  '{"d":"not in a key","k":"v","p":1}',
  '<input type="password" name="password" autocomplete="current-password" required>',
  '<label for="password">Password: at least eight characters</label><input name="username" value="alice">',
  '{"password":"","client_secret":null,"refresh_token":false}',
  'http://127.0.0.1:4000/authorize?client_id=web&state=1&nonce=2&prompt=login',
  'token_endpoint_auth_methods_supported: client_secret_basic, private_key_jwt',
  'Expected 400 with error=invalid_grant, got 200. See RFC 6749 section 4.1.2.',
  'e.g. version 1.2.3, file eyJ.txt, 10:30 user@example.org https://example.org/a@b',
]

describe('text that holds no secret', () => {
  test.each(HARMLESS)('stays intact: %s', (text) => {
    expect(new Secrets().redact(text)).toBe(text)
  })

  test.each(HARMLESS)('stays intact when secrets are common words and numbers: %s', (text) => {
    const secrets = new Secrets()
    secrets.add('password', 'password')
    secrets.add('client_secret', 'authorization_code')
    secrets.add('client_secret', 'Bearer')
    secrets.add('cookie', 'en')
    secrets.add('cookie', '/authorize')
    secrets.add('cookie', 'http://127.0.0.1:3000/cb')
    secrets.add('nonce', '3600')
    secrets.add('state', '1700000000')
    secrets.add('state', 'required')
    expect(secrets.leaks(text)).toEqual([])
    expect(secrets.redact(text)).toBe(text)
  })
})

describe('a value that is a common word', () => {
  const secrets = new Secrets()
  secrets.add('password', 'password')
  secrets.add('state', '123')

  test.each([
    ['grant_type=password&password=password', 'grant_type=password&password=‹password#1›'],
    ['{"grant":"password","password":"password"}', '{"grant":"password","password":"‹password#1›"}'],
    ['/cb?state=123&n=123', '/cb?state=‹state#1›&n=123'],
    ['["123","state"] {"state":"123","n":"123"}', '["123","state"] {"state":"‹state#1›","n":"123"}'],
  ])('is replaced only under its key: %s', (text, expected) => {
    expect(secrets.redact(text)).toBe(expected)
  })

  test('is no leak, because nothing tells it from other text', () => {
    expect(secrets.leaks('password 123')).toEqual([])
  })
})
