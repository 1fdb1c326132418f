import { createPrivateKey, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, developmentClientKeys, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { post } from './visitor.ts'

const client_id = 'signing-service'

let mock: MockServer
let lenient: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  lenient = await mock.createTenant('lenient', { assertionAudience: 'issuer-or-token-endpoint' })
})
afterAll(() => mock.close())

async function ask(tenant: Tenant, audience: string | string[]) {
  const key = createPrivateKey({ key: { ...developmentClientKeys[client_id]?.keys[0] }, format: 'jwk' })
  const client_assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'PS256' })
    .setIssuer(client_id)
    .setSubject(client_id)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key)
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const form = { grant_type: 'client_credentials', client_assertion_type, client_assertion }
  return (await post(tenant, '/token', form, null)).status
}

test('the token endpoint is an audience where the tenant says so', async () => {
  expect(await ask(lenient, `${lenient.issuer}/token`)).toBe(200)
  expect(await ask(lenient, lenient.issuer)).toBe(200)
  expect(await ask(lenient, [lenient.issuer, `${lenient.issuer}/token`])).toBe(200)
})

test('anything else is none', async () => {
  expect(await ask(lenient, `${lenient.issuer}/introspect`)).toBe(401)
  expect(await ask(lenient, [lenient.issuer, 'https://other.example'])).toBe(401)
})

test('usually the issuer alone is', async () => {
  expect(await ask(mock.tenant, mock.issuer)).toBe(200)
  expect(await ask(mock.tenant, `${mock.issuer}/token`)).toBe(401)
})
