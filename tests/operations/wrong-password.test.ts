import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { judgeBody } from './perform.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const given = (): number =>
  mock.tenant.journal.list().filter(({ endpoint, method }) => endpoint === 'interaction' && method === 'POST').length

test('a password that is turned down is not given again with PKCE', async () => {
  const users = { alice: { username: 'alice', password: 'wrong' } }

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
