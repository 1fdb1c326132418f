import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { installed } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import type { Run } from '../../reports/model.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'
import { fakeIo, type FakeIo } from './fake-io.ts'

let root = ''
let cwd = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-github-'))
  cwd = join(root, 'server')
  await mkdir(join(root, '.git'))
  await mkdir(join(cwd, 'out'), { recursive: true })
})

afterEach(() => rm(root, { recursive: true }))

const broken = runWith(resultOf('code.a', { verdict: 'fail', expected: 'a refusal', actual: '200' }))

interface Ran {
  readonly code: number
  readonly io: FakeIo
  readonly summary: string | undefined
}

interface Around {
  /** What lies in the folder, where that is not the run itself. */
  readonly written?: string
  readonly env?: Record<string, string | undefined>
}

async function assay(run: Run, argv: readonly string[] = [], { written, env = {} }: Around = {}): Promise<Ran> {
  const file = join(root, 'summary')
  await writeFile(join(cwd, 'out', 'run.json'), written ?? writeRunJson(run))
  const github = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: root, GITHUB_STEP_SUMMARY: file }
  const io = fakeIo({ cwd, env: { ...github, ...env } })
  const outcome = { run, out: join(cwd, 'out'), warnings: [], stale: [], leaks: [] }
  const code = await main(['run', ...argv], io, { ...installed, runChecks: async () => outcome })
  return { code, io, summary: await readFile(file, 'utf8').catch(() => undefined) }
}

const commands = ({ io }: Ran): string[] => io.printed.stderr.split('\n').filter((line) => line.startsWith('::'))

test('a workflow gets annotations after the result, and a summary', async () => {
  const ran = await assay(broken)
  expect(ran.code).toBe(1)
  expect(commands(ran)).toHaveLength(1)
  expect(commands(ran)[0]).toMatch(
    /^::error title=code\.a.*,file=server\/assay\.config\.yaml,line=4::Expected a refusal%0A/,
  )
  expect(ran.io.printed.stdout).not.toContain('::error')
  expect(ran.summary).toMatch(/^## ✗ 1 check found a broken law\n/)
  expect(ran.summary).toContain('`server/out/evidence`')
})

test('the summary leads to the page of the workflow run', async () => {
  const page = { GITHUB_SERVER_URL: 'https://github.example', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '42' }
  const { summary } = await assay(broken, [], { env: page })
  expect(summary).toContain('[The whole report](https://github.example/a/b/actions/runs/42#artifacts)')
})

test('a summary is put after what the step has already written', async () => {
  await writeFile(join(root, 'summary'), 'before')
  expect((await assay(broken)).summary).toMatch(/^before\n## ✗/)
})

test('a summary that would make GitHub drop the whole is left out, and that is said', async () => {
  await writeFile(join(root, 'summary'), 'x'.repeat(1024 * 1024 - 1500))
  const { summary, io, code } = await assay(broken)
  expect(summary).toHaveLength(1024 * 1024 - 1500)
  expect(io.printed.stderr).toContain('warning: GitHub could not be told all: the job summary of this step is full')
  expect(code).toBe(1)
})

test.each<[string, readonly string[], Around]>([
  ['--no-github', ['--no-github'], {}],
  ['another CI system', [], { env: { GITHUB_ACTIONS: undefined } }],
  ['a value that is not true', [], { env: { GITHUB_ACTIONS: 'false' } }],
])('nothing is told with %s', async (_, argv, around) => {
  const ran = await assay(broken, argv, around)
  expect(commands(ran)).toEqual([])
  expect(ran.summary).toBeUndefined()
})

test('without a file for summaries there are still annotations', async () => {
  expect(commands(await assay(broken, [], { env: { GITHUB_STEP_SUMMARY: '' } }))).toHaveLength(1)
})

test('what is told is the report as it was written, where secrets learned late are taken out', async () => {
  const leaky = runWith(resultOf('code.a', { verdict: 'fail', expected: 'x', actual: 'hunter2hunter2' }))
  const written = writeRunJson(leaky).replaceAll('hunter2hunter2', '‹password#1›')
  const ran = await assay(leaky, [], { written })
  expect(commands(ran)[0]).toContain('Got ‹password#1›')
  expect(commands(ran).join() + String(ran.summary)).not.toContain('hunter2')
})

test('a report that is gone is a warning, and the verdict stands', async () => {
  const ran = await assay(broken, [], { written: '{}' })
  expect(ran.code).toBe(1)
  expect(commands(ran)).toEqual([])
  expect(ran.io.printed.stderr).toMatch(/warning: GitHub could not be told all: .*run\.json: /)
})

test('a summary file that cannot be written is a warning', async () => {
  const { io, code } = await assay(broken, [], { env: { GITHUB_STEP_SUMMARY: join(root, 'none', 'summary') } })
  expect(io.printed.stderr).toContain('warning: GitHub could not be told all: ENOENT')
  expect(code).toBe(1)
})

test('with --json stdout stays the run alone', async () => {
  const ran = await assay(broken, ['--json'])
  expect(JSON.parse(ran.io.printed.stdout)).toMatchObject({ schema: 1 })
  expect(commands(ran)).toHaveLength(1)
})

test('no secret of the environment is printed to have it masked', async () => {
  const { io } = await assay(broken, [], { env: { STAGING_SECRET: 'correct-horse-battery' } })
  expect(io.printed.stderr + io.printed.stdout).not.toMatch(/add-mask|correct-horse/)
})
