import { expect, onTestFinished, test } from 'vitest'

import { createMockServer } from '../../mock-server/index.ts'
import { assay, emptyFolder, patience, reportedRun, verdictsOf } from './assay.ts'
import { describeMock, writeTargets } from './target-file.ts'

test(
  'a run in which everything is skipped is no success: exit 4, and every skip says what to add',
  { timeout: patience },
  async () => {
    const mock = await createMockServer()
    onTestFinished(() => mock.close())
    const folder = await emptyFolder()
    await writeTargets(folder, [{ name: 'bare', issuer: mock.issuer }])

    const { code } = await assay(folder, ['run', 'code', 'refresh', 'client-auth'])

    const { results } = await reportedRun(folder)
    expect(code).toBe(4)
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['skip']))
    for (const { check, because } of results) expect(because, check).toMatch(/\badd\b/)
  },
)

test('a target of which one capability is taken away skips what needs it', { timeout: patience }, async () => {
  const mock = await createMockServer()
  onTestFinished(() => mock.close())
  const folder = await emptyFolder()
  const described = describeMock(mock.issuer, mock.tenant.clients.list(), mock.tenant.users.list())
  await writeTargets(folder, [{ ...described, capabilities: { remove: ['pkce'] } }])

  const { code } = await assay(folder, ['run', 'code.exchange-succeeds', 'pkce.wrong-verifier'])

  expect(code).toBe(0)
  expect(verdictsOf(await reportedRun(folder))).toEqual({
    'code.exchange-succeeds': 'pass',
    'pkce.wrong-verifier': 'skip',
  })
})

test('a target that does not answer: exit 3, everything blocked by one cause', { timeout: patience }, async () => {
  const mock = await createMockServer()
  const folder = await emptyFolder()
  await writeTargets(folder, [describeMock(mock.issuer, mock.tenant.clients.list(), mock.tenant.users.list())])
  await mock.close()

  const { code } = await assay(folder, ['run'])

  const { results, causes } = await reportedRun(folder)
  expect(code).toBe(3)
  expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['blocked']))
  expect(causes).toEqual([
    {
      id: 'c1',
      kind: 'blocked',
      text: `${mock.issuer} does not answer; start the server, or correct its address`,
      results: results.length,
    },
  ])
})
