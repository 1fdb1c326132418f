import { createHash } from 'node:crypto'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { pkce, post, read, refresh, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

const alice = { user: 'alice', client: 'web', scope: 'openid email read' } as const

function introspect(token: string | undefined, of: Tenant = tenant) {
  return post(of, '/introspect', { token: token ?? '' })
}

async function verified(jwt: string | undefined) {
  const { json } = await read(await fetch(`${tenant.issuer}/jwks`))
  const keys = Array.isArray(json['keys']) ? json['keys'] : []
  return jwtVerify(jwt ?? '', createLocalJWKSet({ keys }), { issuer: tenant.issuer })
}

describe('a whole answer', () => {
  test('holds what a flow gives, and all of it works', async () => {
    const issued = await tenant.issue(alice)
    expect(issued).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'openid email read' })
    expect(await introspect(issued.access_token)).toMatchObject({
      json: { active: true, sub: 'alice', client_id: 'web', scope: 'openid email read' },
    })
    expect(await visit(tenant, '/userinfo', issued.access_token)).toMatchObject({
      status: 200,
      json: { sub: 'alice', email: 'alice@example.com' },
    })
    expect((await visit(tenant, '/resource', issued.access_token)).status).toBe(200)
    expect((await refresh(tenant, issued.refresh_token)).status).toBe(200)
    expect((await refresh(tenant, issued.refresh_token)).json['error']).toBe('invalid_grant')
    // The reuse of the refresh token ends its family, which the access token belongs to.
    expect((await introspect(issued.access_token)).json).toEqual({ active: false })
  })

  test('binds the ID Token to the access token and leaves claims to userinfo', async () => {
    const { id_token, access_token } = await tenant.issue({ ...alice, nonce: 'n' })
    const { payload } = await verified(id_token)
    expect(payload).toMatchObject({ aud: 'web', sub: 'alice', nonce: 'n' })
    expect(payload).not.toHaveProperty('email')
    const half = createHash('sha256').update(access_token).digest().subarray(0, 16)
    expect(payload['at_hash']).toBe(half.toString('base64url'))
  })

  test('is the access token alone without a user', async () => {
    const issued = await tenant.issue({ client: 'service' })
    expect(Object.keys(issued).toSorted()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
    const { json } = await introspect(issued.access_token)
    expect(json).toMatchObject({ active: true, client_id: 'service', scope: 'read' })
    expect(json).not.toHaveProperty('sub')
  })

  test('has no refresh token for a client that may not use one, and no ID Token without openid', async () => {
    tenant.clients.add({ ...tenant.clients.find('web'), client_id: 'plain', grant_types: ['authorization_code'] })
    const issued = await tenant.issue({ user: 'bob', client: 'plain' })
    expect(issued).toMatchObject({ scope: 'read' })
    expect(issued).not.toHaveProperty('refresh_token')
    expect(issued).not.toHaveProperty('id_token')
  })

  test('can be revoked', async () => {
    const { access_token } = await tenant.issue(alice)
    await post(tenant, '/revoke', { token: access_token })
    expect((await visit(tenant, '/resource', access_token)).status).toBe(401)
  })

  test('is written into the journal', async () => {
    await tenant.issue(alice)
    expect(tenant.journal.list()).toMatchObject([
      {
        endpoint: 'issue',
        client: 'web',
        detail: 'access_token, id_token, refresh_token issued without a flow to alice',
      },
    ])
    expect(tenant.journal.refusals()).toEqual([])
  })
})

