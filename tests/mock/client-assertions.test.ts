import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { makeAssertion } from '../../harness/operations/assertion.ts'
import type { AssertionOptions, Client } from '../../harness/context.ts'
import { describeTenant } from '../../cli/embedded-mock.ts'
import { targetOf } from '../../harness/target/resolve.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { post } from './visitor.ts'

let server: MockServer
let clients: readonly Client[]

beforeAll(async () => {
  server = await createMockServer()
  clients = targetOf(describeTenant(server.tenant, 'mock'), {}, true, undefined).clients
})
afterAll(() => server.close())
beforeEach(() => server.tenant.defects.off())

const now = (): number => Math.floor(Date.now() / 1000)
const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

async function ask(id: string, assertion: AssertionOptions | string = {}) {
  const client = clients.find(({ client_id }) => client_id === id)
  if (client === undefined) throw new Error(`no client ${id}`)
  const jwt = typeof assertion === 'string' ? assertion : await makeAssertion(client, server.tenant.issuer, assertion)
  const form = { grant_type: 'client_credentials', client_assertion_type: type, client_assertion: jwt }
  const { status, json } = await post(server.tenant, '/token', form, null)
  return status === 200 ? 'token' : `${status} ${String(json['error'])}`
}

describe.each(['signing-service', 'second-signing-service', 'hmac-service'])('%s', (id) => {
  test('gets a token with a good assertion, and with a clock that is a little ahead', async () => {
    expect(await ask(id)).toBe('token')
    expect(await ask(id, { claims: { nbf: now() + 8, iat: now() + 8 } })).toBe('token')
    expect(await ask(id, { claims: { aud: [server.tenant.issuer] } })).toBe('token')
  })

  test.each<[string, AssertionOptions]>([
    ['a strange signature', { signer: 'stranger' }],
    ['no signature', { header: { alg: 'none' } }],
    ['no exp', { claims: { exp: null } }],
    ['an exp two hours ahead', { claims: { exp: now() + 7200 } }],
    ['an iat two days ago', { claims: { iat: now() - 172_800 } }],
    ['an nbf a minute ahead', { claims: { nbf: now() + 60 } }],
    ['another audience', { claims: { aud: 'https://other.example' } }],
    ['another iss', { claims: { iss: 'web' } }],
  ])('is refused with %s', async (_, options) => {
    expect(await ask(id, options)).toBe('401 invalid_client')
  })

  test('is refused when it is addressed to more than the issuer', async () => {
    const { issuer } = server.tenant
    expect(await ask(id, { claims: { aud: `${issuer}/token` } })).toBe('401 invalid_client')
    expect(await ask(id, { claims: { aud: [issuer, `${issuer}/token`] } })).toBe('401 invalid_client')
  })
})

test('an assertion that was made for a request is refused the second time', async () => {
  const client = clients.find(({ client_id: id }) => id === 'signing-service')
  const jwt = client === undefined ? '' : await makeAssertion(client, server.tenant.issuer)

  expect(await ask('signing-service', jwt)).toBe('token')
  expect(await ask('signing-service', jwt)).toBe('401 invalid_client')
})

test('a defect mends what it overlooks and leaves the rest to be judged', async () => {
  server.tenant.defects.on('assertion-exp-ignored')

  expect(await ask('signing-service', { claims: { exp: now() - 300 } })).toBe('token')
  expect(await ask('signing-service', { claims: { exp: null } })).toBe('401 invalid_client')
  expect(await ask('signing-service', { claims: { exp: now() - 300 }, signer: 'stranger' })).toBe('401 invalid_client')
})

test('the tolerance for clocks does not lengthen the life of an access token', async () => {
  const brief = await createMockServer({ tenant: { lifetimes: { client_credentials: 1 } } })
  try {
    const { json } = await post(brief.tenant, '/token', { grant_type: 'client_credentials' }, 'service')
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const asked = await post(brief.tenant, '/introspect', { token: String(json['access_token']) }, 'service')

    expect(json).toHaveProperty('access_token')
    expect(asked.json).toEqual({ active: false })
  } finally {
    await brief.close()
  }
})
