import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { main } from '../../cli/program.ts'
import { installed, type Parts } from '../../cli/parts.ts'
import type { RunOutcome, RunRequest } from '../../harness/engine/events.ts'
import { ConfigError } from '../../harness/target/config/problem.ts'
import { UsageError } from '../../harness/usage-error.ts'
import type { Run } from '../../reports/model.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { embedded, resultOf, runWith, sampleRun } from '../reports/sample-run.ts'
import { fakeIo, type FakeIo } from './fake-io.ts'
import { sampleChecks } from './sample-checks.ts'

let folder = ''
let bare = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-run-'))
  bare = join(folder, 'bare')
  await mkdir(join(bare, '.git'), { recursive: true })
  await writeFile(join(folder, 'assay.config.yaml'), 'targets: []\n')
})

afterAll(() => rm(folder, { recursive: true }))

interface Ran {
  readonly code: number
  readonly io: FakeIo
  readonly requests: readonly RunRequest[]
}

type Judge = (request: RunRequest, io: FakeIo) => RunOutcome

const leaving = (run: Run, change: Partial<RunOutcome> = {}): Judge => {
  return ({ cwd }) => ({ run, out: join(cwd, 'conformance-report'), warnings: [], stale: [], leaks: [], ...change })
}

const good = runWith(resultOf('code.a'))

async function assay(argv: readonly string[], judge = leaving(good), io = fakeIo({ cwd: bare })): Promise<Ran> {
  const requests: RunRequest[] = []
  const parts: Parts = {
    ...installed,
    loadChecks: async () => [...sampleChecks],
    runChecks: async (request) => {
      requests.push(request)
      return judge(request, io)
    },
  }
  return { code: await main(['run', ...argv], io, parts), io, requests }
}

const announce: Judge = (request, io) => {
  request.onEvent({
    kind: 'planned',
    targets: request.configFile === undefined ? [embedded] : sampleRun.targets,
    checks: [],
  })
  return leaving(good)(request, io)
}

const firstLine = ({ io }: Ran): string | undefined => io.printed.stderr.split('\n')[0]

const broken = (error: Error): Judge => {
  return () => {
    throw error
  }
}

