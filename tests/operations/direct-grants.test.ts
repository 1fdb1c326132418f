import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Check } from '../../harness/check.ts'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { legacyClients, portalCallback } from '../mock/legacy-clients.ts'
import { judgeBody, perform } from './perform.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  tenant = await mock.createTenant(undefined, { clients: legacyClients(), accessTokens: 'jwt' })
})
afterAll(() => mock.close())

test('password sends the credentials of the first user as the client with a secret, and what is changed', async () => {
  await perform(tenant, async ({ op }) => {
    const { client, answer } = await op.password().tokens()
    expect(client.name).toBe('legacy')
    expect(Object.fromEntries(new URLSearchParams(answer.request.body))).toEqual({
      grant_type: 'password',
      username: 'alice',
      password: 'alice-password',
      scope: 'read',
    })
    expect((await op.password({ set: { password: 'wrong' } })).error).toBe('invalid_grant')
  })
})

test('implicit ends with a token at the client, and its scope can be read', async () => {
  await perform(tenant, async ({ op }) => {
    const { response } = await op.implicit({ parameters: { state: 'a state' } })
    expect(response?.how).toBe('fragment')
    expect(response?.url.startsWith(`${portalCallback}#`)).toBe(true)
    expect(response?.parameters.get('state')).toBe('a state')
    const { parameters } = await op.implicitToken()
    expect(await op.tokenScope(parameters.get('access_token') ?? '')).toEqual(['read'])
  })
})

test('what is no token blocks the check, with what came instead', async () => {
  const judged = await judgeBody(tenant, async ({ op }) => {
    await op.implicitToken({ scope: '"read\\' })
  })
  expect(judged).toMatchObject({ verdict: 'blocked', because: expect.stringContaining('error=invalid_scope') })
})

test('without a client for a grant there is nothing to judge', async () => {
  tenant = mock.tenant
  for (const run of [
    async ({ op }) => void (await op.password()),
    async ({ op }) => void (await op.implicit()),
  ] satisfies Check['run'][]) {
    expect(await judgeBody(tenant, run)).toMatchObject({
      verdict: 'skip',
      because: expect.stringContaining('grant_types with'),
    })
  }
})
