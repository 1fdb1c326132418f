import { expect, test } from 'vitest'

import { evidenceOf } from '../../harness/engine/evidence.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import type { Recorded } from '../../harness/http/line.ts'

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${encode({ alg: 'RS256' })}.${encode({ sub: 'u1', email: 'a@example.org', nonce: 'n-0S6_WzA2Mj' })}.c2ln`

function heard(body: string, location = ''): Recorded {
  return {
    id: 'x1',
    step: 'code',
    attempt: 1,
    at: 0,
    ms: 1,
    request: { method: 'GET', url: 'https://as.example/', headers: [] },
    response: { status: 302, headers: location === '' ? [] : [['Location', location]], body },
    failure: undefined,
  }
}

function jwtsOf(secrets: Secrets, ...exchanges: readonly Recorded[]): unknown {
  return evidenceOf({ target: 'staging', check: 'code.a' }, exchanges, secrets)?.jwts
}

test('a JWT that is shown by name is described once, without its signature, persons and secrets', () => {
  const secrets = new Secrets()
  secrets.add('id_token', token)
  secrets.add('nonce', 'n-0S6_WzA2Mj')
  const found = jwtsOf(
    secrets,
    heard(JSON.stringify({ id_token: token })),
    heard('', `https://a.example/#id_token=${token}&x=1`),
  )
  expect(found).toEqual([
    {
      name: '‹id_token#1›',
      header: { alg: 'RS256' },
      claims: { sub: 'u1', email: '‹personal:email›', nonce: '‹nonce#1›' },
    },
  ])
  expect(JSON.stringify(found)).not.toContain('c2ln')
})

test('what is no signed JWT is not described', () => {
  const secrets = new Secrets()
  secrets.add('access_token', 'eyJhbGciOiJkaXIifQ..iv.text.tag')
  secrets.add('code', 'eyJub3QiOiJhIEpXVCJ9')
  expect(jwtsOf(secrets, heard('eyJhbGciOiJkaXIifQ..iv.text.tag eyJub3QiOiJhIEpXVCJ9'))).toBeUndefined()
})

test('of JWTs without a name only a single one is described', () => {
  const other = `${encode({ alg: 'none' })}.${encode({})}.`
  const described = {
    name: '‹redacted:jwt›',
    header: { alg: 'RS256' },
    claims: { sub: 'u1', email: '‹personal:email›', nonce: 'n-0S6_WzA2Mj' },
  }
  expect(jwtsOf(new Secrets(), heard(token), heard(token))).toEqual([described])
  expect(jwtsOf(new Secrets(), heard(token), heard(other))).toBeUndefined()
  expect(jwtsOf(new Secrets(), heard(token), heard('eyJhbGciOiJkaXIifQ..iv.text.tag'))).toBeUndefined()
})
