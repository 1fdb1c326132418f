import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { clientToken, tokens } from '../mock/visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ tenant: { keys: 'fresh' } })
})
afterAll(() => mock.close())

function open(): Promise<Tenant> {
  return mock.createTenant(undefined, { accessTokens: 'jwt', keys: 'fresh' })
}

/** A resource server that verifies JWT access tokens by the published keys (RFC 9068, section 4). */
function resourceServer(tenant: Tenant) {
  const keys = createRemoteJWKSet(new URL(`${tenant.issuer}/jwks`), { cooldownDuration: 0 })
  const audience = `${tenant.issuer}/resource`
  return (token: unknown) =>
    jwtVerify(String(token), keys, {
      issuer: tenant.issuer,
      audience,
      typ: 'at+jwt',
      currentDate: new Date(tenant.clock.now()),
    })
}

async function tokenOf(tenant: Tenant): Promise<unknown> {
  return (await clientToken(tenant)).json['access_token']
}

test('a JWT access token holds until it expires', async () => {
  const tenant = await open()
  const verify = resourceServer(tenant)
  const token = (await tokens(tenant)).json['access_token']
  expect((await verify(token)).payload).toMatchObject({ sub: 'alice', client_id: 'web', scope: 'openid read write' })
  tenant.clock.advance(601)
  await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' })
})

test('after a rotation the new key is fetched, and tokens of the old one hold while it is published', async () => {
  const tenant = await open()
  const verify = resourceServer(tenant)
  const old = await tokenOf(tenant)
  await verify(old)
  await tenant.keys.rotate()
  await verify(await tokenOf(tenant))
  await verify(old)
})

test('an ID Token, a token of another tenant and one that was tampered with are refused', async () => {
  const [tenant, other] = [await open(), await open()]
  const verify = resourceServer(tenant)
  await expect(verify((await tokens(tenant)).json['id_token'])).rejects.toMatchObject({
    code: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
  })
  await expect(verify(await tokenOf(other))).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  const { access_token: tampered } = await tenant.issue({ kind: 'access_token', format: 'jwt', tamper: true })
  await expect(verify(tampered)).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' })
  const { access_token: unsigned } = await tenant.issue({ kind: 'access_token', format: 'jwt', alg: 'none' })
  await expect(verify(unsigned)).rejects.toMatchObject({ code: 'ERR_JOSE_NOT_SUPPORTED' })
})
