import { prepareValidation } from '../../reports/validate.ts'
import { Bail } from './bail.ts'
import { Collector } from './collect.ts'
import { EventLog } from './event-log.ts'
import type { RunOutcome, RunRequest } from './events.ts'
import { prepare, type Prepared } from './prepare.ts'
import { beginning, loadBaseline, report } from './report.ts'
import { entryFile, startVitest } from './start-vitest.ts'

/**
 * Judges targets and writes the report. Throws UsageError and ConfigError before anything is sent; whatever happens
 * later ends in the outcome. An aborted signal ends the run early and still writes what is known.
 */
export async function runChecks(request: RunRequest): Promise<RunOutcome> {
  const started = new Date()
  const prepared = await prepare(request)
  const known = await loadBaseline(prepared.known).catch(async (error: unknown) => {
    await prepared.close()
    throw error
  })
  const bail = new Bail(request, known)
  const log = new EventLog(prepared.out, beginning(request, prepared, started))
  const collector = new Collector(prepared.runId, (event) => {
    for (const listener of [log, bail]) listener.hear(event)
    request.onEvent(event)
  })
  const stop = AbortSignal.any([request.signal, bail.signal])
  try {
    const engine = judgeAll(prepared, request, collector)
    await Promise.race([engine.judged, interruption(stop)])
    if (stop.aborted) collector.abort()
    log.end(stop.aborted)
    const outcome = await report(request, prepared, known, collector, started, bail.signal.aborted)
    if (!stop.aborted) await engine.ended
    return outcome
  } finally {
    log.close()
    collector.close()
    await prepared.close()
  }
}

interface Engine {
  /** All is judged, or the engine has failed. */
  readonly judged: Promise<void>
  /** The engine has come to its end; rejects when that was not a good one. */
  readonly ended: Promise<void>
}

/** Lets vitest judge the plan. It starts while the plan is made, because both take their time. */
function judgeAll(prepared: Prepared, request: RunRequest, collector: Collector): Engine {
  const ended = (async () => {
    const vitest = await startVitest(prepared.runId, request.cwd)
    try {
      const running = vitest.runTestSpecifications([vitest.getRootProject().createSpecification(entryFile)])
      collector.hand(await prepared.plan())
      await prepareValidation()
      const { unhandledErrors, testModules } = await running
      const errors = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
      if (errors.length > 0) throw errors[0]
    } finally {
      void vitest.close()
    }
  })()
  ended.catch(() => undefined)
  return { ended, judged: Promise.race([collector.finished, ended.then(() => lastWords(collector))]) }
}

/** Longest the results may be on their way after the judging thread has ended, milliseconds. */
const delivery = 30_000

/** The end of the engine and the results come by different ways, and the results may be the later ones. */
async function lastWords({ finished }: Collector): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const lost = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the judging thread ended without a last word')), delivery)
  })
  await Promise.race([finished, lost]).finally(() => clearTimeout(timer))
}

function interruption(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
  })
}
