import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { signAssertion } from './sign-assertion.ts'
import { authorize, clientToken, post, redeem, tokens, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
let subject: Record<string, unknown>
beforeAll(async () => {
  mock = await createMockServer()
  tenant = mock.tenant
  subject = (await tokens(tenant)).json
})
afterAll(() => mock.close())

const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange'
const urn = (name: string) => `urn:ietf:params:oauth:token-type:${name}`

function exchange(form: Record<string, string> = {}, token: unknown = subject['access_token'], client = 'gateway') {
  const usual = { grant_type, subject_token: String(token), subject_token_type: urn('access_token') }
  return post(tenant, '/token', { ...usual, ...form }, client)
}

const introspect = async (token: unknown) => (await post(tenant, '/introspect', { token: String(token) })).json

describe('token exchange', () => {
  test('gives a token of the same user to the client that asks', async () => {
    const { status, json, headers } = await exchange()
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toContain('no-store')
    expect(json).toMatchObject({ token_type: 'Bearer', issued_token_type: urn('access_token') })
    const told = await introspect(json['access_token'])
    expect(told).toMatchObject({ active: true, sub: 'alice', client_id: 'gateway', scope: 'openid read write' })
    expect(told).not.toHaveProperty('act')
    expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(200)
  })

  test('names the actor in act', async () => {
    const actor_token = String((await clientToken(tenant)).json['access_token'])
    const { json } = await exchange({ actor_token, actor_token_type: urn('access_token') })
    expect(await introspect(json['access_token'])).toMatchObject({ sub: 'alice', act: { sub: 'service' } })
  })

  test('narrows scope and audience as asked', async () => {
    const resource = `${tenant.issuer}/resource`
    const { json } = await exchange({ scope: 'read', resource, audience: resource })
    expect(await introspect(json['access_token'])).toMatchObject({ scope: 'read', aud: resource })
  })

  test('takes an ID token, and a refresh token of the client alone', async () => {
    expect((await exchange({ subject_token_type: urn('id_token') }, subject['id_token'])).status).toBe(200)
    const foreign = await exchange({ subject_token_type: urn('refresh_token') }, subject['refresh_token'])
    expect([foreign.status, foreign.json['error']]).toEqual([400, 'invalid_request'])
  })

  test('issues an ID token with token_type N_A', async () => {
    const { json } = await exchange({ requested_token_type: urn('id_token') })
    expect(json).toMatchObject({ token_type: 'N_A', issued_token_type: urn('id_token') })
    const payload = String(json['access_token']).split('.')[1] ?? ''
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ sub: 'alice', aud: 'gateway' })
  })

  test.each<[string, Record<string, string>, string]>([
    ['no subject token', { subject_token: '' }, 'invalid_request'],
    ['no type', { subject_token_type: '' }, 'invalid_request'],
    ['an unknown token', { subject_token: 'unknown' }, 'invalid_request'],
    ['an invented type', { subject_token_type: 'urn:example:type' }, 'invalid_request'],
    ['an access token as ID token', { subject_token_type: urn('id_token') }, 'invalid_request'],
    ['an access token as refresh token', { subject_token_type: urn('refresh_token') }, 'invalid_request'],
    ['an actor without type', { actor_token: 'x' }, 'invalid_request'],
    ['a type without actor', { actor_token_type: urn('access_token') }, 'invalid_request'],
    ['an unknown actor', { actor_token: 'x', actor_token_type: urn('access_token') }, 'invalid_request'],
    ['another type of token', { requested_token_type: urn('saml2') }, 'invalid_request'],
    ['an unknown resource', { resource: 'https://unknown.invalid/' }, 'invalid_target'],
    ['an unknown audience', { audience: 'unheard-of' }, 'invalid_target'],
    ['a scope the subject lacks', { scope: 'read email' }, 'invalid_scope'],
    ['a scope nobody knows', { scope: 'unheard-of' }, 'invalid_scope'],
  ])('refuses %s', async (_, form, error) => {
    const answer = await exchange(form)
    expect([answer.status, answer.json['error']]).toEqual([400, error])
  })

  test('refuses forged, revoked and expired tokens, and those of clients', async () => {
    const forged = await exchange({}, await signAssertion(tenant))
    const revoked = (await tokens(tenant)).json['access_token']
    await post(tenant, '/revoke', { token: String(revoked) })
    const old = (await tokens(tenant)).json['access_token']
    const record = tenant.store.peek('AccessToken', String(old))
    if (record) record.exp = Math.floor(Date.now() / 1000) - 1
    const own = (await clientToken(tenant)).json['access_token']
    for (const answer of [forged, await exchange({}, revoked), await exchange({}, old), await exchange({}, own)])
      expect([answer.status, answer.json['error']]).toEqual([400, 'invalid_request'])
  })

  test('refuses a wrong secret and a client without the grant', async () => {
    expect((await exchange({}, subject['access_token'], 'web')).json['error']).toBe('unauthorized_client')
    const form = { grant_type, client_id: 'gateway', client_secret: 'wrong' }
    expect((await post(tenant, '/token', form, null)).json['error']).toBe('invalid_client')
  })

  test('works with JWT access tokens, whose aud is what was asked for', async () => {
    const other = await createMockServer({ tenant: { accessTokens: 'jwt' } })
    const flow = await authorize(other.tenant)
    const { json } = await redeem(other.tenant, flow)
    const form = { grant_type, subject_token: String(json['access_token']), subject_token_type: urn('access_token') }
    const answer = await post(other.tenant, '/token', form, 'gateway')
    await other.close()
    expect(answer.json).toMatchObject({ issued_token_type: urn('access_token'), token_type: 'Bearer' })
  })
})
