import type { Result, Run, Verdict } from '../../reports/model.ts'
import { checkNamed, embedded, hostile, resultOf, sampleRun } from './sample-run.ts'

const verdicts: readonly Verdict[] = ['pass', 'fail', 'warn', 'note', 'skip', 'blocked', 'error']

function madeOf(targets: Run['targets'], results: readonly Result[]): Run {
  const checks = [...new Set(results.map(({ check }) => check))].map((id) => checkNamed(id))
  return { ...sampleRun, targets, checks, results }
}

function target(name: string, line: number): Run['targets'][number] {
  return { name, issuer: `https://${name}.example`, capabilities: [], from: { file: 'assay.config.yaml', line } }
}

/** A run at so many targets with so many checks at each, every verdict in turn. */
export function wideRun(targets: number, checks: number): Run {
  const places = Array.from({ length: targets }, (_, at) => target(`tenant-${at}`, at + 1))
  const results = places.flatMap(({ name }) =>
    Array.from({ length: checks }, (_, at) =>
      resultOf(`area-${at % 7}.check-${at}`, {
        target: name,
        verdict: verdicts[at % verdicts.length] ?? 'pass',
        expected: '400 with error=invalid_grant',
        actual: '200 with access_token',
        evidence: `evidence/${name}/area-${at % 7}.check-${at}.json`,
      }),
    ),
  )
  return madeOf(places, results)
}

const loud = { expected: hostile, actual: hostile.repeat(500), because: hostile, notes: [hostile], tolerated: hostile }

/** Runs no writer may stumble over, by what is odd about them. */
export const oddRuns: ReadonlyMap<string, Run> = new Map([
  ['sample', sampleRun],
  ['no results', madeOf(sampleRun.targets, [])],
  ['no targets', madeOf([], [])],
  ['a shard of a selection', part({ shard: { index: 2, count: 3 }, selection: ['code.*', 'rfc6749/4.1'] })],
  ['interrupted', part({ interrupted: true })],
  ['strict', part({ strict: true })],
  ['embedded mock', madeOf([embedded], [resultOf('code.a', { target: 'mock', verdict: 'fail' })])],
  ['three targets', wideRun(3, 14)],
  ['names that differ in a dot', twins('login.example', 'login_example', 'login.example_')],
  ['more targets than one file may have runs', wideRun(21, 2)],
  ['a thousand results', wideRun(1, 1000)],
  ['checks nobody knows', { ...sampleRun, checks: [], targets: [] }],
  ['hostile everywhere', everywhereHostile()],
])

function part(change: Partial<Run['run']>): Run {
  return { ...sampleRun, run: { ...sampleRun.run, ...change } }
}

function twins(...names: readonly string[]): Run {
  return madeOf(
    names.map((name, at) => target(name, at + 1)),
    names.map((name) => resultOf('code.a', { target: name, verdict: 'fail' })),
  )
}

function everywhereHostile(): Run {
  const results = verdicts.map((verdict) => resultOf(`code.${verdict}`, { target: hostile, verdict, ...loud }))
  const known = { reason: hostile, issue: hostile, until: null }
  const run = madeOf(
    [{ name: hostile, issuer: hostile, capabilities: [], from: { file: `../${hostile}/a [b](c).yaml`, line: 1 } }],
    [...results, resultOf('code.known', { target: hostile, verdict: 'fail', known, ...loud })],
  )
  return {
    ...run,
    run: { ...run.run, profile: hostile, selection: [hostile] },
    checks: run.checks.map((check) => ({
      ...check,
      title: `${check.title} ${hostile} [evil](javascript:alert(1))`,
      holds: hostile,
      caution: hostile,
      laws: [
        { document: hostile, section: hostile, level: 'SECURITY', url: 'javascript:alert(1)' },
        { document: 'RFC 6749', section: '4', level: 'MAY', url: 'https://law.example/a(b)?[c](d)' },
      ],
    })),
  }
}
