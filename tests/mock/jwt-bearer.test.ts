import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { signAssertion } from './sign-assertion.ts'
import { post, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  tenant = mock.tenant
})
afterAll(() => mock.close())

const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const now = (): number => Math.floor(Date.now() / 1000)

function send(form: Record<string, string>, client = 'gateway') {
  return post(tenant, '/token', { grant_type, ...form }, client)
}

describe('the JWT bearer grant', () => {
  test('is announced', async () => {
    const { json } = await visit(tenant, '/.well-known/openid-configuration', '')
    expect(json['grant_types_supported']).toContain(grant_type)
  })

  test('is absent where no client has it', async () => {
    const clients = tenant.clients.list().filter(({ client_id }) => client_id !== 'gateway')
    const other = await createMockServer({ tenant: { clients } })
    const { json } = await visit(other.tenant, '/.well-known/openid-configuration', '')
    await other.close()
    expect(json['grant_types_supported']).not.toContain(grant_type)
  })

  test('gives a token for the subject of the assertion that works at the resource', async () => {
    const { status, json, headers } = await send({ assertion: await signAssertion(tenant) })
    expect({ status, json }).toMatchObject({ status: 200, json: { token_type: 'Bearer', scope: 'read' } })
    expect(headers.get('cache-control')).toContain('no-store')
    expect((await visit(tenant, '/resource', json['access_token'])).json).toMatchObject({
      sub: 'alice',
      client_id: 'gateway',
    })
  })

  test('takes the token endpoint as audience and the scope that is asked for', async () => {
    const assertion = await signAssertion(tenant, { aud: [`${tenant.issuer}/token`] })
    expect((await send({ assertion, scope: 'write' })).json).toMatchObject({ scope: 'write' })
  })

  test.each<[string, Record<string, unknown>]>([
    ['an unknown issuer', { iss: 'https://stranger.example' }],
    ['no issuer', { iss: undefined }],
    ['no subject', { sub: undefined }],
    ['an unknown subject', { sub: 'mallory' }],
    ['no audience', { aud: undefined }],
    ['another audience', { aud: 'https://other.invalid/' }],
    ['no exp', { exp: undefined }],
    ['an exp in the past', { exp: now() - 1 }],
    ['an exp years ahead', { exp: now() + 315_360_000 }],
    ['an nbf ahead', { nbf: now() + 3600 }],
  ])('refuses %s', async (_, claims) => {
    const answer = await send({ assertion: await signAssertion(tenant, claims) })
    expect([answer.status, answer.json['error']]).toEqual([400, 'invalid_grant'])
  })

  test('refuses another key, an unsigned assertion, and what is no JWT', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const [, payload = ''] = (await signAssertion(tenant)).split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    for (const assertion of [await signAssertion(tenant, {}, await exportJWK(privateKey)), unsigned, 'a.b.c']) {
      const answer = await send({ assertion })
      expect([answer.status, answer.json['error']]).toEqual([400, 'invalid_grant'])
    }
  })

  test('takes an assertion once', async () => {
    for (const claims of [{}, { jti: undefined }]) {
      const assertion = await signAssertion(tenant, claims)
      expect((await send({ assertion })).status).toBe(200)
      expect((await send({ assertion })).json['error']).toBe('invalid_grant')
    }
  })

  test.each<[string, Record<string, string>, number, string]>([
    ['no assertion', {}, 400, 'invalid_request'],
    ['an empty one', { assertion: '' }, 400, 'invalid_request'],
  ])('refuses %s', async (_, form, status, error) => {
    const answer = await send(form)
    expect([answer.status, answer.json['error']]).toEqual([status, error])
  })

  test('refuses a scope the tenant does not know, and a client without the grant', async () => {
    const assertion = await signAssertion(tenant)
    expect((await send({ assertion, scope: 'unheard-of' })).json['error']).toBe('invalid_scope')
    expect((await send({ assertion: await signAssertion(tenant) }, 'web')).json['error']).toBe('unauthorized_client')
  })
})
