import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { authorize, post, redeem } from './visitor.ts'

let mock: MockServer
beforeEach(async () => {
  mock = await createMockServer({ tenant: { accessTokens: 'jwt' } })
})
afterEach(async () => {
  vi.useRealTimers()
  await mock.close()
})

async function introspect(token: unknown): Promise<unknown> {
  return (await post(mock.tenant, '/introspect', { token: String(token) })).json['active']
}

async function newToken(): Promise<Record<string, unknown>> {
  return (await redeem(mock.tenant, await authorize(mock.tenant))).json
}

test('a token expires when the clock is advanced, and lives again when it is put back', async () => {
  const { access_token: token } = await newToken()
  expect(await introspect(token)).toBe(true)
  mock.tenant.clock.advance(601)
  expect(await introspect(token)).toBe(false)
  mock.tenant.clock.reset()
  expect(await introspect(token)).toBe(true)
})

test('a code expires while a login stands still, with the error of an expired code', async () => {
  const authorization = await authorize(mock.tenant)
  mock.tenant.clock.advance(61)
  const answer = await redeem(mock.tenant, authorization)
  expect([answer.status, answer.json['error']]).toEqual([400, 'invalid_grant'])
})

test('a frozen clock shows the same time in every token', async () => {
  mock.tenant.clock.freeze('2031-05-06T07:08:09Z')
  const { access_token: token } = await newToken()
  const [, payload = ''] = String(token).split('.')
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  expect(claims).toMatchObject({
    iat: Date.UTC(2031, 4, 6, 7, 8, 9) / 1000,
    exp: Date.UTC(2031, 4, 6, 7, 18, 9) / 1000,
  })
})

test('nobody else notices: not the process, not another tenant', async () => {
  const other = await mock.createTenant()
  mock.tenant.clock.freeze('2031-05-06T07:08:09Z')
  expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(5000)
  const { json } = await post(other, '/token', { grant_type: 'client_credentials' }, 'service')
  expect(json['access_token']).toBeTypeOf('string')
  expect(other.journal.list()[0]?.time).toBeLessThan(Date.UTC(2031))
})

test('Date.now is what it was before, once no clock is off', async () => {
  const { now } = Date
  const tenant = await mock.createTenant('gone', { clock: { offset: -3600 } })
  expect(Date.now).not.toBe(now)
  expect(tenant.clock.offset).toBeCloseTo(-3600, 0)
  mock.dropTenant('gone')
  expect(Date.now).toBe(now)
})

test('a session made in the past or the future holds in the browser', async () => {
  for (const offset of [-86_400, 90 * 86_400]) {
    const tenant = await mock.createTenant(undefined, { clock: { offset } })
    const { code } = await authorize(tenant)
    expect(code).not.toBe('')
  }
})

describe('fake timers of the test', () => {
  test('a clock that is off keeps its distance to them', async () => {
    mock.tenant.clock.advance(100)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2040, 0) })
    expect(mock.tenant.clock.now()).toBe(Date.UTC(2040, 0) + 100_000)
    await newToken()
    expect(mock.tenant.journal.list().at(-1)?.time).toBe(Date.UTC(2040, 0) + 100_000)
    expect(Date.now()).toBe(Date.UTC(2040, 0))
  })
})

test('reset puts the clock back to where the tenant began', async () => {
  const tenant = await mock.createTenant(undefined, { clock: { at: '2031-01-01T00:00:00Z', frozen: true } })
  tenant.clock.advance(60)
  expect(tenant.clock.now()).toBe(Date.UTC(2031, 0, 1, 0, 1))
  tenant.reset()
  expect([tenant.clock.now(), tenant.clock.frozen]).toEqual([Date.UTC(2031, 0), true])
})

test.each(['soon', Number.NaN])('a time that is none is refused: %s', (at) => {
  expect(() => mock.tenant.clock.set(at)).toThrow(/^Expected a time such as/)
})
