import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'
import { authorize, clientToken, post, redeem, refresh, tokens, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

function withOptions(options: TenantOptions): Promise<Tenant> {
  return mock.createTenant(undefined, options)
}

async function introspected(token: unknown, of = tenant) {
  return (await post(of, '/introspect', { token: String(token) })).json
}

function claimsOf(jwt: unknown) {
  return decodeJwt(String(jwt))
}

describe('a rule', () => {
  test('adds claims to every place it names', async () => {
    tenant.claims.add({ access_token: { org: 'a' }, id_token: { org: 'b' }, userinfo: { org: 'c' } })
    const { json } = await tokens(tenant)
    expect((await introspected(json['access_token']))['org']).toBe('a')
    expect(claimsOf(json['id_token'])['org']).toBe('b')
    expect((await visit(tenant, '/userinfo', json['access_token'])).json['org']).toBe('c')
  })

  test('changes nothing where it names nothing', async () => {
    tenant.claims.add({ id_token: { org: 'b' } })
    const { json } = await tokens(tenant)
    expect(await introspected(json['access_token'])).not.toHaveProperty('org')
    expect((await visit(tenant, '/userinfo', json['access_token'])).json).not.toHaveProperty('org')
  })

  test('replaces and removes standard claims, and the ID Token is still signed', async () => {
    tenant.claims.add({ id_token: { aud: ['web', 'api'], iat: null }, userinfo: { sub: 'other' } })
    const { json } = await tokens(tenant)
    expect(claimsOf(json['id_token'])).toMatchObject({ aud: ['web', 'api'], iss: tenant.issuer })
    expect(claimsOf(json['id_token'])).not.toHaveProperty('iat')
    expect((await visit(tenant, '/userinfo', json['access_token'])).json['sub']).toBe('other')
  })

  test('shapes JWT access tokens, which stay known by their jti', async () => {
    const jwts = await withOptions({
      accessTokens: 'jwt',
      claims: [
        { access_token: { aud: 'https://api.example', client_id: null, azp: '{{client.client_id}}', jti: 'no' } },
      ],
    })
    const { json } = await clientToken(jwts)
    expect(claimsOf(json['access_token'])).toMatchObject({ aud: 'https://api.example', azp: 'service', sub: 'service' })
    expect(claimsOf(json['access_token'])).not.toHaveProperty('client_id')
    expect(await introspected(json['access_token'], jwts)).toMatchObject({ active: true, aud: 'https://api.example' })
  })

  test('counts for tokens of a refresh and of issue', async () => {
    const id = tenant.claims.add({ access_token: { v: 1 }, id_token: { v: 1 } })
    const { json } = await tokens(tenant)
    tenant.claims.remove(id)
    tenant.claims.add({ access_token: { v: 2 }, id_token: { v: 2 } })
    const renewed = (await refresh(tenant, json['refresh_token'])).json
    expect((await introspected(renewed['access_token']))['v']).toBe(2)
    expect(claimsOf(renewed['id_token'])['v']).toBe(2)
    expect((await introspected(json['access_token']))['v']).toBe(1)
    const issued = await tenant.issue({ user: 'alice', scope: 'openid' })
    expect((await introspected(issued.access_token))['v']).toBe(2)
    expect(claimsOf(issued.id_token)['v']).toBe(2)
  })

  test('of two the later wins', async () => {
    tenant.claims.add({ access_token: { a: 1, b: 1 } })
    tenant.claims.add({ access_token: { b: 2 } })
    expect(await introspected((await clientToken(tenant)).json['access_token'])).toMatchObject({ a: 1, b: 2 })
  })
})

describe('when', () => {
  test.each([
    [{ client: 'service' }, true],
    [{ client: ['web', 'service'] }, true],
    [{ client: 'web' }, false],
    [{ grant: 'client_credentials', scope: 'read' }, true],
    [{ grant: 'client_credentials', scope: 'write' }, false],
    [{ endpoint: 'token' }, true],
    [{ endpoint: 'issue' }, false],
    [{ user: 'alice' }, false],
  ])('%o', async (when, chosen) => {
    tenant.claims.add({ when, access_token: { chosen: true } })
    expect('chosen' in (await introspected((await clientToken(tenant)).json['access_token']))).toBe(chosen)
  })

  test('names a user by name or subject', async () => {
    tenant.users.add({ username: 'carol', password: 'x', sub: 'u-1' })
    tenant.claims.add({ when: { user: 'carol' }, access_token: { a: 1 } })
    tenant.claims.add({ when: { user: 'u-1' }, access_token: { b: 2 } })
    const { access_token } = await tenant.issue({ user: 'carol' })
    expect(await introspected(access_token)).toMatchObject({ sub: 'u-1', a: 1, b: 2 })
    const other = await tenant.issue({ user: 'alice' })
    expect(await introspected(other.access_token)).not.toHaveProperty('a')
  })

  test('names a grant of the userinfo answer by where the token came from', async () => {
    tenant.claims.add({ when: { grant: 'authorization_code' }, userinfo: { came: 'by code' } })
    const { json } = await tokens(tenant)
    expect((await visit(tenant, '/userinfo', json['access_token'])).json['came']).toBe('by code')
  })
})

describe('templates', () => {
  test('speak of the user, the client and the request, with their types kept', async () => {
    tenant.users.add({ username: 'carol', password: 'x', claims: { roles: ['a', 'b'], email: 'c@example.com' } })
    tenant.claims.add({
      id_token: {
        roles: '{{user.roles}}',
        mail: 'mailto:{{ user.email }}',
        app: '{{client.client_name}}',
        nested: { who: ['{{user.username}}'] },
        absent: '{{user.nothing}}',
        mixed: '[{{user.nothing}}]',
        proto: '{{user.constructor}}',
        scope: '{{scope}}',
      },
    })
    const claims = claimsOf((await tenant.issue({ user: 'carol', scope: 'openid' })).id_token)
    expect(claims).toMatchObject({
      roles: ['a', 'b'],
      mail: 'mailto:c@example.com',
      app: 'Web application',
      nested: { who: ['carol'] },
      mixed: '[]',
      scope: 'openid',
    })
    expect(claims).not.toHaveProperty('absent')
    expect(claims).not.toHaveProperty('proto')
  })

  test('see parameters that the server itself ignores', async () => {
    tenant.claims.add({ access_token: { aud: '{{request.audience}}' } })
    const { json } = await clientToken(tenant, { audience: 'https://api.example' })
    expect((await introspected(json['access_token']))['aud']).toBe('https://api.example')
    expect(await introspected((await clientToken(tenant)).json['access_token'])).not.toHaveProperty('aud')
  })
})

describe('the list of rules', () => {
  test('can be read, cleared and reset', async () => {
    const own = await withOptions({ claims: [{ userinfo: { a: 1 } }] })
    own.claims.add({ userinfo: { b: 1 } })
    expect(own.claims.list()).toMatchObject([{ userinfo: { a: 1 } }, { userinfo: { b: 1 } }])
    own.claims.clear()
    expect(own.claims.list()).toEqual([])
    own.reset()
    expect(own.claims.list()).toMatchObject([{ userinfo: { a: 1 } }])
    expect(own.claims.remove('unknown')).toBe(false)
  })

  test('refuses what gives no claims and what it does not know', () => {
    expect(() => tenant.claims.add({ when: { client: 'web' } })).toThrow('Expected a claim rule with claims')
    const rule = JSON.parse('{ "idtoken": {} }')
    expect(() => tenant.claims.add(rule)).toThrow('got "idtoken"')
    const selector = JSON.parse('{ "when": { "clients": "web" }, "userinfo": {} }')
    expect(() => tenant.claims.add(selector)).toThrow('Expected when with endpoint, grant, client, user, scope')
    expect(() => tenant.claims.add(JSON.parse('{ "userinfo": 5 }'))).toThrow('Expected userinfo to hold claims')
    expect(() => tenant.claims.add(JSON.parse('[]'))).toThrow('Expected a claim rule as an object')
    tenant.claims.add({ userinfo: { kept: true } })
    expect(() => tenant.claims.replace([{ userinfo: {} }, {}])).toThrow('got none')
    expect(tenant.claims.list()).toHaveLength(1)
  })
})

describe('scopes', () => {
  const users = [
    { username: 'alice', password: 'alice-password', claims: { groups: ['staff'], email: 'a@example.com' } },
  ]

  test('of the tenant release claims of the user at userinfo, and are announced', async () => {
    const own = await withOptions({ users, scopeClaims: { groups: ['groups'] } })
    const granted = await authorize(own, { parameters: { scope: 'openid groups' } })
    const { json } = await redeem(own, granted)
    expect(json['scope']).toBe('openid groups')
    expect((await visit(own, '/userinfo', json['access_token'])).json).toEqual({ sub: 'alice', groups: ['staff'] })
    expect(claimsOf(json['id_token'])).not.toHaveProperty('groups')
    const metadata = await (await fetch(`${own.issuer}/.well-known/openid-configuration`)).text()
    expect(JSON.parse(metadata)).toMatchObject({ claims_supported: expect.arrayContaining(['groups']) })
  })

  test('put claims into the ID Token where the tenant says so', async () => {
    const own = await withOptions({ users, scopeClaims: { groups: ['groups'] }, idTokenClaims: 'always' })
    const granted = await authorize(own, { parameters: { scope: 'openid groups email' } })
    const { json } = await redeem(own, granted)
    expect(claimsOf(json['id_token'])).toMatchObject({ groups: ['staff'], email: 'a@example.com' })
    const issued = await own.issue({ user: 'alice', scope: 'openid groups' })
    expect(claimsOf(issued.id_token)['groups']).toEqual(['staff'])
  })
})