describe('assay run', () => {
  test('passes selectors and flags on', async () => {
    const flags = [
      '-t',
      'one',
      '-t',
      'two',
      '--profile',
      'rfc9700',
      '-o',
      'out',
      '--known',
      'k.yaml',
      '--max-wait',
      '2.5',
    ]
    const { requests } = await assay(
      ['code', 'rfc6749', ...flags, '--suite', 'a.ts', 'b.ts'],
      undefined,
      fakeIo({ cwd: folder }),
    )
    expect(requests[0]).toMatchObject({
      configFile: join(folder, 'assay.config.yaml'),
      selectors: ['code', 'rfc6749'],
      targets: ['one', 'two'],
      profile: 'rfc9700',
      out: 'out',
      known: 'k.yaml',
      useKnown: true,
      maxWait: 2.5,
      suites: [join(folder, 'a.ts'), join(folder, 'b.ts')],
      cwd: folder,
    })
  })

  test('without flags leaves everything to the target file', async () => {
    const { requests } = await assay([])
    expect(requests[0]).toMatchObject({ selectors: [], targets: [], useKnown: true, suites: [] })
    for (const key of ['profile', 'out', 'known', 'maxWait', 'configFile'] as const)
      expect(requests[0]?.[key]).toBeUndefined()
  })

  test('--all lifts the manners towards servers of others', async () => {
    expect((await assay(['--all'])).requests[0]).toMatchObject({ all: true })
    expect((await assay([])).requests[0]?.all).toBeUndefined()
  })

  test('--no-known uses no baseline', async () => {
    const { requests } = await assay(['--no-known'])
    expect(requests[0]).toMatchObject({ useKnown: false, known: undefined })
  })

  test.each<[string, Run, Partial<RunOutcome>, readonly string[], number]>([
    ['all good', good, {}, [], 0],
    ['a broken law', sampleRun, {}, [], 1],
    ['a warning', runWith(resultOf('code.a', { verdict: 'warn' })), {}, [], 0],
    ['a warning under --strict', runWith(resultOf('code.a', { verdict: 'warn' })), {}, ['--strict'], 1],
    ['a stale baseline', good, { stale: ['code.a is obeyed'] }, [], 1],
    ['a leak', good, { leaks: ['junit.xml'] }, [], 3],
    ['nothing judged', runWith(), {}, [], 4],
    ['an interrupted run', { ...good, run: { ...good.run, interrupted: true } }, {}, [], 130],
  ])('%s', async (_, run, change, flags, expected) => {
    const { code, io } = await assay(flags, leaving(run, change))
    expect(code).toBe(expected)
    expect(io.printed.stdout).toContain(`\nexit ${expected}: `)
  })

  test('prints the result to stdout, warnings to stderr, and paths as the reader would type them', async () => {
    const { io } = await assay([], leaving(sampleRun, { warnings: ['a literal secret'] }))
    expect(io.printed.stdout).toContain('│ evidence  conformance-report/evidence/staging/code.single-use.json\n')
    expect(io.printed.stdout).toContain('│ repeat    assay run code.single-use\n')
    expect(io.printed.stderr).toContain('warning: a literal secret\n')
  })

  test('the command that repeats a check keeps what matters, quoted for a shell', async () => {
    const two = { ...sampleRun, targets: sampleRun.targets.flatMap((target) => [target, { ...target, name: 'it s' }]) }
    const run = { ...two, results: [resultOf('code.a', { target: 'it s', verdict: 'fail' })] }
    const argv = ['code', '-c', '../assay.config.yaml', '--profile', 'rfc9700', '-q']
    const { io } = await assay(argv, leaving(run), fakeIo({ cwd: bare, env: { npm_command: 'exec' } }))
    expect(io.printed.stdout).toContain(
      "npx oauth-assay run code.a --config ../assay.config.yaml --profile rfc9700 --target 'it s'\n",
    )
  })

  test('--json prints run.json and nothing else', async () => {
    const { io, code } = await assay(['--json', '-q'], leaving(sampleRun))
    expect(io.printed).toEqual({ stdout: writeRunJson(sampleRun), stderr: '' })
    expect(code).toBe(1)
  })

  test('colours a terminal, unless told otherwise', async () => {
    const judge = leaving(sampleRun)
    const terminal = { cwd: bare, stdoutIsTTY: true }
    expect((await assay([], judge, fakeIo(terminal))).io.printed.stdout).toContain('\u001B[31m')
    expect((await assay(['--no-color'], judge, fakeIo(terminal))).io.printed.stdout).not.toContain('\u001B')
    const none = fakeIo({ ...terminal, env: { NO_COLOR: '1' } })
    expect((await assay([], judge, none)).io.printed.stdout).not.toContain('\u001B')
    expect((await assay(['--color'], judge)).io.printed.stdout).toContain('\u001B[31m')
  })

  test('--ascii prints plain letters', async () => {
    const { io } = await assay(['--ascii'], leaving(sampleRun))
    expect(io.printed.stdout).toMatch(/^[\x20-\x7E\n]*$/)
  })

  test('an interrupt aborts the signal; the partial report is told and the code is 130', async () => {
    const { code, io } = await assay([], (request, fake) => {
      fake.emitter.emit('SIGINT')
      const { aborted } = request.signal
      return leaving({ ...good, run: { ...good.run, interrupted: aborted } })(request, fake)
    })
    expect(code).toBe(130)
    expect(io.printed.stderr).toContain('stopping; ')
    expect(io.printed.stdout).toContain('1 check: 1 pass\n')
  })

  test('--list only lists', async () => {
    const { io, code, requests } = await assay(['token', '--list'])
    expect(requests).toEqual([])
    expect(code).toBe(0)
    expect(io.printed.stdout).toContain('token (3)\n')
    expect(io.printed.stdout).not.toContain('code.bound')
  })
})

