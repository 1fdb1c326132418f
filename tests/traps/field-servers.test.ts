import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Check } from '../../harness/check.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { skip, startSwiftClock } from '../../scripts/proof/swift-clock.ts'
import { brief, checksOf, fileOf, judged, lines, passed, type Manner, type Verdicts } from '../flows/judged.ts'
import { fieldServers, type FieldServer } from './field-servers.ts'

const servers = Object.entries(fieldServers)
const patient = servers.filter(([, { waits }]) => waits === true)
const prompt = servers.filter(([, { waits }]) => waits !== true)

describe('servers in the field', () => {
  let mock: MockServer
  const rows = new Map<string, { readonly verdicts: Verdicts; readonly checks: readonly Check[] }>()

  beforeAll(async () => {
    mock = await createMockServer()
    const crowd = new Crowd(8)
    await Promise.all(
      prompt.map(async ([name, server]) => {
        const checks = (await checksOf(...server.families)).filter(({ waits }) => waits === undefined)
        rows.set(name, { checks, verdicts: await judge(mock, server, checks, { crowd }) })
      }),
    )
    // The clock is everybody's: a check that lets time pass has to be by itself.
    startSwiftClock()
    for (const [name, server] of patient) {
      const checks = await checksOf(...server.families)
      const verdicts: Record<string, Verdicts[string]> = {}
      for (const check of checks) {
        // oxlint-disable-next-line no-await-in-loop
        Object.assign(verdicts, await judge(mock, server, [check], { pause: skip }))
      }
      rows.set(name, { checks, verdicts })
    }
  }, 180_000)
  afterAll(() => mock.close())

  test.each(servers)('%s: red is what is broken, and nothing else', (name, { broken = [], doubtful = [], stopped }) => {
    const { verdicts, checks } = rows.get(name) ?? { verdicts: {}, checks: [] }
    const named = (kind: 'fail' | 'warn') => lines(verdicts, kind).map((line) => line.split(' | ', 2)[1])
    expect(named('fail'), lines(verdicts, 'fail').join('\n')).toEqual(broken.toSorted())
    expect(named('warn')).toEqual(expect.arrayContaining([...doubtful]))
    expect(lines(verdicts, 'error')).toEqual([])
    const reasons = Object.values(verdicts).flatMap(({ verdict, because }) => (verdict === 'blocked' ? [because] : []))
    expect([...new Set(reasons)]).toEqual(stopped === undefined ? [] : [expect.stringMatching(stopped)])
    expect(passed(verdicts) + broken.length + doubtful.length).toBeGreaterThan(checks.length / (stopped ? 10 : 3))
  })
})

async function judge(
  mock: MockServer,
  server: FieldServer,
  checks: readonly Check[],
  manner: Manner,
): Promise<Verdicts> {
  const { hooks, file } = server
  const tenant: Tenant = await mock.createTenant(
    undefined,
    brief({ ...server.tenant, ...(hooks === undefined ? {} : { hooks: hooks(() => tenant) }) }),
  )
  const told = fileOf(tenant)
  return judged(file?.(told, tenant) ?? told, checks, manner)
}
