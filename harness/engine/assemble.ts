import { createHash } from 'node:crypto'

import { causesOf } from '../../reports/causes.ts'
import type { Result, Run } from '../../reports/model.ts'
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
  readonly shard?: Shard | undefined
  /** Whether it was interrupted because enough laws were broken. */
  readonly bailed: boolean
  readonly strict: boolean
  readonly suites: readonly string[]
  readonly defects: readonly string[]
}

/** What surrounds them while they are still coming. */
export type Beginning = Omit<Frame, 'finished' | 'interrupted' | 'bailed'>

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
      ...runFacts(frame),
      finished: frame.finished.toISOString(),
      interrupted: frame.interrupted,
      ...(frame.bailed ? { bailed: true } : {}),
    },
    documents: documentFacts(frame.profile, heard.checks),
    targets: heard.targets,
    checks: heard.checks,
    results,
    causes,
  }
}

/** What is known of a run before it has come to its end. */
export function runFacts(frame: Beginning): Omit<Run['run'], 'finished' | 'interrupted'> {
  return {
    id: frame.id,
    started: frame.started.toISOString(),
    profile: frame.profile,
    selection: frame.selection,
    ...(frame.strict ? { strict: true } : {}),
    ...(frame.shard === undefined ? {} : { shard: frame.shard }),
    ...(frame.suites.length === 0 ? {} : { suites: frame.suites }),
    ...(frame.defects.length === 0 ? {} : { defects: frame.defects }),
  }
}

/** Where the evidence of a check lies, relative to the report folder. */
export function evidencePath(target: string, check: string): string {
  return `evidence/${folderOf(target)}/${check}.json`
}

/** The name where every file system takes it as it is; else one made of it that no other target has. */
function folderOf(target: string): string {
  if (/^\w[\w.-]*$/.test(target)) return target
  const mark = createHash('sha256').update(target).digest('hex').slice(0, 8)
  return `${target.replaceAll(/[^\w.-]/g, '_').replace(/^\W+/, '_')}-${mark}`
}

/** Where the picture of a check lies, relative to the report folder. */
export function picturePath(target: string, check: string): string {
  return evidencePath(target, check).replace(/json$/, 'png')
}
