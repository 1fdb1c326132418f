import type { Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import type { Outcome } from './junit-case.ts'
import type { Pointers } from './detail.ts'
import { groupBy } from '../group.ts'
import { areaOf } from '../lookup.ts'
import { reproduce } from '../reproduce.ts'
import { findingsInOrder } from './in-order.ts'
import { outcomeOf, testcase } from './junit-case.ts'
import { packagesOf } from './junit-packages.ts'
import { element } from './xml.ts'

/**
 * The run as JUnit XML: one suite per target and area, one case per result. Warnings and notes pass and say so in a
 * property and in `system-out`; known deviations are skipped with their reason. Times are seconds of work, without pauses.
 * `out` is the report folder from the repository root, put before evidence paths.
 */
export function writeJunit(run: Run, { out }: { readonly out?: string } = {}): string {
  const all = findingsInOrder(run)
  const pointers: Pointers = { command: reproduce(run), ...(out === undefined ? {} : { out }) }
  const packages = packagesOf(all.map(({ result }) => result.target))
  const className = ({ result }: Finding): string =>
    `${packages.get(result.target) ?? result.target}.${areaOf(result.check)}`
  const suites = [...groupBy(all, className)].map(([name, members]) => suite(name, members, run, pointers))
  const root = element('testsuites', { name: 'oauth-assay', ...counts(all) }, ['\n', ...suites])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function suite(name: string, members: readonly Finding[], run: Run, pointers: Pointers): string {
  const cases = members.map((finding) => testcase(finding, name, pointers))
  return `${element('testsuite', { name, timestamp: run.run.started, ...counts(members) }, ['\n', ...cases])}\n`
}

function counts(members: readonly Finding[]): Record<string, string | number> {
  const having = (outcome: Outcome): number => members.filter(({ result }) => outcomeOf(result) === outcome).length
  const ms = members.reduce((sum, { result }) => sum + result.ms, 0)
  return {
    tests: members.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
    time: (ms / 1000).toFixed(3),
  }
}
