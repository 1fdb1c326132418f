import { setTimeout } from 'node:timers/promises'

import { Secrets } from '../evidence/redactor.ts'
import { matchKnown, staleKnown } from '../target/config/known-match.ts'
import { loadKnown, type KnownEntry } from '../target/config/known.ts'
import { version } from '../version.ts'
import { assemble } from './assemble.ts'
import { Collector } from './collect.ts'
import type { RunOutcome, RunRequest } from './events.ts'
import type { Plan } from './plan.ts'
import { prepare, type Prepared } from './prepare.ts'
import { entryFile, startVitest } from './start-vitest.ts'
import { writeReport } from './write-report.ts'

/**
 * Judges targets and writes the report. Throws UsageError and ConfigError before anything is sent; whatever happens
 * later ends in the outcome. An aborted signal ends the run early and still writes what is known.
 */
export async function runChecks(request: RunRequest): Promise<RunOutcome> {
  const started = new Date()
  const prepared = await prepare(request)
  const known = prepared.known === undefined ? [] : await loadKnown(prepared.known)
  const secrets = new Secrets()
  const collector = new Collector(prepared.plan.runId, secrets, request.onEvent)
  try {
    await judgeAll(prepared.plan, request, collector)
    return await report(request, prepared, known, collector, started)
  } finally {
    collector.close()
    await prepared.close()
  }
}

/** Lets vitest run the plan until it is done or the run is interrupted. */
async function judgeAll(plan: Plan, request: RunRequest, collector: Collector): Promise<void> {
  const vitest = await startVitest(plan, request.cwd)
  const interrupted = new Promise<void>((resolve) => {
    request.signal.addEventListener('abort', () => resolve(), { once: true })
    if (request.signal.aborted) resolve()
  })
  const work = (async () => {
    const specification = vitest.getRootProject().createSpecification(entryFile)
    const { unhandledErrors, testModules } = await vitest.runTestSpecifications([specification])
    const errors = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
    if (errors.length > 0) throw errors[0]
    await Promise.race([collector.finished, setTimeout(2_000, undefined, { ref: false })])
  })()
  try {
    await Promise.race([work, interrupted])
    if (request.signal.aborted) collector.abort()
  } finally {
    work.catch(() => undefined)
    await vitest.close()
  }
}

async function report(
  request: RunRequest,
  { plan, out, warnings }: Prepared,
  entries: readonly KnownEntry[],
  collector: Collector,
  started: Date,
): Promise<RunOutcome> {
  const { heard } = collector
  const frame = {
    version,
    id: plan.runId,
    started,
    finished: new Date(),
    profile: plan.profile,
    selection: request.selectors,
    interrupted: request.signal.aborted,
  }
  const today = frame.finished.toISOString().slice(0, 10)
  const run = assemble(frame, heard, (result) => {
    const entry = matchKnown(entries, result, today)
    return entry === undefined ? null : { reason: entry.reason, issue: entry.issue ?? null, until: entry.until ?? null }
  })
  const leaks = await writeReport(out, {
    run,
    evidence: heard.results.map(({ evidence }) => evidence),
    secrets: heard.secrets,
  })
  return { run, out, warnings, stale: staleKnown(entries, run.results, today), leaks }
}
