import { relative, resolve } from 'node:path'

import { acceptance, staleKnown } from '../target/config/known-match.ts'
import { version } from '../version.ts'
import { assemble, picturePath, type Beginning } from './assemble.ts'
import type { Collector } from './collect.ts'
import type { RunOutcome, RunRequest } from './events.ts'
import type { Prepared } from './prepare.ts'
import { writeReport } from './write-report.ts'

type Asked = Pick<RunRequest, 'cwd' | 'selectors' | 'strict' | 'shard' | 'suites' | 'defects'>

/** What is told of a run from its first event on. */
export function beginning(
  request: Asked,
  { runId, profile }: Pick<Prepared, 'runId' | 'profile'>,
  started: Date,
): Beginning {
  return {
    version,
    id: runId,
    started,
    profile,
    selection: request.selectors,
    strict: request.strict ?? false,
    shard: request.shard,
    suites: request.suites.map((file) => relative(request.cwd, resolve(request.cwd, file))),
    defects: request.defects ?? [],
  }
}

/** Makes the run of what was heard so far, applies the baseline, writes the report. */
export async function report(
  request: Asked & Pick<RunRequest, 'signal' | 'base'>,
  prepared: Pick<Prepared, 'runId' | 'profile' | 'out' | 'wanted' | 'warnings' | 'baseline'>,
  { heard }: Collector,
  started: Date,
  bailed = false,
): Promise<RunOutcome> {
  const { out, wanted, warnings, baseline } = prepared
  const entries = baseline.known
  const finished = new Date()
  const cut = bailed && heard.results.length < heard.targets.length * heard.checks.length
  const frame = {
    ...beginning(request, prepared, started),
    finished,
    interrupted: request.signal.aborted || cut,
    bailed: cut && !request.signal.aborted,
  }
  const today = finished.toISOString().slice(0, 10)
  const run = assemble(frame, heard, (result) => acceptance(entries, result, today))
  const evidence = heard.results.map((each) => each.evidence)
  const pictures = new Map(
    heard.results.flatMap(({ result, picture }) =>
      picture === undefined ? [] : [[picturePath(result.target, result.check), picture] as const],
    ),
  )
  const written = await writeReport(
    { cwd: request.cwd, out, wanted },
    { run, evidence, pictures, secrets: heard.secrets, base: request.base },
  )
  return {
    ...written,
    out,
    warnings,
    // What a pattern accepts may have been seen by another shard; only a last day that is over is certain here.
    stale: staleKnown(entries, request.shard === undefined ? run.results : [], today),
  }
}
