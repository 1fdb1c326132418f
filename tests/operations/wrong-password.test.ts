import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { loadChecks } from '../../harness/catalogue.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { judgeBody } from './perform.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

beforeEach(() => mock.tenant.reset())

const users = { alice: { username: 'alice', password: 'wrong' } }

const given = (): number =>
  mock.tenant.journal.list().filter(({ endpoint, method }) => endpoint === 'interaction' && method === 'POST').length

test('a password that is turned down is not given again with PKCE', async () => {
  const { verdict } = await judgeBody(
    mock.tenant,
    async ({ op }) => {
      const landing = await op.authorization()
      expect(landing).toMatchObject({ kind: 'page', stuck: expect.stringMatching(/^login form rejected the password/) })
      expect(given()).toBe(1)
    },
    { users },
  )

  expect(verdict).toBe('pass')
})

test('what a login by itself was turned down with is given to no check after it, and each says why', async () => {
  const session = await openSession(describeTenant(mock.tenant, 'mock', { users }), undefined, {
    profile: 'oauth2',
    signal: AbortSignal.timeout(30_000),
    secrets: new Secrets(),
  })
  const checks = (await loadChecks()).filter(({ id }) =>
    ['code.single-use', 'code.client-binding', 'pkce.wrong-verifier'].includes(id),
  )
  try {
    const told: string[] = []
    for (const each of checks) {
      // One after the other, so that what the first one found out is known to the others.
      // oxlint-disable-next-line no-await-in-loop
      const { verdict, because } = await session.judge(each)
      expect([each.id, verdict]).toEqual([each.id, 'blocked'])
      told.push(because)
    }
    expect(checks.length).toBeGreaterThan(1)
    expect([...new Set(told)]).toEqual([expect.stringMatching(/^set-up: the login as alice is turned down/)])
    // By the first check, and by the login that was tried for it by itself.
    expect(given()).toBe(2)
  } finally {
    await session.close()
  }
})
