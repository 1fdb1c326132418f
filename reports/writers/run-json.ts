import { posix, win32 } from 'node:path'

import type {
  Cause,
  CheckFacts,
  DocumentFacts,
  LawFacts,
  Result,
  Run,
  StepFacts,
  TargetFacts,
  Verdict,
} from '../model.ts'
import { by } from '../order.ts'
import { withEscapes } from './escaped-json.ts'

type Field =
  | keyof Run
  | keyof Run['tool']
  | keyof Run['run']
  | keyof NonNullable<Run['run']['shard']>
  | keyof DocumentFacts
  | keyof TargetFacts
  | keyof NonNullable<TargetFacts['from']>
  | keyof CheckFacts
  | keyof LawFacts
  | keyof Result
  | keyof NonNullable<Result['known']>
  | keyof StepFacts
  | keyof Cause
  | Verdict
  | 'text'

// The order in which fields are written; as a record, so that the compiler misses none.
const fields: Record<Field, true> = {
  schema: true,
  tool: true,
  run: true,
  id: true,
  kind: true,
  name: true,
  version: true,
  target: true,
  check: true,
  verdict: true,
  known: true,
  reason: true,
  issue: true,
  since: true,
  until: true,
  started: true,
  finished: true,
  profile: true,
  selection: true,
  interrupted: true,
  bailed: true,
  strict: true,
  shard: true,
  index: true,
  count: true,
  suites: true,
  defects: true,
  targets: true,
  checks: true,
  results: true,
  causes: true,
  issuer: true,
  capabilities: true,
  from: true,
  file: true,
  line: true,
  title: true,
  documents: true,
  binding: true,
  sections: true,
  laws: true,
  document: true,
  section: true,
  level: true,
  url: true,
  needs: true,
  expected: true,
  actual: true,
  because: true,
  tolerated: true,
  unstable: true,
  distribution: true,
  fail: true,
  error: true,
  blocked: true,
  warn: true,
  note: true,
  pass: true,
  skip: true,
  attempts: true,
  steps: true,
  text: true,
  holds: true,
  caution: true,
  defect: true,
  passive: true,
  notes: true,
  ok: true,
  exchanges: true,
  ms: true,
  waited: true,
  evidence: true,
  picture: true,
  cause: true,
}

/**
 * The run as `run.json`: targets by name, checks by id, results by target and check, in plain byte order; two spaces.
 * Of an absolute path only the file's name is kept: the rest would tell about the machine and differ on the next.
 */
export function writeRunJson(run: Run): string {
  return `${withEscapes(JSON.stringify(sorted(run), Object.keys(fields), 2))}\n`
}

function sorted(run: Run): Run {
  return {
    ...run,
    targets: run.targets.map(withoutFolders).toSorted(by(({ name }) => name)),
    checks: run.checks.toSorted(by(({ id }) => id)),
    results: run.results.toSorted(
      by(
        ({ target }) => target,
        ({ check }) => check,
      ),
    ),
    causes: run.causes.toSorted(by(({ id }) => id)),
  }
}

function withoutFolders(target: TargetFacts): TargetFacts {
  if (target.from === null) return target
  const { file, line } = target.from
  const absolute = posix.isAbsolute(file) || win32.isAbsolute(file)
  return { ...target, from: { file: absolute ? win32.basename(file) : file, line } }
}