describe('an access token', () => {
  test('can be a JWT where the tenant has opaque ones, and is known in that form only', async () => {
    const { access_token } = await tenant.issue({ ...alice, kind: 'access_token', format: 'jwt' })
    const { payload, protectedHeader } = await verified(access_token)
    expect(protectedHeader).toMatchObject({ typ: 'at+jwt', alg: 'RS256' })
    expect((await introspect(access_token)).json).toMatchObject({ active: true, sub: 'alice' })
    expect((await visit(tenant, '/userinfo', access_token)).status).toBe(200)
    expect((await introspect(payload.jti)).json).toEqual({ active: false })
    expect((await visit(tenant, '/resource', payload.jti)).status).toBe(401)
  })

  test('can be opaque where the tenant has JWTs', async () => {
    const jwts = await mock.createTenant(undefined, { accessTokens: 'jwt' })
    const { access_token } = await jwts.issue({ ...alice, format: 'opaque' })
    expect(access_token).not.toContain('.')
    expect((await introspect(access_token, jwts)).json['active']).toBe(true)
    const jwt = (await jwts.issue(alice)).access_token
    expect((await introspect(jwt, jwts)).json['active']).toBe(true)
    expect((await introspect(decodeJwt(jwt).jti, jwts)).json['active']).toBe(false)
  })

  test('carries claims, in the JWT and at introspection', async () => {
    const claims = { roles: ['admin'], aud: 'https://api.example', scope: null }
    const { access_token } = await tenant.issue({ ...alice, format: 'jwt', claims })
    expect(decodeJwt(access_token)).toMatchObject({ roles: ['admin'], aud: 'https://api.example', sub: 'alice' })
    expect(decodeJwt(access_token)).not.toHaveProperty('scope')
    expect((await introspect(access_token)).json).toMatchObject({ roles: ['admin'], aud: 'https://api.example' })
    const opaque = await tenant.issue({ ...alice, claims })
    expect((await introspect(opaque.access_token)).json).toMatchObject({ active: true, roles: ['admin'] })
  })

  test('can be born expired, and live longer than usual', async () => {
    const old = await tenant.issue({ ...alice, format: 'jwt', expiresIn: -5 })
    expect(old.expires_in).toBe(-5)
    const { iat = 0, exp = 0 } = decodeJwt(old.access_token)
    expect(exp - iat).toBe(600)
    expect(await visit(tenant, '/resource', old.access_token)).toMatchObject({ json: { error: 'invalid_token' } })
    expect((await introspect(old.access_token)).json).toEqual({ active: false })
    const { access_token } = await tenant.issue({ ...alice, expiresIn: 20 * 86_400 })
    tenant.clock.advance(19 * 86_400)
    expect((await visit(tenant, '/userinfo', access_token)).status).toBe(200)
    tenant.clock.advance(86_400)
    expect((await visit(tenant, '/userinfo', access_token)).status).toBe(401)
  })

  test('is refused until it is valid', async () => {
    const { access_token } = await tenant.issue({ ...alice, format: 'jwt', notBefore: 100 })
    expect(decodeJwt(access_token).nbf).toBeGreaterThan(Date.now() / 1000 + 90)
    expect((await visit(tenant, '/resource', access_token)).status).toBe(401)
    tenant.clock.advance(101)
    expect((await visit(tenant, '/resource', access_token)).status).toBe(200)
    expect((await introspect(access_token)).json).toMatchObject({ active: true, nbf: decodeJwt(access_token).nbf })
  })

  test('counts by the clock of the tenant', async () => {
    tenant.clock.freeze('2030-01-01T00:00:00Z')
    const { access_token } = await tenant.issue({ ...alice, format: 'jwt' })
    expect(decodeJwt(access_token)).toMatchObject({ iat: 1_893_456_000, exp: 1_893_456_600 })
    expect((await introspect(access_token)).json['active']).toBe(true)
  })

  test('takes a jti of its own, and an exp', async () => {
    const exp = Math.floor(Date.now() / 1000) + 50
    const { access_token, expires_in } = await tenant.issue({ ...alice, format: 'jwt', claims: { jti: 'my-id', exp } })
    expect(decodeJwt(access_token)).toMatchObject({ jti: 'my-id', exp })
    expect(expires_in).toBeGreaterThan(40)
    expect((await introspect(access_token)).json).toMatchObject({ active: true, jti: 'my-id', exp })
  })
})

