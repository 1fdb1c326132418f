import { createHmac } from 'node:crypto'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { post, read, visit } from './visitor.ts'

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

function introspect(token: string) {
  return post(tenant, '/introspect', { token })
}

async function verified(jwt: string | undefined) {
  const { json } = await read(await fetch(`${tenant.issuer}/jwks`))
  const keys = Array.isArray(json['keys']) ? json['keys'] : []
  return jwtVerify(jwt ?? '', createLocalJWKSet({ keys }), { issuer: tenant.issuer })
}

test.each(['RS256', 'ES256'])('%s is made with a published key', async (alg) => {
  const { access_token, id_token } = await tenant.issue({ ...alice, alg })
  expect((await verified(access_token)).protectedHeader.alg).toBe(alg)
  expect((await verified(id_token)).protectedHeader.alg).toBe(alg)
  expect((await introspect(access_token)).json['active']).toBe(true)
})

test.each(['PS256', 'RS512'])('%s is made with the RSA key and known to the tenant', async (alg) => {
  const { access_token } = await tenant.issue({ ...alice, alg })
  expect(decodeProtectedHeader(access_token)).toMatchObject({ alg, kid: 'development-only-rs256' })
  expect((await introspect(access_token)).json['active']).toBe(true)
})

test('HS256 is made with a secret that is given, else with that of the client', async () => {
  const { id_token } = await tenant.issue({
    ...alice,
    kind: 'id_token',
    alg: 'HS256',
    secret: 'a secret of a test, long enough',
  })
  const [header, payload, signature] = id_token.split('.')
  const mac = createHmac('sha256', 'a secret of a test, long enough').update(`${header}.${payload}`).digest('base64url')
  expect(signature).toBe(mac)
  const own = (await tenant.issue({ ...alice, kind: 'id_token', alg: 'HS256' })).id_token
  await jwtVerify(own, Buffer.from(tenant.clients.find('web')?.client_secret ?? ''))
  await expect(tenant.issue({ user: 'alice', client: 'spa', kind: 'id_token', alg: 'HS256' })).rejects.toThrow(
    'Expected a secret for HS256',
  )
})

test('none has no signature and is not accepted', async () => {
  const { access_token } = await tenant.issue({ ...alice, alg: 'none' })
  expect(decodeProtectedHeader(access_token).alg).toBe('none')
  expect(access_token.endsWith('.')).toBe(true)
  expect((await introspect(access_token)).json).toEqual({ active: false })
})

test('an algorithm nobody knows keeps its name; one without a key is refused', async () => {
  const { access_token } = await tenant.issue({ ...alice, alg: 'XX512' })
  expect(decodeProtectedHeader(access_token).alg).toBe('XX512')
  expect((await visit(tenant, '/resource', access_token)).status).toBe(401)
  await expect(tenant.issue({ ...alice, alg: 'ES512' })).rejects.toThrow('got ES512')
})

test('a broken one is refused by the tenant and by its keys', async () => {
  const { access_token, id_token } = await tenant.issue({ ...alice, tamper: true })
  await expect(verified(access_token)).rejects.toThrow('signature')
  await expect(verified(id_token)).rejects.toThrow('signature')
  expect((await introspect(access_token)).json).toEqual({ active: false })
})

test('header members are replaced, added and removed', async () => {
  const { access_token } = await tenant.issue({ ...alice, header: { typ: 'JWT', kid: 'unknown', extra: 1 } })
  expect(decodeProtectedHeader(access_token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'unknown', extra: 1 })
  const bare = await tenant.issue({ ...alice, kind: 'id_token', header: { kid: null } })
  expect(decodeProtectedHeader(bare.id_token)).toEqual({ alg: 'RS256' })
})
