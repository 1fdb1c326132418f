import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { main } from '../../cli/program.ts'
import type { Run } from '../../reports/model.ts'
import { hostile, resultOf, runWith } from '../reports/sample-run.ts'
import { fakeIo } from './fake-io.ts'
import { reportFolder, type ReportFolder } from './report-folder.ts'

const broken = { verdict: 'fail', expected: '400 with error=invalid_grant', actual: '200 with access_token' } as const
const before = runWith(resultOf('code.bound'), resultOf('code.single-use', broken), resultOf('token.json'))
const after = runWith(resultOf('code.bound', broken), resultOf('code.single-use'), resultOf('token.nonce'))
const withRun = (run: Run, change: Partial<Run['run']>): Run => ({ ...run, run: { ...run.run, ...change } })

let folder: ReportFolder
beforeAll(async () => {
  folder = await reportFolder()
  await folder.report('before', before)
  await folder.report('conformance-report', after)
  await folder.report('other', withRun(before, { profile: 'rfc6749' }))
  await folder.report('part', withRun(before, { interrupted: true }))
  await folder.report('shard', withRun(before, { shard: { index: 2, count: 3 } }))
  await folder.report('evil', runWith(resultOf('code.bound', { ...broken, actual: `|\`\`@all ${hostile}` })))
})
afterAll(() => folder.remove())

async function assay(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = fakeIo({ cwd: folder.path })
  return { code: await main(['diff', ...argv], io), ...io.printed }
}

describe('assay diff', () => {
  test('tells people what changed, the gravest first, and exits 1 for what is newly broken', async () => {
    const { code, stdout, stderr } = await assay('before')
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toBe(
      [
        '2026-01-02 03:04 (oauth2, Assay 1.2.3) → 2026-01-02 03:04 (oauth2, Assay 1.2.3)',
        '',
        'newly broken (1)',
        '│ code.bound  The server obeys code.bound',
        '│   pass → fail: expected 400 with error=invalid_grant; got 200 with access_token',
        '',
        'obeyed now (1)',
        '│ code.single-use  The server obeys code.single-use',
        '│   fail → pass',
        '',
        'only in the earlier run (1)',
        '│ token.json  The server obeys token.json',
        '│   pass',
        '',
        'only in the later run (1)',
        '│ token.nonce  The server obeys token.nonce',
        '│   pass',
        '',
        '1 newly broken · 1 obeyed now · 1 only in the earlier run · 1 only in the later run',
        '',
      ].join('\n'),
    )
  })

  test('exits 0 when nothing is newly broken, whatever else is', async () => {
    expect(await assay('conformance-report/run.json', 'conformance-report')).toMatchObject({ code: 0 })
    const { code, stdout } = await assay('conformance-report', 'before')
    expect(code).toBe(1)
    expect(stdout).toContain('│   pass → fail')
    expect((await assay('evil', 'conformance-report')).code).toBe(0)
  })

  test('--ascii prints plain letters', async () => {
    expect((await assay('before', '--ascii')).stdout).toMatch(/^[\x20-\x7E\n]*$/)
  })

  test('--json prints the lists', async () => {
    const { code, stdout } = await assay('before', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ newlyBroken: [{ check: 'code.bound', target: 'staging' }], worse: [] })
  })

  test('--md prints tables', async () => {
    const { stdout } = await assay('before', '--md')
    expect(stdout).toContain('### newly broken (1)\n\n| check | target | verdict | what was seen |\n')
    expect(stdout).toContain('| `code.bound` | `staging` | `pass → fail` | `expected 400 with error=invalid_grant; ')
  })

  test('what a server said stays text', async () => {
    const { stdout } = await assay('conformance-report', 'evil', '--md')
    const row = stdout.split('\n').find((line) => line.includes('64;all')) ?? ''
    expect(row).toMatch(
      /\| <code>expected 400 with error&#61;invalid&#95;grant&#59; got &#124;(?:[\p{L}\p{N} ]|&#\d+;)*<\/code> \|$/u,
    )
    const { stdout: plain } = await assay('conformance-report', 'evil')
    for (const line of plain.split('\n')) {
      expect(line).not.toMatch(/^\s*::|##\[|\u202E/)
      expect(line).not.toContain('\u001B')
    }
  })

  test('refuses runs of different profiles unless told', async () => {
    const { code, stdout, stderr } = await assay('other')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('assay: the runs judged by different profiles, rfc6749 and oauth2')
    expect((await assay('other', '--any-profile')).code).toBe(1)
  })

  test.each([
    ['part', 'the earlier run was stopped early, with 3 results\n'],
    ['shard', 'the earlier run is shard 2 of 3, with 3 results\n'],
  ])('says of %s that it is not whole', async (name, remark) => {
    expect((await assay(name)).stderr).toBe(remark)
  })

  test.each([
    [['nowhere'], 'assay: nowhere: not found'],
    [['before', '--md', '--json'], '--md and --json: expected one of the two, got both'],
    [[], "missing required argument 'base'"],
  ])('%j exits 2', async (argv, message) => {
    const { code, stderr } = await assay(...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
