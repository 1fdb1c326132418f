import { expect, test } from 'vitest'

import { createMockServer } from '../../mock-server/index.ts'
import { deviceLapses } from './device-lapses.ts'
import { gatekeeper } from './gatekeeper.ts'
import { brief, checksOf, fileOf, judged } from './judged.ts'
import { halfKept } from './half-kept.ts'
import { lapses } from './lapses.ts'
import { otherMakes } from './other-makes.ts'

const all = Object.entries({ ...otherMakes, ...lapses, ...deviceLapses, ...halfKept })

test.each(all)('made in another way than by the mock: %s', { timeout: 180_000 }, async (_, make) => {
  const { rules, target, tenant, verdicts: wanted } = make
  await using gate = await gatekeeper()
  await using mock = await createMockServer({
    issuer: gate.origin,
    tenant: brief({ lifetimes: { access_token: 60, client_credentials: 60, refresh_token: 60, code: 60 }, ...tenant }),
  })
  gate.guard(mock.url, rules())
  const ids = Object.keys(wanted)
  const checks = (await checksOf(...ids)).filter(({ id }) => ids.includes(id))
  const file = fileOf(mock.tenant, target, ({ denied_scope: denied }) =>
    denied === undefined ? {} : { denied_scope: 'admin' },
  )

  const verdicts = await judged(file, checks, { pause: async () => {} })

  expect(Object.fromEntries(ids.map((id) => [id, verdicts[id]?.verdict]))).toEqual(wanted)
})
