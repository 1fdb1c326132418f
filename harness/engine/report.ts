import { relative, resolve } from 'node:path'

import { matchKnown, staleKnown } from '../target/config/known-match.ts'
import { loadKnown, type KnownEntry } from '../target/config/known.ts'
import { version } from '../version.ts'
import { assemble, picturePath } from './assemble.ts'
import type { Collector } from './collect.ts'
import type { RunOutcome, RunRequest } from './events.ts'
import type { Prepared } from './prepare.ts'
import { writeReport } from './write-report.ts'

/** The entries of a baseline file; none without a file. Rejects with ConfigError. */
export async function loadBaseline(file: string | undefined): Promise<readonly KnownEntry[]> {
  return file === undefined ? [] : loadKnown(file)
}

/** Makes the run of what was heard so far, applies the baseline, writes the report. */
export async function report(
  request: Pick<RunRequest, 'cwd' | 'selectors' | 'signal' | 'strict' | 'shard' | 'suites' | 'defects' | 'formats'>,
  { runId, profile, out, warnings }: Pick<Prepared, 'runId' | 'profile' | 'out' | 'warnings'>,
  entries: readonly KnownEntry[],
  { heard }: Collector,
  started: Date,
): Promise<RunOutcome> {
  const finished = new Date()
  const frame = {
    version,
    id: runId,
    started,
    finished,
    profile,
    selection: request.selectors,
    interrupted: request.signal.aborted,
    strict: request.strict ?? false,
    shard: request.shard,
    suites: request.suites.map((file) => relative(request.cwd, resolve(request.cwd, file))),
    defects: request.defects ?? [],
  }
  const today = finished.toISOString().slice(0, 10)
  const run = assemble(frame, heard, (result) => {
    const entry = matchKnown(entries, result, today)
    return entry === undefined ? null : { reason: entry.reason, issue: entry.issue ?? null, until: entry.until ?? null }
  })
  const evidence = heard.results.map((each) => each.evidence)
  const pictures = new Map(
    heard.results.flatMap(({ result, picture }) =>
      picture === undefined ? [] : [[picturePath(result.target, result.check), picture] as const],
    ),
  )
  const wanted = request.formats?.(out)
  const place = { cwd: request.cwd, out, ...(wanted === undefined ? {} : { wanted }) }
  const leaks = await writeReport(place, { run, evidence, pictures, secrets: heard.secrets })
  return { run, out, warnings, stale: staleKnown(entries, run.results, today), leaks }
}
