import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { installed, type Parts } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import type { RunOutcome, RunRequest } from '../../harness/engine/events.ts'
import type { Run } from '../../reports/model.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'
import { fakeIo } from './fake-io.ts'
import { sampleChecks } from './sample-checks.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-flags-'))
  await mkdir(join(folder, '.git'))
  await writeFile(join(folder, 'k.yaml'), 'known: []\n')
})
afterAll(() => rm(folder, { recursive: true }))

const good = runWith(resultOf('code.a'))

async function assay(argv: readonly string[], run: Run = good, change: Partial<RunOutcome> = {}) {
  const io = fakeIo({ cwd: folder })
  const requests: RunRequest[] = []
  const parts: Parts = {
    ...installed,
    loadChecks: async () => [...sampleChecks],
    runChecks: async (request) => {
      requests.push(request)
      return { run, out: join(folder, 'out'), warnings: [], stale: [], leaks: [], ...change }
    },
  }
  return { code: await main(['run', ...argv], io, parts), ...io.printed, requests }
}

describe('--report', () => {
  test('adds to what every folder holds', async () => {
    const { requests } = await assay(['--report', 'json=a.json,junit=ci/', '--report', 'junit'])
    expect(requests[0]?.formats?.(join(folder, 'out'))).toEqual([
      { format: 'json', file: join(folder, 'a.json') },
      { format: 'junit', file: join(folder, 'ci', 'junit.xml') },
      { format: 'junit', file: join(folder, 'out', 'junit.xml') },
    ])
  })

  test('absent leaves the choice to the target file', async () => {
    expect((await assay([])).requests[0]?.formats).toBeUndefined()
  })

  test('of an unknown kind exits 2 and names the nearest', async () => {
    const { code, stderr, requests } = await assay(['--report', 'junti'])
    expect([code, requests]).toEqual([2, []])
    expect(stderr).toContain('no report format is called "junti"; did you mean junit? there are: ')
  })
})
