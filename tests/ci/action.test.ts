import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { resultOf, runWith } from '../reports/sample-run.ts'
import { fakeNpx, play, readAction, type Played } from './composite-action.ts'

const home = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const action = readAction(join(home, 'action.yml'))

let workspace = ''
let recording = ''

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'assay-action-'))
  // Writes its words with a NUL behind each, and a report where the test left one.
  recording = fakeNpx(`
printf '%s\\0' "$@" > "$RECORD"
printf '%s' "\${GITHUB_STEP_SUMMARY-unset}" > "$RECORD.summary"
if [ -n "\${REPORT-}" ]; then mkdir -p conformance-report; cp "$REPORT" conformance-report/run.json; fi
exit "\${FAKE_CODE-0}"`)
})
afterAll(() => {
  rmSync(workspace, { recursive: true })
  rmSync(recording, { recursive: true })
})

interface Recorded extends Played {
  /** Words npx was called with, undefined when it was not. */
  readonly words: readonly string[] | undefined
  readonly summaryFile: string
}

function record(given: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): Recorded {
  const file = join(workspace, 'words')
  rmSync(file, { force: true })
  const path = `${recording}${delimiter}${process.env['PATH'] ?? ''}`
  const played = play(action, given, { workspace, home, env: { PATH: path, RECORD: file, ...env } })
  const words = existsSync(file) ? readFileSync(file, 'utf8').split('\0').slice(0, -1) : undefined
  return { ...played, words, summaryFile: existsSync(file) ? readFileSync(`${file}.summary`, 'utf8') : '' }
}

const { version }: { version: string } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))

describe('the file', () => {
  test('says of every input and output what it is', () => {
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description.length).toBeGreaterThan(10)
    }
  })

  test('runs the version of the package it belongs to', () => {
    expect(String(action.inputs['version']?.default)).toBe(version)
  })

  test('hands inputs to scripts as variables only', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{')
  })

  test('uses every input, and scripts use every variable they are given', () => {
    const text = readFileSync(join(home, 'action.yml'), 'utf8')
    for (const name of Object.keys(action.inputs)) expect(text).toMatch(new RegExp(`[ {]inputs\\.${name}[ }]`))
    for (const { env = {}, run = '' } of action.runs.steps) {
      expect(Object.keys(env).filter((name) => !run.includes(`$${name}`))).toEqual([])
    }
  })

  test('uses actions of a fixed major, those of GitHub only', () => {
    const uses = action.runs.steps.flatMap(({ uses = [] }) => uses)
    expect(uses.filter((name) => !/^(?:actions|github)\/[\w/-]+@v\d+$/.test(name))).toEqual([])
    expect(uses).toHaveLength(3)
  })
})

describe('what is run', () => {
  test('is the pinned package at the target file, when nothing is said', () => {
    const { code, words, used } = record({})
    expect(code).toBe(0)
    const wanted = `--yes --package=oauth-assay@${version} -- assay run --out=conformance-report --config=assay.config.yaml --`
    expect(words?.join(' ')).toBe(wanted)
    expect(used.map(({ uses }) => uses.split('@')[0])).toEqual(['actions/setup-node', 'actions/upload-artifact'])
  })

  test('follows every input', () => {
    const { words, used, summaryFile } = record({
      config: 'idp.yaml',
      select: 'code.*\nrfc6749/4.1  pkce',
      targets: 'staging other',
      profile: 'rfc9700',
      strict: 'true',
      known: 'known.yaml',
      base: 'main/run.json',
      reports: 'html ctrf',
      out: 'kept',
      'wait-for': '120 http://127.0.0.1:8080/health',
      'working-directory': 'idp',
      version: 'installed',
      'node-version': '',
      artifact: '',
      summary: 'false',
      sarif: 'true',
    })
    const wanted =
      '--no-install -- assay run --out=kept --config=idp.yaml --target=staging --target=other --profile=rfc9700 ' +
      '--strict --known=known.yaml --base=main/run.json --report=html --report=ctrf --report=sarif --wait-for=120 ' +
      '--wait-for=http://127.0.0.1:8080/health -- code.* rfc6749/4.1 pkce'
    expect(words).toEqual(wanted.split(' '))
    expect(used).toEqual([])
    expect(summaryFile).toBe('unset')
  })

  test('brings playwright when a browser is wanted', () => {
    const { words } = record({ browser: 'true', version: '2.0.0-rc.1' })
    expect(words?.join(' ')).toContain('--yes --package=oauth-assay@2.0.0-rc.1 --package=playwright@1 -- assay run')
  })

  test('takes patterns as they are, whatever files there are', () => {
    writeFileSync(join(workspace, 'code.a'), '')
    expect(record({ select: 'code.* ?', targets: '*' }).words).toEqual(
      expect.arrayContaining(['--target=*', 'code.*', '?']),
    )
  })
})

