import { calculateSummary, getSchema, isTestFlaky, merge, validate } from 'ctrf'
import type { CTRFReport, Test } from 'ctrf'
import { describe, expect, test } from 'vitest'

import { writeCtrf } from '../../reports/writers/ctrf.ts'
import { oddRuns, wideRun } from './odd-runs.ts'
import { harm } from './harm.ts'
import { resultOf, runWith, sampleRun } from './sample-run.ts'

const read = (text: string): CTRFReport => JSON.parse(text) as CTRFReport
const report = read(writeCtrf(sampleRun, { out: 'conformance-report' }))

function testOf(id: string): Test {
  const found = report.results.tests.find(({ testId }) => testId === `staging/${id}`)
  if (found === undefined) throw new Error(`no test ${id}`)
  return found
}

describe('CTRF', () => {
  test.each([...oddRuns.keys()])('is what the schema wants: %s', (name) => {
    const text = writeCtrf(oddRuns.get(name) ?? sampleRun)
    expect(validate(JSON.parse(text))).toMatchObject({ valid: true })
    expect(harm(text)).toEqual([])
  })

  test('the schema can refuse', () => {
    expect(validate({ ...report, specVersion: 'new' }).valid).toBe(false)
    expect(validate({ ...report, more: true }).valid).toBe(false)
    expect(getSchema(report.specVersion)).toBeTypeOf('object')
  })

  test('counts that add up', () => {
    const { tests, summary } = report.results
    expect(summary).toMatchObject({ tests: 11, passed: 3, failed: 3, skipped: 2, pending: 0, other: 3, suites: 2 })
    expect(summary).toMatchObject({ start: 1_767_323_045_000, stop: 1_767_323_049_250, duration: 4250, flaky: 0 })
    expect(tests).toHaveLength(11)
  })

  test.each([
    ['code.bound', 'passed', 'pass'],
    ['code.single-use', 'failed', 'fail'],
    ['code.warned', 'passed', 'warn'],
    ['code.noted', 'passed', 'note'],
    ['token.skipped', 'skipped', 'skip'],
    ['token.blocked', 'other', 'blocked'],
    ['token.error', 'other', 'error'],
    ['code.known', 'skipped', 'known'],
  ])('%s is %s and keeps %s', (id, status, rawStatus) => {
    expect(testOf(id)).toMatchObject({ status, rawStatus })
  })

  test('a broken law tells what, where and how to repeat it', () => {
    expect(testOf('code.single-use')).toMatchObject({
      name: 'code.single-use The server obeys code.single-use',
      suite: ['staging', 'code'],
      duration: 132,
      message: 'expected 400 with error=invalid_grant; got 200 with access_token',
      filePath: 'assay.config.yaml',
      line: 4,
      labels: { spec: ['RFC 6749'], level: ['MUST'], law: ['MUST (RFC 6749 §4.1.2)'] },
      steps: [{ name: 'second', status: 'passed' }],
      attachments: [
        {
          name: 'evidence',
          contentType: 'application/json',
          path: 'conformance-report/evidence/staging/code.single-use.json',
        },
      ],
      extra: { reproduce: 'npx oauth-assay run code.single-use --config assay.config.yaml' },
    })
    expect(testOf('code.single-use').trace).toContain('Link: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2')
  })

  test('reasons stand in the message', () => {
    expect(testOf('token.skipped').message).toBe('no client may use "x" & <y>')
    expect(testOf('token.blocked').message).toBe('login form not found at https://login.staging.example/login')
    expect(testOf('code.known')).toMatchObject({
      message: 'known: accepted until the next release',
      extra: { verdict: 'fail', known: { issue: 'AUTH-1' } },
    })
    expect(testOf('code.bound').message).toBeUndefined()
  })

  test('only what the network spoiled at first is flaky, never a law', () => {
    const run = runWith(
      resultOf('a.network', { attempts: 3 }),
      resultOf('a.confirmed', { verdict: 'fail', attempts: 2, unstable: true }),
      resultOf('a.warned', { verdict: 'warn', attempts: 2 }),
      resultOf('a.repeated', { attempts: 10, distribution: { pass: 10 } }),
    )
    const tests = read(writeCtrf(run)).results.tests
    expect(tests.map(({ testId, retries, flaky }) => [testId, retries, flaky])).toEqual([
      ['staging/a.confirmed', 1, undefined],
      ['staging/a.network', 2, true],
      ['staging/a.repeated', undefined, undefined],
      ['staging/a.warned', undefined, undefined],
    ])
    expect(tests[0]?.tags).toEqual(['unstable'])
  })

  test.each([...oddRuns.keys()])('the reference implementation counts as we do: %s', (name) => {
    const { tests, summary } = read(writeCtrf(oddRuns.get(name) ?? sampleRun)).results
    const { passed, failed, skipped, pending, other, flaky } = calculateSummary(tests)
    expect(summary).toMatchObject({ tests: tests.length, passed, failed, skipped, pending, other, flaky: flaky ?? 0 })
    expect(tests.filter(isTestFlaky)).toHaveLength(summary.flaky ?? -1)
  })

  test('two shards can be merged by it', () => {
    const shards = [wideRun(1, 14), wideRun(2, 7)].map((run) => read(writeCtrf(run)))
    const merged = merge(shards)
    expect(validate(merged).valid).toBe(true)
    expect(merged.results.summary).toMatchObject({ tests: 28, passed: 12, failed: 4, skipped: 4, other: 8 })
  })

  test('a part, a doubt and an interruption are told', () => {
    const environment = (name: string) => read(writeCtrf(oddRuns.get(name) ?? sampleRun)).results.environment
    expect(environment('a shard of a selection')).toMatchObject({ shardId: '2/3', testEnvironment: 'staging' })
    expect(environment('sample')).toMatchObject({ healthy: false })
    expect(environment('embedded mock')).toMatchObject({ healthy: true })
    expect(environment('interrupted')).toMatchObject({ healthy: false })
    expect(environment('three targets')?.testEnvironment).toBeUndefined()
  })

  test('durations are whole, order and bytes are the same whatever the order of results', () => {
    const run = runWith(resultOf('b.b', { ms: 1.6 }), resultOf('a.a', { ms: 0.2 }))
    expect(read(writeCtrf(run)).results.tests.map(({ duration }) => duration)).toEqual([0, 2])
    const wide = wideRun(2, 50)
    expect(writeCtrf({ ...wide, results: wide.results.toReversed() })).toBe(writeCtrf(wide))
  })
})
