import { describe, expect, test } from 'vitest'

import { mergeReports } from '../../reports/merge/merge-reports.ts'
import { Unmergeable, type Part } from '../../reports/merge/part.ts'
import type { CheckFacts, Evidence, Result, Run } from '../../reports/model.ts'
import { sourceOf } from '../../reports/source.ts'
import { validateRun } from '../../reports/validate.ts'
import { checkNamed, resultOf, runWith, sampleRun } from './sample-run.ts'

interface Change {
  readonly run?: Partial<Run['run']>
  readonly evidence?: ReadonlyMap<string, Evidence>
  readonly more?: Partial<Run>
}

/** Shard `index` of three with these results. */
function shard(index: number, results: readonly Result[], { run = {}, evidence, more = {} }: Change = {}): Part {
  const base = runWith(...results)
  const part = {
    ...base,
    run: { ...base.run, id: `r${index}`, shard: { index, count: 3 }, ...run },
    causes: [],
    ...more,
  }
  return { place: `shard-${index}`, source: sourceOf(part, evidence) }
}

const three = [
  shard(1, [resultOf('code.a')]),
  shard(2, [resultOf('code.b', { verdict: 'fail' })]),
  shard(3, [resultOf('code.c')]),
]

const passive = (id: string): CheckFacts => ({ ...checkNamed(id), passive: true })
const idsOf = ({ results }: Run): string[] => results.map(({ check, verdict }) => `${check} ${verdict}`)

describe('the shards of a run', () => {
  test('become one valid run that is no shard', async () => {
    const { run } = mergeReports(three).source

    expect(idsOf(run)).toEqual(['code.a pass', 'code.b fail', 'code.c pass'])
    expect(run.checks.map(({ id }) => id)).toEqual(['code.a', 'code.b', 'code.c'])
    expect(run.run).not.toHaveProperty('shard')
    expect(run.run.interrupted).toBe(false)
    await expect(validateRun(run)).resolves.toEqual(run)
  })

  test('give the same whole in any order', () => {
    expect(mergeReports(three.toReversed()).source.run).toEqual(mergeReports(three).source.run)
  })

  test('began with the first and ended with the last', () => {
    const early = { started: '2026-01-02T03:04:01.000Z' }
    const late = { finished: '2026-01-02T03:05:00.000Z' }
    const { run } = mergeReports([shard(1, [], { run: late }), shard(2, []), shard(3, [], { run: early })]).source.run

    expect(run).toMatchObject({ ...early, ...late })
  })

  test('keep every target once, with what those found out that reached it', () => {
    const dead = sampleRun.targets.map((target) => ({ ...target, capabilities: [] }))
    const parts = [shard(1, [], { more: { targets: dead } }), shard(2, []), shard(3, [], { more: { targets: dead } })]

    expect(mergeReports(parts).source.run.targets).toEqual(sampleRun.targets)
  })

  test('share causes: counted anew and numbered anew', () => {
    const blocked = (id: string, cause: string): Result => resultOf(id, { verdict: 'blocked', cause })
    const cause = (id: string, text: string) => ({ id, kind: 'blocked' as const, text, results: 1 })
    const { run } = mergeReports([
      shard(1, [blocked('code.a', 'c1')], { more: { causes: [cause('c1', 'no login form')] } }),
      shard(2, [blocked('code.b', 'c1')], { more: { causes: [cause('c1', 'no answer')] } }),
      shard(3, [blocked('code.c', 'c2')], { more: { causes: [cause('c2', 'no answer')] } }),
    ]).source

    expect(run.causes).toEqual([
      { id: 'c1', kind: 'blocked', text: 'no answer', results: 2 },
      { id: 'c2', kind: 'blocked', text: 'no login form', results: 1 },
    ])
    expect(run.results.map((result) => result.cause)).toEqual(['c2', 'c1', 'c1'])
  })

  test('judge what was recorded each for itself; the gravest holds', () => {
    const judging = (index: number, verdict: Result['verdict']): Part =>
      shard(index, [resultOf('token.recorded', { verdict })], { more: { checks: [passive('token.recorded')] } })

    expect(idsOf(mergeReports([judging(1, 'pass'), judging(2, 'fail'), judging(3, 'skip')]).source.run)).toEqual([
      'token.recorded fail',
    ])
    expect(idsOf(mergeReports([judging(1, 'skip'), judging(2, 'pass'), judging(3, 'skip')]).source.run)).toEqual([
      'token.recorded pass',
    ])
  })

  test('keep the evidence of the result that was taken, and no name stands for two secrets', async () => {
    const evidenceWith = (text: string): ReadonlyMap<string, Evidence> => {
      const request = { method: 'GET', url: `https://login.staging.example/${text}`, headers: [], body: null }
      const exchange = { id: 'x1', step: 's', attempt: 1, at: '2026-01-02T03:04:05.000Z', ms: 1, failure: 'reset' }
      const exchanges = [{ ...exchange, request, response: null }]
      const found: Evidence = { schema: 1, target: 'staging', check: 'token.recorded', exchanges }
      return new Map([['evidence/staging/token.recorded.json', found]])
    }
    const judging = (index: number, verdict: Result['verdict'], actual: string): Part =>
      shard(index, [resultOf('token.recorded', { verdict, actual })], {
        more: { checks: [passive('token.recorded')] },
        evidence: evidenceWith(actual),
      })
    const names = ['‹access_token#1›', '‹access_token#1› ‹code#2›', '‹code#1›']
    const parts = names.map((actual, at) => judging(at + 1, at === 1 ? 'fail' : 'pass', actual))
    const { source } = mergeReports(parts)
    const [result] = source.run.results

    expect(result?.actual).toBe('‹access_token#2› ‹code#5›')
    expect(result && JSON.stringify(await source.evidence(result))).toContain('/‹access_token#2› ‹code#5›')
  })

  test('stopped early make a whole that was stopped early; stopped by broken laws alone, one that says so', () => {
    const cut = { interrupted: true }
    const bailed = { interrupted: true, bailed: true }
    const mergedWith = (...runs: readonly Partial<Run['run']>[]): Run['run'] =>
      mergeReports(runs.map((run, at) => shard(at + 1, [], { run }))).source.run.run

    expect(mergedWith({}, cut, {})).toMatchObject({ interrupted: true })
    expect(mergedWith({}, bailed, {})).toMatchObject(bailed)
    expect(mergedWith({}, bailed, cut)).not.toHaveProperty('bailed')
  })
})

