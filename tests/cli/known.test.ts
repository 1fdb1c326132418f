import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { main } from '../../cli/program.ts'
import type { Run } from '../../reports/model.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'
import { fakeIo } from './fake-io.ts'
import { reportFolder, type ReportFolder } from './report-folder.ts'

const fail = { verdict: 'fail' } as const
const today = new Date().toISOString().slice(0, 10)
const judged = runWith(
  resultOf('code.a', fail),
  resultOf('code.b', { verdict: 'warn' }),
  resultOf('code.c'),
  resultOf('token.a', fail),
  resultOf('token.b', { verdict: 'blocked' }),
)

let folder: ReportFolder
beforeEach(async () => {
  folder = await reportFolder()
  await folder.write('.git/HEAD', '')
  await folder.report('conformance-report', judged)
})
afterEach(() => folder.remove())

async function known(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = fakeIo({ cwd: folder.path })
  const code = await main(['known', ...argv], io)
  const plain = (text: string): string => text.replaceAll(`${folder.path}/`, '')
  return { code, stdout: plain(io.printed.stdout), stderr: plain(io.printed.stderr) }
}

const text = (name = 'known.yaml'): Promise<string> => readFile(join(folder.path, name), 'utf8')

describe('assay known add', () => {
  test('writes a new baseline from the last report', async () => {
    const { code, stdout } = await known(
      'add',
      'code.a',
      'code.b',
      '--reason',
      'Release 27',
      '--issue',
      'A-1',
      '--until',
      '2099-03-31',
    )
    expect([code, stdout]).toEqual([
      0,
      'known.yaml:3  code.a is accepted as fail\nknown.yaml:9  code.b is accepted as warn\n',
    ])
    expect(await text()).toContain(
      `known:\n  - check: code.a\n    verdict: fail\n    reason: Release 27\n    issue: A-1\n    since: ${today}\n    until: 2099-03-31\n`,
    )
  })

  test('a pattern means broken laws only, and a reason that was not given has to be written', async () => {
    const { stdout } = await known('add', '*')
    expect(
      stdout
        .split('\n')
        .slice(0, 2)
        .map((line) => line.split('  ')[1]),
    ).toEqual(['code.a is accepted as fail', 'token.a is accepted as fail'])
    expect(stdout).toContain('write the reason of each: "write here why this is accepted" is refused by a run\n')
    expect(await text()).toContain('reason: write here why this is accepted\n')
  })

  test('what is accepted already is not written again', async () => {
    await known('add', 'code.a')
    expect((await known('add', '*')).stdout).not.toContain('code.a')
    const before = await text()
    expect(await known('add', '*')).toMatchObject({
      code: 2,
      stderr: 'assay: known.yaml: accepts all of this already; nothing was written\n',
    })
    expect(await text()).toBe(before)
  })

  test('with several targets each entry names its own', async () => {
    const targets = ['one', 'two'].map((name) => ({
      name,
      issuer: `https://${name}.example`,
      capabilities: [],
      from: null,
    }))
    const results = targets.flatMap(({ name }) => [resultOf('code.a', { ...fail, target: name })])
    const run: Run = { ...runWith(...results), targets }
    await folder.report('many', run)
    await known('add', 'code.a', '--from', 'many', '-t', 'two')
    expect(await text()).toContain('  - check: code.a\n    target: two\n')
    await known('add', 'code.a', '--from', 'many/run.json')
    expect(await text()).toContain('  - check: code.a\n    target: one\n')
    expect((await known('add', 'code.a', '--from', 'many', '-t', 'tow')).stderr).toContain(
      'no target is called "tow"; did you mean two?',
    )
  })

  test('uses the file that the target file names, and its report folder', async () => {
    await folder.write('ci/assay.config.yaml', 'known: base/known.yml\nout: ../conformance-report\ntargets: []\n')
    await folder.write('ci/base/known.yml', '# ours\nknown: []\n')
    await known('add', 'code.a', '-c', 'ci/assay.config.yaml')
    expect(await text('ci/base/known.yml')).toMatch(/^# ours\nknown:\n {2}- check: code\.a\n/)
  })

  test('says when the target file does not name it yet', async () => {
    await folder.write('assay.config.yaml', 'targets: []\n')
    expect((await known('add', 'code.a')).stdout).toContain('name it in assay.config.yaml: known: known.yaml\n')
  })

  test.each([
    [['code.c'], 'code.c: expected a deviation in the report, got pass; only fail, warn and note can be accepted'],
    [['token.b'], 'token.b: expected a deviation in the report, got blocked; '],
    [['code.z'], 'the report has no result of "code.z"; run it first: assay run code.z'],
    [['code.a', '--from', 'nowhere'], 'nowhere: not found'],
    [['code.a', '--until', 'soon'], '--until: expected a day written YYYY-MM-DD, got "soon"'],
    [['code.a', '--until', '2027-02-30'], '--until: expected a day'],
    [['code.a', '--reason', ' '], '--reason: expected why the deviation is accepted, got nothing'],
    [[], "missing required argument 'id'"],
  ])('%j exits 2 and writes nothing', async (argv, message) => {
    const { code, stderr } = await known('add', ...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    await expect(text()).rejects.toThrow('ENOENT')
  })

  test('a path that only the environment knows has to be said', async () => {
    await folder.write('assay.config.yaml', 'known: ${env:KNOWN}\ntargets: []\n')
    expect((await known('add', 'code.a')).stderr).toContain('say which one with --known')
    expect((await known('add', 'code.a', '--known', 'k.yaml')).code).toBe(0)
  })
})

describe('assay known prune', () => {
  const baseline = `known:
  # stays
  - { check: code.a, verdict: fail, reason: r }
  # goes: it passes
  - { check: code.c, verdict: fail, reason: r }
  - { check: token.a, verdict: fail, reason: r, until: 2020-01-01 }
  - { check: token.b, verdict: fail, reason: blocked says nothing }
  - { check: other.a, verdict: fail, reason: not judged }
`

  test('deletes exactly what is out of date', async () => {
    await folder.write('known.yaml', baseline)
    const { code, stdout } = await known('prune')
    expect(code).toBe(0)
    expect(stdout).toBe(
      'known.yaml:5  code.c: accepted as fail, and now pass; deleted\nknown.yaml:6  token.a: its last day was 2020-01-01; deleted\n',
    )
    expect(await text()).toBe(baseline.replace(/ {2}# goes[^]*?(?= {2}- \{ check: token\.b)/, ''))
    expect((await known('prune')).stdout).toBe('known.yaml: nothing is stale by conformance-report\n')
  })

  test('needs a baseline and a report', async () => {
    expect(await known('prune')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('known.yaml: there is no baseline'),
    })
    await folder.write('known.yaml', baseline)
    await rm(join(folder.path, 'conformance-report'), { recursive: true })
    expect((await known('prune')).stderr).toBe(
      'assay: conformance-report: not found; expected a report folder or a run.json\n',
    )
    expect(await text()).toBe(baseline)
  })
})

describe('assay known list', () => {
  test('tells reasons and ages', async () => {
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await folder.write(
      'known.yaml',
      `known:
  - { check: code.a, target: staging, verdict: fail, reason: "Release\\n27", issue: A-1, since: ${day}, until: 2020-01-01 }
ignore: [{ check: "ciba.*", reason: Not offered }]
`,
    )
    expect((await known('list')).stdout).toBe(
      `known.yaml:2  code.a at staging  accepted as fail, since ${day} (1 day), void: its last day was 2020-01-01, A-1
    Release 27
ignored  ciba.*
    Not offered
1 known · 1 ignored
`,
    )
    expect(JSON.parse((await known('list', '--json')).stdout)).toMatchObject({ known: [{ line: 2 }], ignored: [{}] })
  })
})
