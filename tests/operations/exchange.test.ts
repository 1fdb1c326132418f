import { afterAll, beforeAll, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { check } from '../../harness/check.ts'
import type { Context, Operations } from '../../harness/context.ts'
import { openSession } from '../../harness/engine/session.ts'
import { readJwt } from '../../harness/evidence/redact-jwt.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

/** What a body learns that works with the operations of a check at a tenant. */
async function learn<T>(tenant: Tenant, body: (op: Operations) => Promise<T>, more: Partial<TargetEntry> = {}) {
  const learned: T[] = []
  const one = check({
    id: 'fake.check',
    title: 'The server obeys',
    law: [must('RFC 8693', '2.1')],
    needs: [],
    steps: { work: 'Work' },
    holds: 'It works',
    defect: 'none',
    async run({ op, step }: Context<'work'>) {
      learned.push(await step.work(() => body(op)))
    },
  })
  const signal = new AbortController().signal
  const config = describeTenant(tenant, 'mock', more)
  const session = await openSession(config, undefined, { profile: 'oauth2', signal, secrets: new Secrets() })
  const { verdict } = await session.judge(one)
  await session.close()
  return { verdict, learned: learned[0] }
}

test('a subject token of another client is exchanged by the one that may', async () => {
  const { learned } = await learn(mock.tenant, async (op) => {
    const subject = await op.subjectToken({ scope: 'read' })
    const issued = await op.exchange(subject.access_token).tokens()
    return { owner: subject.client.name, scope: subject.scope, exchanged: issued.client.name, told: issued.answer.json }
  })
  expect(learned).toMatchObject({ owner: 'web', scope: 'read', exchanged: 'gateway', told: { scope: 'read' } })
})

test('audience and resource of the target file go along, unless the check says otherwise', async () => {
  const token_exchange = { audience: 'unheard-of', resource: `${mock.tenant.issuer}/resource` }
  const { learned } = await learn(
    mock.tenant,
    async (op) => {
      const { access_token: token } = await op.subjectToken()
      const change = { set: { audience: null } }
      return [(await op.exchange(token)).error, (await op.exchange(token, change)).error]
    },
    { token_exchange },
  )
  expect(learned).toEqual(['invalid_target', undefined])
})

test('a client that may use the code grant gets the subject token itself', async () => {
  const tenant = await mock.createTenant('own', {
    clients: mock.tenant.clients.list().map((client) =>
      client.client_id === 'gateway'
        ? {
            ...client,
            grant_types: ['authorization_code', ...(client.grant_types ?? [])],
            redirect_uris: ['https://gateway.example/callback'],
          }
        : client,
    ),
  })
  const { learned } = await learn(tenant, async (op) => (await op.subjectToken()).client.name)
  expect(learned).toBe('gateway')
})

test.each(['opaque', 'jwt'] as const)(
  'a forged token says what the %s one says and is refused',
  async (accessTokens) => {
    const tenant = await mock.createTenant(`forged-${accessTokens}`, { accessTokens })
    const { learned } = await learn(tenant, async (op) => {
      const { access_token: token } = await op.subjectToken()
      const forged = [await op.forgedToken(token, 'none'), await op.forgedToken(token, 'unknown key')]
      const answers = await Promise.all(forged.map((each) => op.exchange(each)))
      return { claims: forged.map((each) => readJwt(each)?.claims), errors: answers.map(({ error }) => error) }
    })
    expect(learned?.errors).toEqual(['invalid_request', 'invalid_request'])
    const claims = { iss: tenant.issuer, sub: 'alice', client_id: 'web' }
    expect(learned?.claims).toMatchObject([claims, claims])
  },
)

test('an assertion of the target file is taken, and one that is missing is refused', async () => {
  const { learned } = await learn(mock.tenant, async (op) => [
    (await op.jwtBearer(await op.grantAssertion())).status,
    (await op.jwtBearer(null)).error,
    (await op.jwtBearer('')).error,
  ])
  expect(learned).toEqual([200, 'invalid_request', 'invalid_request'])
})