describe('a missing shard', () => {
  const two = three.slice(0, 2)

  test('is named', () => {
    expect(() => mergeReports(two)).toThrow(
      new Unmergeable('shard 3 is missing; name all reports of the run, or take what there is with --partial'),
    )
  })

  test('leaves a run that counts as interrupted, when a part will do', () => {
    const { source, missing } = mergeReports(two, { partial: true })

    expect(missing).toEqual([3])
    expect(source.run.run.interrupted).toBe(true)
  })
})

describe('what is refused', () => {
  const [one, two] = three
  const differing = (change: Change): Part[] => [shard(1, []), shard(2, []), shard(3, [], change)]

  test.each([
    ['version', { more: { tool: { name: 'oauth-assay', version: '9.9.9' } } }],
    ['profile', { run: { profile: 'oauth-2.1' } }],
    ['strictness', { run: { strict: true } }],
    ['selection', { run: { selection: ['code'] } }],
    ['further check files', { run: { suites: ['a.check.ts'] } }],
    ['defects', { run: { defects: ['code-reusable'] } }],
    ['number of shards', { run: { shard: { index: 3, count: 4 } } }],
  ] satisfies [string, Change][])('another %s', (what, change) => {
    expect(() => mergeReports(differing(change))).toThrow(
      new RegExp(`^shard-1 .* and shard-3 .* differ in their ${what}`),
    )
  })

  test('two verdicts on one check', () => {
    const other = shard(3, [resultOf('code.a', { verdict: 'fail' })])

    expect(() => mergeReports([...(one && two ? [one, two] : []), other])).toThrow(
      'code.a at staging: shard-1 says pass, shard-3 says fail',
    )
  })

  test('one id for two checks', () => {
    const other = shard(3, [resultOf('code.a')], { more: { checks: [checkNamed('code.a', 'Something else')] } })

    expect(() => mergeReports([...(one && two ? [one, two] : []), other])).toThrow('code.a is another check in shard-3')
  })

  test('one name for two servers, but for the embedded mock, whose port changes', () => {
    const at = (issuer: string, from: { file: string; line: number } | null): Change => ({
      more: { targets: [{ name: 'staging', issuer, capabilities: [], from }] },
    })
    const parts = (from: { file: string; line: number } | null): Part[] =>
      [1, 2, 3].map((index) => shard(index, [], at(`http://127.0.0.1:${index}000`, from)))

    expect(() => mergeReports(parts({ file: 'a.yaml', line: 1 }))).toThrow(
      'target staging is http://127.0.0.1:1000 in one',
    )
    expect(mergeReports(parts(null)).source.run.targets).toHaveLength(1)
  })
})

test('runs that are no shards are joined when they are of different targets', () => {
  const at = (target: string): Part => {
    const run = runWith(resultOf('code.a', { target }))
    return { place: target, source: sourceOf({ ...run, run: { ...run.run, id: target }, causes: [] }) }
  }

  expect(mergeReports([at('one'), at('two')]).source.run.results.map(({ target }) => target)).toEqual(['one', 'two'])
})
