import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { loadKnown, staleKnown } from '../../harness/target/config/known.ts'
import type { Result, Run } from '../../reports/model.ts'
import type { Cell } from './model.ts'
import { isThere, startServer } from './servers.ts'

const command = fileURLToPath(new URL('../../cli/main.js', import.meta.url))

export interface Judgement {
  readonly run: Run
  /** What nobody expected, one sentence each. */
  readonly faults: readonly string[]
}

/**
 * Starts the server of a folder, judges it by its target file and baseline, and stops it. Rejects when it does not start
 * or the run writes no result. Pauses of a check are limited to `maxWait` seconds.
 */
export async function judge(folder: string, maxWait: number): Promise<Judgement> {
  await using server = await startServer(folder)
  const baseline = join(folder, 'known.yaml')
  const known = (await isThere(baseline)) ? await loadKnown(baseline) : []
  const acceptance = known.length === 0 ? ['--no-known'] : ['--known', baseline]
  const run = await runSuite(folder, server.issuer, ['--max-wait', String(maxWait), ...acceptance])
  return { run, faults: faultsOf(run, staleKnown(known, run.results, new Date().toISOString().slice(0, 10))) }
}

async function runSuite(folder: string, issuer: string, more: readonly string[]): Promise<Run> {
  const out = await mkdtemp(join(tmpdir(), 'assay-interop-'))
  const argv = [command, 'run', '-c', join(folder, 'assay.config.yaml'), '-o', out, '--quiet', ...more]
  try {
    const ended = await promisify(execFile)(process.execPath, argv, {
      env: { ...process.env, ASSAY_ISSUER: issuer },
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: Error & { stderr?: string }) => error)
    const text = await readFile(join(out, 'run.json'), 'utf8').catch(() => undefined)
    if (text === undefined) throw new Error(`Expected a result of the run, got none: ${(ended.stderr ?? '').trim()}`)
    return JSON.parse(text) as Run
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

/** What a run holds against expectation: reds no baseline accepts, checks that went wrong, entries that are out of date. */
export function faultsOf(run: Pick<Run, 'results'>, stale: readonly string[]): string[] {
  const unexpected = run.results.flatMap((result) => {
    if (result.verdict === 'fail' && result.known === null)
      return [`${result.check}: expected ${result.expected}, got ${result.actual}`]
    return result.verdict === 'error' ? [`${result.check}: ${result.because}`] : []
  })
  return [...unexpected, ...stale]
}

/** The cells of a run, without what differs from run to run. */
export function cellsOf({ results }: Pick<Run, 'results'>): ReadonlyMap<string, Cell> {
  return new Map(results.map((result) => [result.check, { verdict: result.verdict, reason: reasonOf(result) }]))
}

function reasonOf({ verdict, known, tolerated }: Result): string | null {
  return verdict === 'fail' ? (known?.reason ?? null) : tolerated
}
