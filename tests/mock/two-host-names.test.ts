import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { askAs } from './ask-as.ts'
import { authorize, basic, Visitor } from './visitor.ts'

const issuer = 'http://localhost:4000'
const discovery = '/.well-known/openid-configuration'

let mock: MockServer
beforeAll(async () => {
  const tenant = { registration: 'open', signedMetadata: true } as const
  mock = await createMockServer({ issuer, backchannel: 'from-request', tenant })
  await mock.createTenant('shop')
})
afterAll(() => mock.close())

describe('metadata that is asked for by another name', () => {
  test('keeps the issuer and what browsers visit, and points programs back to that name', async () => {
    const { json } = await askAs(mock, discovery, { host: 'mock:4000' })
    expect(json).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      end_session_endpoint: `${issuer}/logout`,
      token_endpoint: 'http://mock:4000/token',
      jwks_uri: 'http://mock:4000/jwks',
      userinfo_endpoint: 'http://mock:4000/userinfo',
      introspection_endpoint: 'http://mock:4000/introspect',
      revocation_endpoint: 'http://mock:4000/revoke',
      pushed_authorization_request_endpoint: 'http://mock:4000/par',
      registration_endpoint: 'http://mock:4000/register',
      device_authorization_endpoint: 'http://mock:4000/device_authorization',
      protected_resources: [`${issuer}/resource`],
    })
  })

  test('signs what it says', async () => {
    const { json } = await askAs(mock, discovery, { host: 'mock:4000' })
    const claims: unknown = JSON.parse(
      Buffer.from(String(json['signed_metadata']).split('.')[1] ?? '', 'base64url').toString(),
    )
    expect(claims).toMatchObject({ iss: issuer, token_endpoint: 'http://mock:4000/token' })
  })

  test('does so for a tenant with a path, and below the path of an issuer', async () => {
    const { json } = await askAs(mock, `/t/shop${discovery}`, { host: 'mock:4000' })
    expect([json['issuer'], json['jwks_uri']]).toEqual([`${issuer}/t/shop`, 'http://mock:4000/t/shop/jwks'])
    await using deep = await createMockServer({ issuer: 'https://login.example/op', backchannel: 'from-request' })
    const told = await askAs(deep, `/op${discovery}`, { host: 'mock:4000' })
    expect([told.json['authorization_endpoint'], told.json['token_endpoint']]).toEqual([
      'https://login.example/op/authorize',
      'http://mock:4000/op/token',
    ])
  })

  test('is the issuer’s own when asked for by that name', async () => {
    const { json } = await askAs(mock, discovery, { host: 'localhost:4000' })
    expect(json['token_endpoint']).toBe(`${issuer}/token`)
  })

  test('points nowhere else by default', async () => {
    await using fixed = await createMockServer({ issuer })
    const { json } = await askAs(fixed, discovery, { host: 'mock:4000' })
    expect(json['token_endpoint']).toBe(`${issuer}/token`)
  })

  test('needs a host name that is one, where it is used', async () => {
    expect((await askAs(mock, discovery, { host: 'user@mock' })).status).toBe(400)
    await using fixed = await createMockServer({ issuer })
    expect((await askAs(fixed, discovery, { host: 'user@mock' })).status).toBe(200)
  })
})

test('a code from the browser’s name is redeemed at the container’s, and its tokens are the issuer’s', async () => {
  await using one = await createMockServer({ backchannel: 'from-request' })
  const { code, redirectUri, verifier } = await authorize(one.tenant)
  const headers = { host: 'mock:4000', ...basic('web', one.tenant.clients.find('web')?.client_secret ?? '') }
  const form = { grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: verifier, code }
  const { status, json } = await askAs(one, '/token', headers, form)
  expect(status).toBe(200)
  const claims: unknown = JSON.parse(Buffer.from(String(json['id_token']).split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({ iss: one.issuer, sub: 'alice' })
  const bearer = { host: 'mock:4000', authorization: `Bearer ${String(json['access_token'])}` }
  expect((await askAs(one, '/userinfo', bearer)).json).toMatchObject({ sub: 'alice' })
})

test('a device is told the page where its owner can reach it', async () => {
  const { json } = await askAs(mock, '/device_authorization', { host: 'mock:4000' }, { client_id: 'tv', scope: 'read' })
  expect(json['verification_uri']).toBe(`${issuer}/device`)
})

test('two mocks on one host, and two tenants of one, keep their sessions apart', async () => {
  const names = new Set<string>()
  await using other = await createMockServer({ tenant: { login: 'automatic', consent: 'automatic' } })
  await using another = await createMockServer({ tenant: { login: 'automatic', consent: 'automatic' } })
  const third = await another.createTenant('a', { login: 'automatic', consent: 'automatic' })
  const places = [other.tenant, another.tenant, third]
  for (const tenant of places) {
    const query = new URLSearchParams({
      client_id: 'web',
      response_type: 'code',
      redirect_uri: 'https://app.example/callback',
      scope: 'openid',
    })
    let at = new URL(`${tenant.issuer}/authorize?${query}`)
    const visitor = new Visitor()
    while (at.href.startsWith(tenant.issuer)) {
      const answer = await visitor.request(at)
      for (const line of answer.headers.getSetCookie()) {
        const [name = ''] = line.split('=')
        if (name.startsWith('session') && !name.includes('.')) names.add(name)
      }
      at = new URL(answer.headers.get('location') ?? 'none:', at)
    }
    expect(at.searchParams.get('code')).toMatch(/./)
  }
  const ports = [other, another].map(({ url }) => new URL(url).port)
  expect([...names]).toEqual([`session_${ports[0]}`, `session_${ports[1]}`, `session_a_${ports[1]}`])
})
