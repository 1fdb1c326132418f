import { expect, test } from 'vitest'
import { describeJwt } from '../../harness/evidence/redact-jwt.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = {
  iss: 'http://as',
  sub: 'user-1',
  nonce: 'n-0S6_WzA2Mj-nonce',
  email: 'a@example.org',
  address: { country: 'X' },
  'name#ja': 'Y',
  email_verified: true,
  act: { name: 'Z', sub: 'b' },
}
const token = `${encode({ alg: 'RS256', kid: 'k1' })}.${encode(claims)}.c2lnbmF0dXJl`

test('a registered JWT shows name, header and claims; no signature, no person, no secret', () => {
  const secrets = new Secrets()
  secrets.add('id_token', token)
  secrets.add('nonce', 'n-0S6_WzA2Mj-nonce')
  expect(describeJwt(token, secrets)).toEqual({
    name: '‹id_token#1›',
    header: { alg: 'RS256', kid: 'k1' },
    claims: {
      iss: 'http://as',
      sub: 'user-1',
      nonce: '‹nonce#1›',
      email: '‹personal:email›',
      address: '‹personal:address›',
      'name#ja': '‹personal:name#ja›',
      email_verified: true,
      act: { name: '‹personal:name›', sub: 'b' },
    },
  })
})

test('an unknown JWT is described without a stable name, anything else not at all', () => {
  expect(describeJwt(token, new Secrets())?.name).toBe('‹redacted:jwt›')
  expect(describeJwt('opaque-token', new Secrets())).toBeUndefined()
  expect(describeJwt('a.b.c', new Secrets())).toBeUndefined()
  expect(describeJwt(`${encode([1])}.${encode(claims)}.x`, new Secrets())).toBeUndefined()
})
