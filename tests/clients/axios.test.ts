import axios, { create, isAxiosError } from 'axios'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize } from '../mock/visitor.ts'
import { secretOf, statusAtResource } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

interface Tokens {
  access_token: string
  refresh_token: string
}

/** As vendors document it: the parameters as JSON, the secret among them. */
function ask(tenant: Tenant, parameters: Record<string, string>) {
  const body = { client_id: 'second', client_secret: secretOf(tenant, 'second'), ...parameters }
  return axios.post<Tokens>(`${tenant.issuer}/token`, body)
}

async function logIn(tenant: Tenant): Promise<{ code: Record<string, string>; tokens: Tokens }> {
  const { code, redirectUri, verifier } = await authorize(tenant, { client: 'second' })
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  return { code: grant, tokens: (await ask(tenant, grant)).data }
}

test('JSON bodies: a code with PKCE becomes tokens, once', async () => {
  const tenant = await mock.createTenant(undefined, { bodies: ['form', 'json'] })
  const { code, tokens } = await logIn(tenant)
  expect(await statusAtResource(tenant, tokens.access_token)).toBe(200)
  await expect(ask(tenant, code)).rejects.toMatchObject({ response: { data: { error: 'invalid_grant' } } })
})

test('an interceptor refreshes when the resource says 401', async () => {
  const tenant = await mock.createTenant(undefined, { bodies: ['json'] })
  let { tokens } = await logIn(tenant)
  const api = create({ baseURL: tenant.issuer })
  api.interceptors.request.use((request) => {
    request.headers.set('authorization', `Bearer ${tokens.access_token}`)
    return request
  })
  api.interceptors.response.use(undefined, async (error: unknown) => {
    if (!isAxiosError(error) || error.response?.status !== 401 || !error.config) throw error
    tokens = (await ask(tenant, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).data
    return api.request(error.config)
  })
  tenant.clock.advance(601)
  expect((await api.get('/resource')).status).toBe(200)
  const served = tenant.journal.list().map(({ endpoint, status }) => [endpoint, status])
  expect(served.slice(-3)).toEqual([
    ['resource', 401],
    ['token', 200],
    ['resource', 200],
  ])
})

test('a wrong secret is refused in JSON too', async () => {
  const tenant = await mock.createTenant(undefined, { bodies: ['form', 'json'] })
  const wrong = ask(tenant, { grant_type: 'refresh_token', refresh_token: 'r', client_secret: 'not-its-secret' })
  await expect(wrong).rejects.toMatchObject({ response: { status: 401, data: { error: 'invalid_client' } } })
})

test('a tenant that takes forms only, as the specification has it, refuses JSON; URLSearchParams work', async () => {
  const tenant = await mock.createTenant()
  const service = { client_id: 'service', client_secret: secretOf(tenant, 'service') }
  const json = axios.post(`${tenant.issuer}/token`, { grant_type: 'client_credentials', ...service })
  await expect(json).rejects.toMatchObject({ response: { data: { error: 'invalid_request' } } })
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  const auth = { username: service.client_id, password: service.client_secret }
  const answer = await axios.post<Tokens>(`${tenant.issuer}/token`, form, { auth })
  expect(await statusAtResource(tenant, answer.data.access_token)).toBe(200)
})
