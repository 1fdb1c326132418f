import { test } from 'vitest'
import { writeFileSync } from 'node:fs'
import { Crowd } from '../../harness/engine/crowd.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { skip, startSwiftClock } from '../../scripts/proof/swift-clock.ts'
import { brief, checksOf, fileOf, judged, lines, passed } from '../flows/judged.ts'
import { fieldServers } from './field-servers.ts'

const only = process.env['ONLY']
test('explore', { timeout: 500_000 }, async () => {
  startSwiftClock()
  await using mock = await createMockServer({ tenant: brief({}) })
  const crowd = new Crowd(8)
  for (const [name, server] of Object.entries(fieldServers)) {
    if (only && !only.split('|').some((o) => name.includes(o))) continue
    const t = Date.now()
    const checks = (await checksOf(...server.families)).filter(({ waits }) => server.waits || waits === undefined)
    const run = async (bare: boolean) => {
      const tenant = await mock.createTenant(
        undefined,
        brief(bare ? {} : { ...server.tenant, ...(server.hooks && { hooks: server.hooks(() => tenant) }) }),
      )
      const told = fileOf(tenant, bare ? {} : server.target)
      const out = await judged(bare ? told : (server.file?.(told, tenant) ?? told), checks, {
        crowd,
        ...(server.waits ? { pause: skip } : {}),
      })
      await mock.dropTenant(tenant.name)
      return out
    }
    const base = await run(true)
    const v = await run(false)
    const kinds = ['fail', 'error', 'blocked', 'warn', 'note', 'skip'] as const
    const text = kinds.flatMap((k) => {
      const before = new Set(lines(base, k))
      return lines(v, k).filter((l) => !before.has(l))
    })
    writeFileSync(
      '/tmp/flows2-explore.txt',
      `\n=== ${name} (${checks.length} checks, ${passed(v)}/${passed(base)} passed, ${Date.now() - t} ms)\n${text.join('\n')}\n`,
      { flag: 'a' },
    )
  }
})
