import { describe } from 'vitest'
import { expect, test } from '../../mock-server/testing/vitest.ts'

const seen = new Set<string>()

test('a test has a tenant, and a login at it', async ({ mock, tenant, login }) => {
  seen.add(tenant.name)
  expect(mock.tenants.get(tenant.name)).toBe(tenant)
  const { tokens } = await login({ user: 'bob' })
  await tokens()
  expect(tenant).toHaveReceived({ endpoint: 'token', grant: 'authorization_code', pkce: 'valid', times: 1 })
  expect(tenant).toHaveIssued('refresh_token')
  expect(tenant).not.toHaveRefused()
  await fetch(`${tenant.issuer}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password' }) })
  expect(tenant).toHaveRefused('invalid_request')
  expect(tenant).toHaveRefused()
  expect(tenant).not.toHaveIssued('device_code')
})

test('another test has another, and the former is gone', ({ mock, tenant }) => {
  expect(seen).not.toContain(tenant.name)
  expect([...mock.tenants.keys()]).toEqual(['', tenant.name])
  expect(tenant.journal.list()).toEqual([])
})

describe('with options of its own', () => {
  test.override({ tenantOptions: { users: [{ username: 'carol', password: 'carol-password' }] } })

  test('a group has its own users', async ({ tenant, login }) => {
    await (await login()).tokens()
    expect(tenant).toHaveReceived({ endpoint: 'token', user: 'carol' })
  })
})

test('a matcher that does not match says what differs', ({ tenant }) => {
  expect(() => expect(tenant).toHaveReceived({ endpoint: 'token' })).toThrow(/endpoint {2}token\ngot none/)
  expect(() => expect(tenant).not.toHaveReceived({ endpoint: 'token', times: 0 })).toThrow(
    'Expected other than no request',
  )
  expect(() => expect('a text').toHaveIssued('code')).toThrow('Expected a tenant of the mock, got string')
})
