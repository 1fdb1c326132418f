import { expect, test } from 'vitest'

import { createMockServer } from '../../mock-server/index.ts'
import { gatekeeper } from './gatekeeper.ts'
import { brief, checksOf, fileOf, judged, lines, passed } from './judged.ts'
import { policies, type Policy } from './policies.ts'

const all: readonly (readonly [string, Policy])[] = Object.entries(policies)

test.each(all)('what the law leaves to a server breaks no law: %s', { timeout: 180_000 }, async (_, policy) => {
  const { rules, tenant = {}, target, families, explained = [] } = policy
  await using gate = await gatekeeper()
  await using mock = await createMockServer({ issuer: gate.origin, tenant: brief(tenant) })
  gate.guard(mock.url, rules())
  const checks = (await checksOf(...families)).filter(({ waits }) => waits === undefined)

  const verdicts = await judged(fileOf(mock.tenant, target), checks)

  const bad = lines(verdicts, 'fail', 'error', 'blocked').filter(
    (line) => !explained.some((id) => line.includes(` ${id} `)),
  )
  expect(bad).toEqual([])
  expect(passed(verdicts)).toBeGreaterThan(checks.length * 0.6)
})
