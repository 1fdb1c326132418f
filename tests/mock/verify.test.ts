import { AssertionError } from 'node:assert'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { assertIssued, assertReceived, assertRefused } from '../../mock-server/testing/index.ts'
import { authorize, clientToken, redeem } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
let verifier: string

beforeAll(async () => {
  mock = await createMockServer()
  tenant = mock.tenant
  const from = await authorize(tenant)
  verifier = from.verifier
  await redeem(tenant, { ...from, verifier: 'x'.repeat(43) })
  await redeem(tenant, from)
  await clientToken(tenant)
})
afterAll(() => mock.close())

const failure = (expectation: Parameters<typeof assertReceived>[1]): string => {
  const { pass, message } = tenant.journal.verify(expectation)
  expect(pass).toBe(false)
  return message
}

test('a request that came passes, also exactly as often as it came', () => {
  const wish = { endpoint: 'token', grant: 'authorization_code', pkce: 'valid' } as const
  expect(assertReceived(tenant, wish)).toHaveLength(1)
  expect(assertReceived(tenant, { ...wish, times: 1 })[0]?.client).toBe('web')
  expect(assertReceived(tenant, { endpoint: 'token', times: 3 })).toHaveLength(3)
  expect(assertReceived(tenant, { endpoint: 'revocation', times: 0 })).toEqual([])
  expect(assertIssued(tenant, 'refresh_token', { times: 1 })).toHaveLength(1)
  expect(assertRefused(tenant, 'invalid_grant', { client: 'web' })).toHaveLength(1)
})

describe('what did not come fails with a message', () => {
  test('that has the wish, the nearest requests and the members in which they differ', () => {
    const message = failure({ endpoint: 'token', grant: 'authorization_code', pkce: 'valid', client: 'spa' })
    const [head, ...rest] = message.split('\n')
    expect(head).toBe('Expected at least 1 request with')
    expect(rest.slice(0, 5)).toEqual([
      '  endpoint  token',
      '  grant     authorization_code',
      '  pkce      valid',
      '  client    spa',
      `got none. The nearest of ${tenant.journal.list().length}:`,
    ])
    expect(rest[5]).toMatch(/^ {2}#\d+ POST token \(authorization_code, web\) 200$/)
    expect(rest[6]).toBe('    client: wanted spa, got web')
    expect(rest[7]).toMatch(/ 400 invalid_grant: /)
    expect(rest[8]).toBe('    pkce: wanted valid, got invalid')
  })

  test('that counts', () => {
    expect(failure({ endpoint: 'token', times: 1 })).toMatch(
      /^Expected exactly 1 request with\n.*\ngot 3\.\n {2}#\d+ POST/,
    )
    expect(failure({ endpoint: 'token', times: 0 })).toMatch(/^Expected no request with/)
    expect(failure({ since: tenant.journal.last() })).toContain('(any request)\ngot none. The journal is empty.')
  })

  test('that shows no secret', () => {
    const message = failure({ endpoint: 'token', parameters: { code_verifier: 'y'.repeat(43), refresh_token: null } })
    expect(message).toMatch(/code_verifier: wanted ‹code_verifier \w{6}›, got ‹code_verifier \w{6}›/)
    expect(message).not.toContain(verifier)
    expect(message).not.toContain('yyy')
  })

  test('for the opposite too', () => {
    const { pass, message } = tenant.journal.verify({ error: 'invalid_grant' })
    expect(pass).toBe(true)
    expect(message).toMatch(/^Expected other than at least 1 request with\n {2}error {2}invalid_grant\ngot 1\.\n {2}#/)
  })
})

test('as an AssertionError', () => {
  expect(() => assertIssued(tenant, 'device_code')).toThrow(AssertionError)
  expect(() => assertRefused(tenant, 'invalid_client')).toThrow('error  invalid_client')
  const wish: object = { endpont: 'token' }
  expect(() => assertReceived(tenant, wish)).toThrow('got "endpont"')
})
