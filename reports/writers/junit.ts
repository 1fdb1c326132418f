import type { Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import type { Outcome } from './junit-case.ts'
import type { JunitOptions } from './junit-text.ts'
import { groupBy } from '../group.ts'
import { areaOf, findings } from '../lookup.ts'
import { by } from '../order.ts'
import { outcomeOf, testcase } from './junit-case.ts'
import { element } from './xml.ts'

export type { JunitOptions } from './junit-text.ts'

/**
 * The run as JUnit XML: one suite per target and area, one case per result. Warnings and notes pass and say so in a
 * property and in `system-out`; known deviations are skipped with their reason. Times are seconds of work, without pauses.
 */
export function writeJunit(run: Run, options: JunitOptions = {}): string {
  const all = findings(run).toSorted(
    by(
      ({ result }) => result.target,
      ({ result }) => result.check,
    ),
  )
  const suites = [...groupBy(all, className)].map(([name, members]) => suite(name, members, run, options))
  const root = element('testsuites', { name: 'oauth-assay', ...counts(all) }, ['\n', ...suites])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function suite(name: string, members: readonly Finding[], run: Run, options: JunitOptions): string {
  const cases = members.map((finding) => testcase(finding, name, options))
  return `${element('testsuite', { name, timestamp: run.run.started, ...counts(members) }, ['\n', ...cases])}\n`
}

/** `<target>.<area>`; CI systems split it at dots, so the target's own are replaced. */
function className({ result }: Finding): string {
  return `${result.target.replaceAll('.', '_')}.${areaOf(result.check)}`
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
