import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { main } from '../../cli/program.ts'
import type { Result, Run } from '../../reports/model.ts'
import { validateRun } from '../../reports/validate.ts'
import { fakeIo } from '../cli/fake-io.ts'
import { reportFolder, type ReportFolder } from '../cli/report-folder.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'

let folder: ReportFolder
beforeEach(async () => {
  folder = await reportFolder()
  await folder.report('shard-1', shard(1, resultOf('code.a')))
  await folder.report('shard-2', shard(2, resultOf('code.b', { verdict: 'fail' })))
})
afterEach(() => folder.remove())

function shard(index: number, ...results: readonly Result[]): Run {
  const run = runWith(...results)
  return { ...run, run: { ...run.run, id: `r${index}`, shard: { index, count: 2 } }, causes: [] }
}

async function merge(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = fakeIo({ cwd: folder.path })
  return { code: await main(['merge', ...argv], io), ...io.printed }
}

const both = ['shard-1', 'shard-2/run.json']
const text = (name: string): Promise<string> => readFile(join(folder.path, name), 'utf8')

describe('assay merge', () => {
  test('writes run.json, evidence and JUnit, tells the whole, and exits as one run would', async () => {
    const { code, stdout } = await merge(...both)
    const run = await validateRun(JSON.parse(await text('conformance-report/run.json')))

    expect(code).toBe(1)
    expect(stdout).toContain('2 checks: 1 pass · 1 fail')
    expect(run.results.map(({ check }) => check)).toEqual(['code.a', 'code.b'])
    expect(await readdir(join(folder.path, 'conformance-report/evidence/staging'))).toEqual([
      'code.a.json',
      'code.b.json',
    ])
    expect(await text('conformance-report/junit.xml')).toContain('conformance-report/evidence/staging/code.b.json')
  })

  test('may stand above its shards, and leaves nothing of an earlier report', async () => {
    await folder.report('whole/shard-1', shard(1, resultOf('code.a')))
    await folder.report('whole/shard-2', shard(2, resultOf('code.b')))
    await folder.report('whole', shard(1, resultOf('code.old')))

    expect((await merge('whole/shard-1', 'whole/shard-2', '-o', 'whole')).code).toBe(0)
    expect(await readdir(join(folder.path, 'whole/evidence/staging'))).toEqual(['code.a.json', 'code.b.json'])
    expect(await readdir(join(folder.path, 'whole/shard-1'))).toEqual(['evidence', 'run.json'])
  })

  test('writes further formats where they were asked for', async () => {
    await merge(...both, '--report', 'junit=build/', '--report', 'json=copy.json')

    expect(await text('build/junit.xml')).toContain('code.b')
    expect(JSON.parse(await text('copy.json'))).toMatchObject({ results: [{ check: 'code.a' }, { check: 'code.b' }] })
  })

  test('takes a baseline for the whole: accepted is good, and what nothing shows any more is out of date', async () => {
    const entry = (check: string): string =>
      `  - check: ${check}\n    verdict: fail\n    reason: until the next release\n`
    await folder.write('known.yaml', `known:\n${entry('code.*')}`)
    await folder.write('stale.yaml', `known:\n${entry('code.b')}${entry('code.a')}`)

    expect((await merge(...both, '--known', 'known.yaml')).code).toBe(0)
    expect(JSON.parse(await text('conformance-report/run.json'))).toMatchObject({
      results: [{ known: null }, { known: { reason: 'until the next release' } }],
    })
    const { code, stdout } = await merge(...both, '--known', 'stale.yaml')
    expect(code).toBe(1)
    expect(stdout).toContain('code.a: accepted as fail, and now pass; delete the entry')
  })

  test('compares with an earlier run, in the terminal and in the formats', async () => {
    await folder.report('main', runWith(resultOf('code.a'), resultOf('code.b')))

    const { stdout } = await merge(...both, '--base', 'main', '--report', 'markdown')

    expect(stdout).toMatch(/since .*: 1 newly broken/)
    expect(await text('conformance-report/summary.md')).toContain('newly broken')
    expect((await merge(...both, '--base', 'nowhere')).stderr).toContain('nowhere: not found')
  })

  test('without a shard refuses, or takes the part as a run that was stopped', async () => {
    const refused = await merge('shard-1')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('shard 2 is missing')

    const partial = await merge('shard-1', '--partial')
    expect(partial.code).toBe(130)
    expect(partial.stderr).toContain('without shard 2')
  })

  test.each([
    ['no such folder', ['nowhere'], 'nowhere: not found'],
    ['a report that would be overwritten', [...both, '-o', 'shard-1'], 'shard-1: the merged report would overwrite it'],
    ['a format that is none', [...both, '--report', 'juni'], 'did you mean junit?'],
    ['no report at all', [], "missing required argument 'report'"],
  ])('refuses %s', async (_, argv, message) => {
    const { code, stderr } = await merge(...argv)

    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  test('refuses evidence that is none, by its name', async () => {
    await mkdir(join(folder.path, 'shard-1/evidence/staging'), { recursive: true })
    await folder.write('shard-1/evidence/staging/code.a.json', '{}')

    const { code, stderr } = await merge(...both)

    expect(code).toBe(2)
    expect(stderr).toContain('code.a.json')
  })
})
