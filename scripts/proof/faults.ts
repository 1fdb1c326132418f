import type { Check } from '../../harness/check.ts'
import { redElsewhere } from '../../suites/red-elsewhere.ts'
import type { Row } from './slice.ts'

const red = new Set(['fail', 'warn', 'note'])

/** What the matrix says against the suites, one sentence each; none means everything is proven. */
export function faultsOf(checks: readonly Check[], sound: Row | undefined, rows: readonly Row[]): string[] {
  return [
    ...Object.entries(sound?.verdicts ?? {}).flatMap(([id, { verdict, because }]) =>
      verdict === 'pass' ? [] : [`${id} is ${verdict} on the sound mock: ${because}`],
    ),
    ...checks.flatMap((check) => unproven(check, rows)),
    ...rows.flatMap(({ defect, verdicts }) => {
      const reds = Object.keys(verdicts).filter((id) => red.has(verdicts[id]?.verdict ?? ''))
      const none =
        reds.length === 0 && checks.some((check) => check.defect === defect) ? [`${defect} turns nothing red`] : []
      return [...none, ...reds.flatMap((id) => unexplained(checks, defect, id))]
    }),
  ]
}

/** The verdicts of a row that are red, by check id. */
export function redsOf({ verdicts }: Row): Record<string, string> {
  const entries = Object.entries(verdicts).map(([id, { verdict }]): [string, string] => [id, verdict])
  return Object.fromEntries(entries.filter(([, verdict]) => red.has(verdict)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function unproven(check: Check, rows: readonly Row[]): string[] {
  const row = rows.find(({ defect }) => defect === check.defect)
  if (row === undefined) return [`${check.id}: the mock has no defect ${check.defect}`]
  const own = row.verdicts[check.id]
  if (own !== undefined && red.has(own.verdict)) return []
  return [`${check.id} is ${own?.verdict ?? 'not judged'} with its defect ${check.defect}: ${own?.because ?? ''}`]
}

function unexplained(checks: readonly Check[], defect: string, id: string): string[] {
  if (checks.some((check) => check.id === id && check.defect === defect)) return []
  if (redElsewhere[defect]?.[id] !== undefined) return []
  return [`${defect} turns ${id} red as well, and suites/red-elsewhere.ts does not say why`]
}
