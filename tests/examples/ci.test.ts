import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { formats } from '../../reports/formats.ts'
import type { Run } from '../../reports/model.ts'
import { play, readAction, type Step } from '../ci/composite-action.ts'
import { codeBlocks } from '../docs/code-blocks.ts'
import { freePort, installedExample, runScript, type Ran } from './installed-example.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const example = join(root, 'examples/ci')
const file = (name: string): string => readFileSync(join(example, name), 'utf8')

const github: { jobs: { conformance: { steps: Step[] } } } = parse(file('.github/workflows/conformance.yml'))
const gitlab: { conformance: { script: string[] } } = parse(file('.gitlab-ci.yml'))
const [tried, failing] = codeBlocks(file('README.md'))
  .filter(({ language }) => language === 'sh')
  .map(({ text }) => text.trim().split('\n'))
const commands = github.jobs.conformance.steps.flatMap(({ run = [] }) => run)

test('GitHub, GitLab and the README run the same commands', () => {
  expect(commands).toEqual(tried)
  expect(gitlab.conformance.script).toEqual(tried)
  expect(commands[0]).toMatch(/^npm install/)
})

test('the package is wanted in the version it has', () => {
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(file('package.json'))
  expect(devDependencies['oauth-assay']).toBe(`^${version}`)
})

describe('in a copy where the package is installed', () => {
  let folder = ''
  let ran: Ran
  let env: Record<string, string>
  const reportOf = (name: string): Run => JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8'))

  beforeAll(async () => {
    folder = installedExample(example, root)
    const port = String(await freePort())
    const inherited = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST|ASSAY|GITHUB)/.test(name))
    env = {
      ...Object.fromEntries(inherited.map(([name, value = '']) => [name, value])),
      ASSAY_MOCK_PORT: port,
      IDP_ISSUER: `http://127.0.0.1:${port}`,
      // What is not installed is not to be fetched.
      npm_config_offline: 'true',
    }
    ran = await runScript(commands.slice(1).join('\n'), folder, { ...env, CI: 'true' })
  }, 240_000)
  afterAll(() => {
    ran.stop()
    rmSync(folder, { recursive: true })
  })

  test('the build is green, and what is known is told', () => {
    expect(ran.code, ran.stdout + ran.stderr).toBe(0)
    expect(ran.stdout).toContain('3 known')
    const { results } = reportOf('conformance-report')
    const known = results.filter((result) => result.known !== null)
    expect(known.map(({ check }) => check).toSorted()).toEqual([
      'code.race-single-winner',
      'code.single-use',
      'code.single-use-later',
    ])
    expect(results.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(20)
  })

  test('what the artifact is made of is there', () => {
    for (const name of ['run.json', 'junit.xml', 'evidence/idp/code.single-use.json']) {
      expect(existsSync(join(folder, 'conformance-report', name)), name).toBe(true)
    }
  })

  test('without the baseline the build is red', async () => {
    const { code, stdout } = await runScript(failing?.join('\n') ?? '', folder, { ...env, CI: 'true' })
    expect(stdout).toContain('exit 1: a law is broken')
    expect(code).toBe(1)
  }, 240_000)

  test('the action does it too', () => {
    writeFileSync(join(folder, 'nothing-known.yaml'), 'known: []\n')
    const kept = { out: 'red', sarif: 'true' }
    const given = { version: 'installed', select: 'code.single-use', known: 'nothing-known.yaml', ...kept }
    const { code, outputs, used, log, summary } = play(readAction(join(root, 'action.yml')), given, {
      workspace: folder,
      home: root,
      env,
    })
    expect(code, log).toBe(1)
    expect(outputs).toMatchObject({ 'exit-code': '1', report: 'red', pass: '0', fail: '1', known: '0' })
    expect(log).toMatch(/^::error title=code\.single-use.*,file=assay\.config\.yaml,line=\d+::Expected /m)
    expect(summary).toContain('1 check found a broken law')
    expect(used.slice(-2).map(({ with: values }) => values)).toMatchObject([
      { path: 'red' },
      { sarif_file: `red/${formats.sarif.file}` },
    ])
    expect(existsSync(join(folder, 'red', formats.sarif.file))).toBe(true)
    expect(reportOf('red').results).toHaveLength(1)
  }, 240_000)
})
