import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { validateEvidence, validateRun } from '../../reports/validate.ts'
import { setUpOf } from '../../scripts/proof/set-ups.ts'
import { assay, emptyFolder, patience, reportedRun, reportFiles, verdictsOf } from './assay.ts'

test(
  'with nothing at hand the embedded mock is judged: everything passes, exit 0, a report is there',
  { timeout: patience },
  async () => {
    const folder = await emptyFolder()

    const { code, stdout, stderr } = await assay(folder, ['run'])

    const run = await reportedRun(folder)
    const faulty = run.results.filter(
      ({ check, verdict }) => verdict !== 'pass' && !(verdict === 'skip' && isAlien(check)),
    )
    expect(faulty.map(({ check, verdict, because }) => `${check} ${verdict}: ${because}`)).toEqual([])
    expect(code).toBe(0)
    expect(run.results.length).toBeGreaterThan(15)
    expect(new Set(run.results.map(({ check }) => check)).size).toBe(run.results.length)
    expect(stderr.split('\n')[0]).toMatch(/^Assay judges the embedded mock at http:\/\/127\.0\.0\.1:\d+/)
    expect(stderr).not.toMatch(/warning/i)
    const passed = run.results.filter(({ verdict }) => verdict === 'pass').length
    expect(stdout).toContain(`${run.results.length} checks: ${passed} pass`)
    expect((await stat(join(folder, 'conformance-report', 'junit.xml'))).size).toBeGreaterThan(1000)
    await everyPassHasEvidence(folder)
  },
)

/** Whether a check has nothing to judge at the mock as it comes: it is proven at another, or at an issuer with a path. */
function isAlien(check: string): boolean {
  return setUpOf(check) !== 'modern' || check === 'metadata.path-insertion'
}

/** Whoever passes has shown an answer, and every exchange of a step is in the evidence. */
async function everyPassHasEvidence(folder: string): Promise<void> {
  const run = await reportedRun(folder)
  for (const { check, evidence, steps } of run.results) {
    if (evidence === null) {
      expect(
        steps.flatMap(({ exchanges }) => exchanges),
        check,
      ).toEqual([])
      continue
    }
    const text = await readFile(join(folder, 'conformance-report', evidence ?? ''), 'utf8')
    const { exchanges } = await validateEvidence(JSON.parse(text))
    const kept = new Set(exchanges.map(({ id }) => id))

    expect(
      exchanges.some(({ response }) => response !== null),
      check,
    ).toBe(true)
    expect(
      steps.flatMap((step) => step.exchanges).filter((id) => !kept.has(id)),
      check,
    ).toEqual([])
  }
}

describe('a defect', { timeout: patience }, () => {
  test('turns its check red: exit 1, with the law, both sides and the way to see it again', async () => {
    const folder = await emptyFolder()

    const { code, stdout } = await assay(folder, ['run', 'code.single-use', '--defect', 'code-reusable'])

    const [result] = (await reportedRun(folder)).results
    expect(code).toBe(1)
    expect(result).toMatchObject({
      check: 'code.single-use',
      verdict: 'fail',
      attempts: 2,
      unstable: false,
      expected: 'a refusal: 400 with error=invalid_grant',
      actual: '200 with an access_token to the used code of client web',
    })
    expect(stdout).toContain('RFC 6749 §4.1.2')
    expect(stdout).toContain('run code.single-use --defect code-reusable')
  })

  test('that is only a warning is no failure unless --strict says so', async () => {
    const folder = await emptyFolder()
    const argv = ['run', 'code.reuse-revokes-refresh-token', '--defect', 'code-reuse-keeps-refresh-token']

    expect((await assay(folder, argv)).code).toBe(0)
    expect(verdictsOf(await reportedRun(folder))).toEqual({ 'code.reuse-revokes-refresh-token': 'warn' })
    expect((await assay(folder, [...argv, '--strict'])).code).toBe(1)
  })
})

describe('what is printed', { timeout: patience }, () => {
  const one = ['run', 'code.exchange-succeeds']

  test('--json prints run.json and nothing else', async () => {
    const folder = await emptyFolder()

    const { code, stdout } = await assay(folder, [...one, '--json'])

    expect(code).toBe(0)
    expect(await validateRun(JSON.parse(stdout))).toEqual(await reportedRun(folder))
  })

  test('--quiet leaves stderr empty', async () => {
    expect((await assay(await emptyFolder(), [...one, '--quiet'])).stderr).toBe('')
  })

  test('colour comes when it is forced, and never with NO_COLOR or into a pipe', async () => {
    const folder = await emptyFolder()
    const escapes = async (argv: readonly string[], env: Record<string, string>): Promise<boolean> => {
      const { stdout, stderr } = await assay(folder, [...one, '--defect', 'code-exchange-broken', ...argv], env)
      return (stdout + stderr).includes('\u001B[')
    }

    expect(await escapes([], { FORCE_COLOR: '1' })).toBe(true)
    expect(await escapes([], {})).toBe(false)
    expect(await escapes([], { NO_COLOR: '1' })).toBe(false)
  })

  test('a second run replaces the evidence of the first', async () => {
    const folder = await emptyFolder()
    await assay(folder, one)
    await assay(folder, ['run', 'code.missing'])

    const evidence = [...(await reportFiles(folder)).keys()].filter((file) => file.includes('evidence'))
    expect(evidence.map((file) => file.split(/[\\/]/).at(-1))).toEqual(['code.missing.json'])
  })
})