describe('one thing alone', () => {
  test('an ID Token holds the claims of its scope, and wrong ones on request', async () => {
    const good = await tenant.issue({ user: 'alice', kind: 'id_token', scope: 'openid email' })
    expect((await verified(good.id_token)).payload).toMatchObject({ email: 'alice@example.com', aud: 'web' })
    const claims = { email_verified: false, aud: null, iss: 'https://other.example' }
    const bad = decodeJwt((await tenant.issue({ user: 'alice', kind: 'id_token', claims })).id_token)
    expect(bad).toMatchObject({ email_verified: false, iss: 'https://other.example' })
    expect(bad).not.toHaveProperty('aud')
  })

  test('a code is redeemed once, with its verifier and redirect_uri', async () => {
    const { verifier, challenge } = pkce()
    const wish = {
      ...alice,
      kind: 'authorization_code',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    } as const
    const { code, redirect_uri } = await tenant.issue({ ...wish, nonce: 'n' })
    const form = { grant_type: 'authorization_code', code, redirect_uri }
    expect((await post(tenant, '/token', form)).json['error']).toBe('invalid_grant')
    const answer = await post(tenant, '/token', { ...form, code_verifier: verifier })
    expect(answer).toMatchObject({ status: 200, json: { scope: 'openid email read' } })
    expect(decodeJwt(String(answer.json['id_token']))['nonce']).toBe('n')
    expect((await post(tenant, '/token', { ...form, code_verifier: verifier })).json['error']).toBe('invalid_grant')
  })

  test('a code with a plain challenge takes its text as verifier', async () => {
    const { verifier } = pkce()
    const { code, redirect_uri } = await tenant.issue({
      ...alice,
      kind: 'authorization_code',
      code_challenge: verifier,
    })
    const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier }
    expect((await post(tenant, '/token', form)).status).toBe(200)
  })

  test('an expired code is refused as expired', async () => {
    const { code, redirect_uri } = await tenant.issue({ ...alice, kind: 'authorization_code', expiresIn: -1 })
    await post(tenant, '/token', { grant_type: 'authorization_code', code, redirect_uri })
    expect(tenant.journal.refusals()).toMatchObject([{ detail: 'authorization code is expired' }])
  })

  test('a refresh token works at the token endpoint', async () => {
    const { refresh_token } = await tenant.issue({ ...alice, kind: 'refresh_token' })
    expect((await refresh(tenant, refresh_token)).json).toMatchObject({ scope: 'openid email read' })
  })
})

describe('somebody made up', () => {
  test('is known to userinfo and introspection, and cannot log in', async () => {
    const user = { sub: 'u-77', claims: { email: 'guest@example.com' } }
    const { access_token, refresh_token } = await tenant.issue({ user, client: 'web', scope: 'openid email' })
    expect((await visit(tenant, '/userinfo', access_token)).json).toMatchObject({ sub: 'u-77', ...user.claims })
    expect((await refresh(tenant, refresh_token)).status).toBe(200)
    expect(tenant.users.find('u-77')).toBeUndefined()
    tenant.reset()
    expect(tenant.account('u-77')).toBeUndefined()
  })

  test('needs a subject', async () => {
    await expect(tenant.issue({ user: { sub: '' } })).rejects.toThrow('Expected a user with a sub')
  })
})

describe('what is not known is refused by name', () => {
  test.each([
    [{ user: 'zoe' }, 'Expected a user among alice, bob, got "zoe"'],
    [{ client: 'nobody' }, 'got "nobody"'],
    [{ ...alice, scope: 'openid fly' }, 'got "fly"'],
    [{ kind: 'id_token' as const }, 'Expected a user for an ID Token'],
    [{ user: 'alice', client: 'service', kind: 'refresh_token' as const }, 'with the grant refresh_token'],
    [
      { ...alice, kind: 'authorization_code' as const, redirect_uri: 'https://evil.example/' },
      'https://app.example/callback',
    ],
  ])('%o', async (wish, message) => {
    await expect(tenant.issue(wish)).rejects.toThrow(message)
  })

  test.each([
    ['{ "expires_in": 5 }', 'Expected members among kind, user'],
    ['{ "expiresIn": "5" }', 'Expected expiresIn to be whole seconds, got "5"'],
    ['{ "claims": [] }', 'Expected claims to be of type object'],
    ['{ "format": "paseto" }', "Expected format to be 'opaque' or 'jwt'"],
    ['{ "user": 7 }', 'Expected user to be a text or { sub, claims }'],
  ])('%s', async (text, message) => {
    await expect(tenant.issue(JSON.parse(text))).rejects.toThrow(message)
  })

  test('a kind', async () => {
    const wish = JSON.parse('{ "kind": "toString" }')
    await expect(tenant.issue(wish)).rejects.toThrow('Expected a kind among tokens, access_token')
  })
})
