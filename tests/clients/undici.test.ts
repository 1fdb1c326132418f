import { Agent, request, RetryAgent } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, basic } from '../mock/visitor.ts'
import { secretOf } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

interface Answer {
  error?: string
  access_token?: string
  refresh_token?: string
}

async function ask(tenant: Tenant, form: Record<string, string>, secret = secretOf(tenant, 'web')) {
  const { statusCode, headers, body } = await request(`${tenant.issuer}/token`, {
    method: 'POST',
    headers: { ...basic('web', secret), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  return { statusCode, headers, json: (await body.json()) as Answer }
}

async function statusOf(tenant: Tenant, token = '', dispatcher?: RetryAgent): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await request(`${tenant.issuer}/resource`, { headers, ...(dispatcher ? { dispatcher } : {}) })
  await answer.body.dump()
  return answer.statusCode
}

async function redeem(tenant: Tenant) {
  const { code, redirectUri, verifier } = await authorize(tenant)
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  return { grant, tokens: (await ask(tenant, grant)).json }
}

test('nothing but an HTTP client: a code with PKCE, a refresh after expiry', async () => {
  const tenant = await mock.createTenant()
  const { tokens } = await redeem(tenant)
  expect(await statusOf(tenant, tokens.access_token)).toBe(200)
  tenant.clock.advance(601)
  expect(await statusOf(tenant, tokens.access_token)).toBe(401)
  const fresh = await ask(tenant, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })
  expect(await statusOf(tenant, fresh.json.access_token)).toBe(200)
})

test('a wrong secret is 401 with a challenge, a code used twice 400, and the second use ends the tokens', async () => {
  const tenant = await mock.createTenant()
  const { grant, tokens } = await redeem(tenant)
  const impostor = await ask(tenant, grant, 'not-its-secret')
  expect(impostor).toMatchObject({ statusCode: 401, json: { error: 'invalid_client' } })
  expect(impostor.headers['www-authenticate']).toContain('Basic')
  expect(await ask(tenant, grant)).toMatchObject({ statusCode: 400, json: { error: 'invalid_grant' } })
  expect(await statusOf(tenant, tokens.access_token)).toBe(401)
})

test('its RetryAgent outlasts an outage of two answers', async () => {
  const tenant = await mock.createTenant()
  const { tokens } = await redeem(tenant)
  tenant.answers.add({ when: { endpoint: 'resource' }, times: 2, answer: { status: 503 } })
  const patient = new RetryAgent(new Agent(), { minTimeout: 1 })
  expect(await statusOf(tenant, tokens.access_token, patient)).toBe(200)
  await patient.close()
})
