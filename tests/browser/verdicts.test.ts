import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeTenant } from '../../cli/embedded-mock.ts'
import { loadChecks, select } from '../../harness/catalogue.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ tenant: { login: 'password', pkce: 'required' } })
})
afterAll(() => mock.close())

const ids = [
  'code.single-use',
  'authz.access-denied',
  'authz.csrf-protection',
  'authz.state-exact',
  'authz.html-injection',
]

async function verdicts(how: 'auto' | 'form' | 'browser'): Promise<Record<string, string>> {
  const checks = select(await loadChecks([]), ids)
  const session = await openSession(describeTenant(mock.tenant, 'mock', { login: { how } }), undefined, {
    profile: 'oauth2',
    signal: new AbortController().signal,
    secrets: new Secrets(),
    checks,
  })
  try {
    const judged = await Promise.all(checks.map(async (check) => [check.id, (await session.judge(check)).verdict]))
    return Object.fromEntries(judged)
  } finally {
    await session.close()
  }
}

test('a login in a browser leads to the same verdicts as one without', async () => {
  const form = await verdicts('form')
  expect(Object.values(form)).toContain('pass')
  expect(await verdicts('auto')).toEqual(form)
  expect(await verdicts('browser')).toEqual(form)
}, 300_000)
