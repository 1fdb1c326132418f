import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { legacyClients, portalCallback } from './legacy-clients.ts'
import { authorize, visit, Visitor } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { clients: legacyClients() })
})
afterAll(() => mock.close())

const plain = { response_type: 'token', redirect_uri: portalCallback, scope: 'read' }
const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined }

async function ask(change: Record<string, string | undefined> = {}, client = 'portal') {
  const { url } = await authorize(tenant, { client, parameters: { ...plain, ...withoutPkce, ...change } })
  return { url, fragment: Object.fromEntries(new URLSearchParams(url.hash.slice(1))) }
}

/** The first answer to a request: where an error goes without a login. */
async function knock(change: Record<string, string>, client = 'portal') {
  const query = new URLSearchParams({ client_id: client, ...plain, state: 'a state', ...change })
  const response = await new Visitor().request(`${tenant.issuer}/authorize?${query}`)
  return { status: response.status, url: new URL(response.headers.get('location') ?? 'none:') }
}

test('after login and consent a token of the user arrives in the fragment, with all that belongs to it', async () => {
  const { url, fragment } = await ask()
  expect(url.href.split('#')[0]).toBe(portalCallback)
  expect(fragment).toMatchObject({ token_type: 'Bearer', expires_in: '600', scope: 'read', state: 'a state' })
  expect(Object.keys(fragment).toSorted()).toEqual(
    ['access_token', 'expires_in', 'iss', 'scope', 'state', 'token_type'].toSorted(),
  )
  expect(fragment['iss']).toBe(tenant.issuer)
  expect((await visit(tenant, '/resource', fragment['access_token'])).json['sub']).toBe('alice')
})

test('an unknown scope is left out, and the answer says so; offline_access is none of this grant', async () => {
  const { fragment } = await ask({ scope: 'read unheard-of offline_access' })
  expect(fragment['scope']).toBe('read')
  expect(fragment['refresh_token']).toBeUndefined()
})

test.each([
  ['a malformed scope', { scope: '"read\\' }, 'invalid_scope'],
  ['an unknown response type', { response_type: 'token unheard-of' }, 'unsupported_response_type'],
  ['an ID Token beside the token', { response_type: 'id_token token', nonce: 'n' }, 'unsupported_response_type'],
  ['a code from a client without it', { response_type: 'code', response_mode: 'fragment' }, 'unauthorized_client'],
])('%s is an error in the fragment', async (_, change, error) => {
  const { url } = await knock(change)
  expect(url.search).toBe('')
  expect(Object.fromEntries(new URLSearchParams(url.hash.slice(1)))).toMatchObject({ error, state: 'a state' })
})

test('a token cannot be moved into the query', async () => {
  const { url } = await knock({ response_mode: 'query' })
  expect(url.searchParams.get('error')).toBe('invalid_request')
})

test('a client that is not registered for it is refused as unauthorized_client', async () => {
  const { url } = await knock({ redirect_uri: 'https://app.example/callback' }, 'web')
  expect(new URLSearchParams(url.hash.slice(1)).get('error')).toBe('unauthorized_client')
})

test.each(['https://elsewhere.example/callback', `${portalCallback}/more`, `${portalCallback}?more=1`])(
  '%s is not redirected to',
  async (redirect_uri) => {
    expect(await knock({ redirect_uri })).toMatchObject({ status: 400, url: new URL('none:') })
  },
)

test('the code flow goes on beside it', async () => {
  const { url } = await authorize(tenant)
  expect(url.searchParams.has('code')).toBe(true)
})

test('only a tenant with a client for it has the grant and announces it', async () => {
  const announced = async () => {
    const { json } = await visit(tenant, '/.well-known/openid-configuration', '')
    return [json['response_types_supported'], json['grant_types_supported']]
  }
  expect(await announced()).toEqual([['code', 'none', 'token'], expect.arrayContaining(['implicit'])])
  tenant = mock.tenant
  expect(await announced()).toEqual([['code', 'none'], expect.not.arrayContaining(['implicit'])])
  const { url } = await knock({ redirect_uri: 'https://app.example/callback' }, 'web')
  expect(url.hash).toContain('error=unsupported_response_type')
})
