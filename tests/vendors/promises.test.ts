import { describe, expect, test } from 'vitest'

import { citeLaw, lawUrl, may, must } from '../../harness/law.ts'
import { activeLaw, profiles, type ProfileName } from '../../harness/profile.ts'
import { detect, type Known } from '../../harness/target/capabilities.ts'
import type { Capability } from '../../harness/target/capability-names.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { targetOf } from '../../harness/target/resolve.ts'

describe('a promise as a law', () => {
  test.each(Object.keys(profiles) as ProfileName[])('binds in %s, and goes before a weaker law', (profile) => {
    const promised = must('vendor documentation', 'scopes')

    expect(activeLaw([promised], profile)).toEqual({ law: promised, binding: true })
    expect(activeLaw([may('RFC 6749', '6'), promised], profile).law).toBe(promised)
  })

  test('is cited by its subject, and standards by their section', () => {
    expect(citeLaw(must('vendor documentation', 'scopes'))).toBe('MUST (vendor documentation, scopes)')
    expect(citeLaw(must('RFC 6749', '5.2'))).toBe('MUST (RFC 6749 §5.2)')
    expect(lawUrl(must('vendor documentation', 'scopes'))).toMatch(/^https:/)
  })
})

function target(more: Partial<TargetEntry>) {
  return targetOf(completeTarget({ issuer: 'http://127.0.0.1:1', ...more }), {}, true, undefined)
}

const told: readonly (readonly [Capability, Partial<TargetEntry>, RegExp])[] = [
  ['audience', { audience: 'https://api.example' }, /add audience/],
  ['second_audience', { second_audience: 'https://other.example' }, /add second_audience/],
  ['documented_api', { documentation: {} }, /add documentation/],
  ['documented_lifetime', { documentation: { access_token_lifetime: 60 } }, /access_token_lifetime/],
  ['client_credentials_refresh', { documentation: { client_credentials_refresh: true } }, /: true/],
  ['redirect_uri_optional', { documentation: { redirect_uri_optional: true } }, /: true/],
  ['me_resource', { me: { url: 'http://127.0.0.1:1/me' } }, /add me\.url/],
  [
    'scoped_resource',
    { resource: { url: 'http://127.0.0.1:1/x', scope: 'a', scope_other: 'b' } },
    /resource\.scope_other/,
  ],
  [
    'read_write_resource',
    { resource: { url: 'http://127.0.0.1:1/x', scope: 'a', write: { scope: 'b' } } },
    /resource\.write/,
  ],
  ['second_user', { users: { a: { username: 'a' }, b: { username: 'b' } } }, /second user/],
  [
    'client_secret_json',
    { clients: { a: { client_id: 'a', client_secret: 's', token_endpoint_auth_method: 'client_secret_json' } } },
    /client_secret_json/,
  ],
]

describe('what a target file says of a vendor', () => {
  test.each(told)('%s is there when it is said, and else the reason names the key', (capability, more, advice) => {
    expect(target(more).has(capability)).toBe(true)
    expect(target({}).has(capability)).toBe(false)
    expect(target({}).lacking(capability)).toMatch(advice)
  })

  test('a refusal to promise is no promise', () => {
    expect(target({ documentation: { client_credentials_refresh: false } }).has('client_credentials_refresh')).toBe(
      false,
    )
  })

  test('a user who may be locked out is no second user', () => {
    const users = { a: { username: 'a' }, b: { username: 'b', may_be_locked: true } }

    expect(target({ users }).has('second_user')).toBe(false)
  })

  test('the audience goes with every request, and parameters of the file go before it', () => {
    const audience = 'https://api.example'

    expect(target({ audience })).toMatchObject({
      tokenParameters: { audience },
      authorizationParameters: { audience },
    })
    expect(target({ audience, token_parameters: { audience: 'other' } }).tokenParameters).toEqual({ audience: 'other' })
  })

  test('nothing is said by default', () => {
    const known: Pick<Known, 'entry'> = { entry: completeTarget({ issuer: 'http://127.0.0.1:1' }) }

    expect(known.entry.documentation).toBeUndefined()
    expect(detect('tls_client_auth', { ...known, ...bare })).toMatch(/capabilities\.add/)
  })
})

const bare = {
  issuer: 'http://127.0.0.1:1',
  metadata: {},
  clients: [],
  scopes: [],
  hasResource: false,
  hasAssertion: false,
  delegates: false,
  hasUser: false,
  hasSecondUser: false,
  hasPassword: false,
  discovered: true,
}