describe('what is judged', () => {
  test('the nearest target file above, named in the first line', async () => {
    const sub = join(folder, 'a', 'b')
    await mkdir(sub, { recursive: true })
    const ran = await assay([], announce, fakeIo({ cwd: sub }))
    expect(ran.requests[0]?.configFile).toBe(join(folder, 'assay.config.yaml'))
    expect(firstLine(ran)).toBe('Assay judges https://login.staging.example (by ../../assay.config.yaml)')
  })

  test('the embedded mock without one, said in the first line', async () => {
    expect(firstLine(await assay([], announce))).toBe(
      'Assay judges the embedded mock at http://127.0.0.1:4711 (no target file: looked for --config, ASSAY_CONFIG and assay.config.yaml)',
    )
  })

  test('the file of ASSAY_CONFIG', async () => {
    const io = fakeIo({ cwd: bare, env: { ASSAY_CONFIG: '../assay.config.yaml' } })
    expect((await assay([], announce, io)).requests[0]?.configFile).toBe(join(folder, 'assay.config.yaml'))
  })

  test('the embedded mock with --defect, whatever file lies there', async () => {
    const ran = await assay(['--defect', 'code-reusable'], announce, fakeIo({ cwd: folder }))
    expect(ran.requests[0]?.configFile).toBeUndefined()
    expect(firstLine(ran)).toContain('the embedded mock at http://127.0.0.1:4711 (with code-reusable)')
  })

  test('the embedded mock really starts and knows its defects', async () => {
    const { requests } = await assay(['--defect', 'code-reusable'])
    const started = await requests[0]?.embed()
    expect(started?.config).toMatchObject({ name: 'mock', scopes: ['read', 'write'], login: { how: 'form' } })
    expect(started?.config.clients['service']).toMatchObject({
      grant_types: ['client_credentials'],
      denied_scope: 'write',
    })
    await started?.close()
    const wrong = await assay(['--defect', 'code-reusabel'])
    await expect(wrong.requests[0]?.embed()).rejects.toThrow(
      'no defect is called "code-reusabel"; did you mean code-reusable?',
    )
  })
})

describe('usage errors exit 2 without a stack', () => {
  test.each<[readonly string[], string]>([
    [['--tragets', 'x'], "unknown option '--tragets'\n(Did you mean --target?)"],
    [['--profile', 'oauth-2.0'], 'no profile is called "oauth-2.0"; did you mean oauth-2.1?'],
    [['--max-wait', 'long'], '--max-wait: expected a number not below 0, got "long"'],
    [['--max-wait', '-1'], '--max-wait: expected a number not below 0, got "-1"'],
    [['--repeat', '0'], '--repeat: expected a whole number of at least 1, got "0"'],
    [['--repeat', '2.5'], '--repeat: expected a whole number of at least 1, got "2.5"'],
    [['--config'], "option '-c, --config <file>' argument missing"],
    [['--defect', 'x', '-t', 'y'], '--defect is for the embedded mock: leave out --config and --target'],
    [['-t', 'staging'], '--target needs a target file'],
    [['--config', 'absent.yaml'], 'absent.yaml:1:1  no such file'],
    [['codde', '--list'], 'no check matches "codde"; did you mean code?'],
  ])('%j', async (argv, message) => {
    const { code, io, requests } = await assay(argv)
    expect(code).toBe(2)
    expect(io.printed.stderr).toContain(message)
    expect(io.printed.stderr).not.toMatch(/\n\s+at /)
    expect(io.printed.stdout).toBe('')
    expect(requests).toEqual([])
  })

  test('every problem of a target file is on a line of its own', async () => {
    const place = { file: 'assay.config.yaml', line: 3, column: 5 }
    const problems = [
      { ...place, path: 'targets[0].issuer', message: 'expected a URL, got 1' },
      { ...place, line: 7, path: 'profle', message: 'unknown key', fix: 'did you mean profile?' },
    ]
    const { code, io } = await assay(['-q'], broken(new ConfigError(problems)))
    expect(code).toBe(2)
    expect(io.printed.stderr).toBe(
      'assay.config.yaml:3:5  targets[0].issuer: expected a URL, got 1\nassay.config.yaml:7:5  profle: unknown key\n    did you mean profile?\n',
    )
  })

  test('a usage error of the engine is told with our name', async () => {
    const { code, io } = await assay(['-q'], broken(new UsageError('no target is called "x"')))
    expect([code, io.printed.stderr]).toEqual([2, 'assay: no target is called "x"\n'])
  })

  test('anything else is our error: 3, and a stack only for those who ask', async () => {
    const { code, io } = await assay(['-q'], broken(new TypeError('x is not a function\n::error::y')))
    expect(code).toBe(3)
    expect(io.printed.stderr).toBe(
      'assay: internal error: x is not a function ::error::y; please report it with what ASSAY_DEBUG=1 adds\n',
    )
    const cause = new TypeError('outer', { cause: new Error('inner') })
    const debug = await assay(['-q'], broken(cause), fakeIo({ cwd: bare, env: { ASSAY_DEBUG: '1' } }))
    expect(debug.io.printed.stderr).toMatch(/TypeError: outer\n\s+at [\s\S]+caused by: Error: inner\n\s+at /)
  })
})
