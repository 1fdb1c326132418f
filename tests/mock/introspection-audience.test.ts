import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultClients } from '../../mock-server/defaults.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { basic, clientToken, read } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const api = { client_secret: 'api-secret-0123456789-abcdefghijklmnopqrs', grant_types: [] }

test('a resource server learns about tokens of its own resource only', async () => {
  const tenant = await mock.createTenant('audience', {
    clients: [
      ...defaultClients(),
      { ...api, client_id: 'orders', resource: 'https://orders.example/api' },
      { ...api, client_id: 'own', resource: `${mock.issuer}/t/audience/resource` },
    ],
  })
  const token = String((await clientToken(tenant)).json['access_token'])
  const told = async (client: string) => {
    const init = { method: 'POST', body: new URLSearchParams({ token }), headers: basic(client, api.client_secret) }
    return (await read(await fetch(`${tenant.issuer}/introspect`, init))).json
  }
  expect(await told('orders')).toEqual({ active: false })
  expect(await told('own')).toMatchObject({ active: true, client_id: 'service' })
})
