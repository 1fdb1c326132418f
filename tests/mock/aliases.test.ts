import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { Visitor } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const aliases = { '/oauth/token': 'token', '/oauth2/v1/authorize': 'authorization' }
const service = `Basic ${btoa('service:service-secret-0123456789-abcdefghijklmno')}`

function ask(issuer: string, path = '/oauth/token'): Promise<Response> {
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  return fetch(issuer + path, { method: 'POST', headers: { authorization: service }, body })
}

test('an endpoint answers at its alias and at its own path', async () => {
  const tenant = await mock.createTenant(undefined, { aliases })
  expect([(await ask(tenant.issuer)).status, (await ask(tenant.issuer, '/token')).status]).toEqual([200, 200])
  expect(tenant.journal.list().map(({ endpoint }) => endpoint)).toEqual(['token', 'token'])
})

test('the query goes along', async () => {
  const tenant = await mock.createTenant(undefined, { aliases, login: 'automatic', consent: 'automatic' })
  const query = 'client_id=web&response_type=code&redirect_uri=https://app.example/callback&state=kept'
  const { url } = await new Visitor().follow(`${tenant.issuer}/oauth2/v1/authorize?${query}`, tenant.issuer)
  expect(url.searchParams.get('state')).toBe('kept')
})

test('a tenant without it has nothing there', async () => {
  const tenant = await mock.createTenant()
  expect((await ask(tenant.issuer)).status).toBe(404)
})

test.each([
  [{ 'oauth/token': 'token' }, 'Expected paths in aliases, got "oauth/token"'],
  [{ '/oauth/token': 'tokens' }, 'got "tokens". Correct its name.'],
])('%o is refused', async (wrong, message) => {
  await expect(mock.createTenant(undefined, { aliases: wrong })).rejects.toThrow(message)
})
