import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { basic, clientToken } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const accept = 'application/token-introspection+jwt'

async function introspect(tenant: Tenant, token: string, headers: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ token })
  return fetch(`${tenant.issuer}/introspect`, { method: 'POST', body, headers })
}

async function verified(tenant: Tenant, jwt: string) {
  const keys = createRemoteJWKSet(new URL(`${tenant.issuer}/jwks`))
  return jwtVerify(jwt, keys, { issuer: tenant.issuer, typ: 'token-introspection+jwt' })
}

const web = () => basic('web', mock.tenant.clients.find('web')?.client_secret ?? '')

test('who accepts a JWT is answered by one that is addressed to it, whatever the audience of the token', async () => {
  const token = String((await clientToken(mock.tenant)).json['access_token'])
  const record = mock.tenant.store.peek('ClientCredentials', token)
  if (record !== undefined) record.aud = 'https://orders.example/api'
  const response = await introspect(mock.tenant, token, { ...web(), accept })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, `${accept}; charset=utf-8`])
  const { payload } = await verified(mock.tenant, await response.text())
  expect(payload.aud).toBe('web')
  expect(Object.keys(payload).toSorted()).toEqual(['aud', 'iat', 'iss', 'token_introspection'])
  expect(payload['token_introspection']).toMatchObject({ active: true, aud: 'https://orders.example/api' })
})

test('of an unknown token a signed answer says that it is inactive and nothing else', async () => {
  const response = await introspect(mock.tenant, 'nobody-knows-it', { ...web(), accept })
  const { payload } = await verified(mock.tenant, await response.text())
  expect(payload['token_introspection']).toEqual({ active: false })
})

test('who accepts anything is answered in JSON', async () => {
  const token = String((await clientToken(mock.tenant)).json['access_token'])
  const response = await introspect(mock.tenant, token, { ...web(), accept: '*/*' })
  expect(await response.json()).toMatchObject({ active: true })
})

test('encryption is announced where clients may register for it, and nowhere else', async () => {
  const announced = async ({ issuer }: Tenant): Promise<boolean> => {
    const text = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).text()
    return text.includes('introspection_encryption_alg_values_supported')
  }
  const encrypting = await mock.createTenant(undefined, { encryptedIntrospection: true })
  expect([await announced(mock.tenant), await announced(encrypting)]).toEqual([false, true])
})
