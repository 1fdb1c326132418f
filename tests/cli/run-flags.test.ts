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
      { format: 'html', file: join(folder, 'out', 'index.html') },
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

describe('limits', () => {
  test('override those of the file', async () => {
    const { requests } = await assay(['--timeout', '2.5', '--concurrency', '3', '--bail', '--max-wait', '1'])
    expect(requests[0]).toMatchObject({ limits: { request_timeout_ms: 2500, concurrency: 3 }, bail: 1, maxWait: 1 })
    expect((await assay(['--bail', '4'])).requests[0]).toMatchObject({ bail: 4, limits: {} })
    expect((await assay([])).requests[0]).toMatchObject({ bail: undefined, limits: {} })
  })

  test.each([
    [['--timeout', '0'], '--timeout: expected a number above 0, got "0"'],
    [['--concurrency', '0'], '--concurrency: expected a whole number of at least 1, got "0"'],
    [['--bail', '0'], '--bail: expected a whole number of at least 1, got "0"'],
    [['--bail', 'code'], '--bail: expected a whole number of at least 1, got "code"'],
  ])('%j exits 2', async (argv, message) => {
    const { code, stderr } = await assay(argv)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('a run that ended early', () => {
  const partial = (change: Partial<Run['run']>, run = runWith(resultOf('code.a', { verdict: 'fail' }))): Run => ({
    ...run,
    checks: [...run.checks, ...run.checks],
    run: { ...run.run, interrupted: true, ...change },
  })

  test('for broken laws exits 1 and says that it is not whole', async () => {
    const { code, stdout } = await assay(['--bail'], partial({ bailed: true }))
    expect(code).toBe(1)
    expect(stdout).toContain('\nstopped early: enough laws are broken (--bail); 1 of 2 judged\nexit 1: ')
  })

  test('for an interrupt exits 130', async () => {
    const { code, stdout } = await assay([], partial({}))
    expect(code).toBe(130)
    expect(stdout).toContain('\nstopped early: it was interrupted; 1 of 2 judged\nexit 130: ')
  })
})

describe('--exit-zero', () => {
  const failed = runWith(resultOf('code.a', { verdict: 'fail' }))
  test.each<[string, Run, Partial<RunOutcome>, number, string]>([
    ['a broken law', failed, {}, 0, 'exit 0 by --exit-zero, else 1: a law is broken'],
    ['a stale entry', good, { stale: ['x'] }, 0, 'exit 0 by --exit-zero, else 1: '],
    ['a block', runWith(resultOf('code.a', { verdict: 'blocked' })), {}, 0, 'exit 0 by --exit-zero, else 3: '],
    ['nothing judged', runWith(), {}, 0, 'exit 0 by --exit-zero, else 4: '],
    ['all good', good, {}, 0, 'exit 0: '],
    ['a leak is no matter of judgement', good, { leaks: ['junit.xml'] }, 3, 'exit 3: '],
    ['nor is an interrupt', { ...failed, run: { ...failed.run, interrupted: true } }, {}, 130, 'exit 130: '],
  ])('%s', async (_, run, change, expected, text) => {
    const { code, stdout } = await assay(['--exit-zero'], run, change)
    expect(code).toBe(expected)
    expect(stdout).toContain(`\n${text}`)
  })

  test('does not hide a command that cannot be used', async () => {
    expect((await assay(['--exit-zero', '--profile', 'x'])).code).toBe(2)
  })
})
