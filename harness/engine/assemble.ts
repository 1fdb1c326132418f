import type { Cause, Result, Run } from '../../reports/model.ts'
import { documentFacts } from '../document-facts.ts'
import type { ProfileName } from '../profile.ts'
import type { Heard } from './collect.ts'
import type { OpenResult } from './plan.ts'
import type { Shard } from './shard.ts'

/** What surrounds the results of a run. */
export interface Frame {
  readonly version: string
  readonly id: string
  readonly started: Date
  readonly finished: Date
  readonly profile: ProfileName
  readonly selection: readonly string[]
  readonly interrupted: boolean
  readonly shard: Shard | undefined
  readonly strict: boolean
  readonly suites: readonly string[]
  readonly defects: readonly string[]
}

type Known = Result['known']

/** Puts a run together from what was heard: baseline applied, shared causes named. */
export function assemble(frame: Frame, heard: Heard, knownOf: (result: OpenResult) => Known): Run {
  const causes = causesOf(heard.results.map(({ result }) => result))
  const results = heard.results.map(({ result, evidence, picture }): Result => ({
    ...result,
    known: knownOf(result),
    cause: causes.find(({ text }) => text === result.cause)?.id ?? null,
    evidence: evidence === null ? null : evidencePath(result.target, result.check),
    ...(picture === undefined ? {} : { picture: picturePath(result.target, result.check) }),
  }))
  return {
    schema: 1,
    tool: { name: 'oauth-assay', version: frame.version },
    run: {
      id: frame.id,
      started: frame.started.toISOString(),
      finished: frame.finished.toISOString(),
      profile: frame.profile,
      selection: frame.selection,
      interrupted: frame.interrupted,
      ...(frame.strict ? { strict: true } : {}),
      ...(frame.shard === undefined ? {} : { shard: frame.shard }),
      ...(frame.suites.length === 0 ? {} : { suites: frame.suites }),
      ...(frame.defects.length === 0 ? {} : { defects: frame.defects }),
    },
    documents: documentFacts(frame.profile, heard.checks),
    targets: heard.targets,
    checks: heard.checks,
    results,
    causes,
  }
}

/** Where the evidence of a check lies, relative to the report folder. */
export function evidencePath(target: string, check: string): string {
  return `evidence/${target.replaceAll(/[^\w.-]/g, '_')}/${check}.json`
}

/** Where the picture of a check lies, relative to the report folder. */
export function picturePath(target: string, check: string): string {
  return evidencePath(target, check).replace(/json$/, 'png')
}

function causesOf(results: readonly OpenResult[]): Cause[] {
  const counts = new Map<string, { kind: Cause['kind']; results: number }>()
  for (const { cause, verdict } of results) {
    if (cause === null) continue
    const seen = counts.get(cause) ?? { kind: verdict === 'error' ? 'error' : 'blocked', results: 0 }
    counts.set(cause, { ...seen, results: seen.results + 1 })
  }
  const ordered = [...counts].toSorted(([a, { results: x }], [b, { results: y }]) => y - x || (a < b ? -1 : 1))
  return ordered.map(([text, { kind, results: count }], index) => ({ id: `c${index + 1}`, kind, text, results: count }))
}
