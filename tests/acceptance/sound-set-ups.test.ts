import { expect, test } from 'vitest'

import { loadChecks } from '../../harness/catalogue.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { faultsOf } from '../../scripts/proof/faults.ts'
import { judgeDefect } from '../../scripts/proof/judge-defect.ts'
import { setUp, type SetUpName } from '../../scripts/proof/set-ups.ts'
import { patience } from './assay.ts'

const lasting = (seconds: number) => ({
  code: seconds,
  access_token: seconds,
  client_credentials: seconds,
  refresh_token: seconds,
})

/** Opaque tokens, JWTs, rotation for some, none, with a grace period; PKCE optional, for public clients, for all. */
const tenants: readonly (readonly [SetUpName, ReturnType<typeof lasting>])[] = [
  ['modern', lasting(15)],
  ['jwt', lasting(3)],
  ['vendor', lasting(5)],
  ['strict', lasting(10)],
]

test(
  'sound tenants with other options and lifetimes: nothing is red without an explanation',
  { timeout: patience },
  async () => {
    await using mock = await createMockServer()
    const checks = await loadChecks()
    const crowd = new Crowd(8)
    const rows = await Promise.all(
      tenants.map(async ([name, lifetimes]) => {
        const { tenant, target = {}, ...rest } = setUp(name)
        const overlap = target.lifetimes?.refresh_overlap ?? 0
        const { code, access_token, refresh_token } = lifetimes
        const place = {
          ...rest,
          tenant: { ...tenant, lifetimes },
          target: {
            ...target,
            lifetimes: { code, access_token, refresh_token, refresh_overlap: overlap, tolerance: 1 },
          },
        }
        return { defect: '', setUp: name, verdicts: await judgeDefect(mock, place, [], checks, crowd) }
      }),
    )

    expect(faultsOf([], rows)).toEqual([])
    for (const { setUp: name, verdicts } of rows) {
      const passed = Object.values(verdicts).filter(({ verdict }) => verdict === 'pass')
      expect(passed.length, name).toBeGreaterThan(checks.length * 0.8)
    }
  },
)
