import { setTimeout } from 'node:timers/promises'

import { Collector } from './collect.ts'
import type { RunOutcome, RunRequest } from './events.ts'
import type { Plan } from './plan.ts'
import { prepare } from './prepare.ts'
import { loadBaseline, report } from './report.ts'
import { entryFile, startVitest } from './start-vitest.ts'

/**
 * Judges targets and writes the report. Throws UsageError and ConfigError before anything is sent; whatever happens
 * later ends in the outcome. An aborted signal ends the run early and still writes what is known.
 */
export async function runChecks(request: RunRequest): Promise<RunOutcome> {
  const started = new Date()
  const prepared = await prepare(request)
  const collector = new Collector(prepared.plan, request.onEvent)
  try {
    const known = await loadBaseline(prepared.known)
    await judgeAll(prepared.plan, request, collector)
    return await report(request, prepared, known, collector, started)
  } finally {
    collector.close()
    await prepared.close()
  }
}

/** Longest the engine may take to end, milliseconds: an interrupted one may hold a thread that does not listen. */
const closing = 3_000

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
    await Promise.race([vitest.close(), setTimeout(closing, undefined, { ref: false })])
  }
}