describe('what is told', () => {
  const known = { reason: 'known', issue: null, until: null }
  const run = runWith(
    resultOf('code.a'),
    resultOf('code.b', { verdict: 'fail' }),
    resultOf('code.c', { verdict: 'fail', known }),
    resultOf('code.d', { verdict: 'warn' }),
  )

  test('counts, folder and exit code, of a run that broke laws too, whose report is kept', () => {
    const file = join(workspace, 'given.json')
    writeFileSync(file, JSON.stringify(run))
    const { code, outputs, used } = record({ sarif: 'true' }, { REPORT: file, FAKE_CODE: '1' })
    expect(code).toBe(1)
    const counts = { pass: '1', fail: '1', warn: '1', note: '0', skip: '0', blocked: '0', error: '0', known: '1' }
    expect(outputs).toEqual({ 'exit-code': '1', report: 'conformance-report', ...counts })
    expect(used.slice(1)).toEqual([
      {
        uses: expect.stringMatching('^actions/upload-artifact@'),
        with: { name: 'conformance-report', path: 'conformance-report', 'if-no-files-found': 'ignore' },
      },
      {
        uses: expect.stringMatching('^github/codeql-action/upload-sarif@'),
        with: { sarif_file: 'conformance-report/conformance.sarif' },
      },
    ])
  })

  test('no counts when nothing was judged, and none of an earlier run', () => {
    const folder = join(workspace, 'sub/conformance-report')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'run.json'), JSON.stringify(run))
    const { code, outputs, used } = record({ 'working-directory': 'sub', sarif: 'true' }, { FAKE_CODE: '3' })
    expect(code).toBe(3)
    expect(outputs).toMatchObject({ 'exit-code': '3', report: 'sub/conformance-report', pass: '', fail: '' })
    expect(used.map(({ uses }) => uses.split('@')[0])).not.toContain('github/codeql-action/upload-sarif')
  })

  test('a folder with a line break adds no output of its own', () => {
    const { outputs } = record({ out: 'a\nexit-code=0\nfail=0' }, { FAKE_CODE: '1' })
    expect(outputs).toMatchObject({ 'exit-code': '1', fail: '', report: 'a\nexit-code=0\nfail=0' })
  })
})

const attack = `x"; touch pwned; ' ; touch pwned; $(touch pwned) \`touch pwned\` && touch pwned
--defect=code-reusable
::error::x`

describe('an input stays data', () => {
  const pwned = (): boolean => existsSync(join(workspace, 'pwned'))
  const pieces = attack.split(/\s+/)

  test('in a single word, in words behind their flag, in words behind all flags', () => {
    const names = ['config', 'profile', 'known', 'out', 'targets', 'reports', 'wait-for', 'select', 'artifact']
    const given = Object.fromEntries([...names, 'node-version'].map((name) => [name, attack]))
    const { words } = record(given)
    expect(words?.slice(4)).toEqual([
      'run',
      `--out=${attack}`,
      `--config=${attack}`,
      ...pieces.map((piece) => `--target=${piece}`),
      `--profile=${attack}`,
      `--known=${attack}`,
      ...pieces.map((piece) => `--report=${piece}`),
      ...pieces.map((piece) => `--wait-for=${piece}`),
      '--',
      ...pieces,
    ])
    expect(pwned()).toBe(false)
  })

  test('in the name of a folder', () => {
    const { outputs } = record({ 'working-directory': 'a; touch pwned; $(touch pwned)' })
    expect(outputs['report']).toBe('a; touch pwned; $(touch pwned)/conformance-report')
    expect(pwned()).toBe(false)
  })

  test.each(['strict', 'summary', 'sarif', 'browser', 'version'])('and is refused as %s', (name) => {
    const { code, words, log, outputs } = record({ [name]: attack })
    expect({ code, words }).toEqual({ code: 2, words: undefined })
    expect(outputs['exit-code']).toBe('2')
    expect(log).toMatch(/^::error title=assay::Expected .* for the input \w+, got something else\.\n$/)
    expect(pwned()).toBe(false)
  })

  test.each(['out', 'version', 'strict'])('%s must not be empty', (name) => {
    expect(record({ [name]: '' })).toMatchObject({ code: 2, words: undefined })
  })
})
