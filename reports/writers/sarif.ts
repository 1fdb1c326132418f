import type { Log } from 'sarif'

import type { Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import type { Pointers } from './detail.ts'
import { groupBy } from '../group.ts'
import { byBytes } from '../order.ts'
import { reproduce } from '../reproduce.ts'
import { findingsInOrder } from './in-order.ts'
import { safeJson } from './safe-json.ts'
import { sarifRun } from './sarif-run.ts'

// GitHub rejects a file with more runs.
const runLimit = 20

/**
 * The run as SARIF 2.1.0, fit for code scanning of GitHub: one run per target with a category of its own, so that the
 * alerts of one do not close those of another; all in one where there are more than 20 targets. Results are broken laws
 * (error) and warnings (warning); known deviations are left out, and what could not be judged is a notification of the
 * tool. `out` is the report folder from the repository root, put before evidence paths.
 */
export function writeSarif(run: Run, { out }: { readonly out?: string } = {}): string {
  const pointers: Pointers = { command: reproduce(run), ...(out === undefined ? {} : { out }) }
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: sharesOf(run).map(([name, members]) => sarifRun(name, members, run, pointers)),
  }
  return safeJson(log, ['text', 'markdown'])
}

/** What each SARIF run tells of: a name for its category, and findings. */
function sharesOf(run: Run): [string, Finding[]][] {
  const all = findingsInOrder(run)
  const judged = groupBy(all, ({ result }) => result.target)
  const names = [...new Set([...run.targets.map(({ name }) => name), ...judged.keys()])].toSorted(byBytes)
  if (names.length > runLimit) return [['all', all]]
  return names.map((name) => [name, judged.get(name) ?? []])
}
