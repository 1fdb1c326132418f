import type { Check } from '../../harness/check.ts'
import { redElsewhere } from '../../suites/red-elsewhere.ts'
import { setUp, setUpOf } from './set-ups.ts'
import type { Verdicts } from './judge-defect.ts'
import type { Row } from './slice.ts'

const red = new Set(['fail', 'warn', 'note'])

/** What the matrix says against the suites, one sentence each; none means everything is proven. */
export function faultsOf(checks: readonly Check[], rows: readonly Row[]): string[] {
  const sound = rows.filter(({ defect }) => defect === '')
  const defective = rows.filter(({ defect }) => defect !== '')
  return [
    ...sound.flatMap(unsound),
    ...checks.flatMap((check) => unproven(check, defective)),
    ...defective.flatMap((row) => surprises(checks, row)),
  ]
}

/** The verdicts that are red, by check id, of all rows of a defect. */
export function redsOf(rows: readonly Verdicts[]): Record<string, string> {
  const entries = rows.flatMap((row) => Object.entries(row).map(([id, { verdict }]): [string, string] => [id, verdict]))
  return Object.fromEntries(entries.filter(([, verdict]) => red.has(verdict)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** A check passes where it is proven; elsewhere it may have nothing to judge, but is never red without a reason. */
function unsound({ setUp: place, verdicts }: Row): string[] {
  const explained = setUp(place).explained ?? {}
  return Object.entries(verdicts).flatMap(([id, { verdict, because }]) => {
    if (verdict === 'pass' || (verdict === 'skip' && setUpOf(id) !== place)) return []
    return id in explained && red.has(verdict)
      ? []
      : [`${id} is ${verdict} on the sound mock set up as ${place}: ${because}`]
  })
}

function unproven(check: Check, rows: readonly Row[]): string[] {
  const row = rows.find(({ defect, setUp: place }) => defect === check.defect && place === setUpOf(check.id))
  if (row === undefined) return [`${check.id}: the mock has no defect ${check.defect}`]
  const own = row.verdicts[check.id]
  if (own !== undefined && red.has(own.verdict)) return []
  return [`${check.id} is ${own?.verdict ?? 'not judged'} with its defect ${check.defect}: ${own?.because ?? ''}`]
}

function surprises(checks: readonly Check[], { defect, setUp: place, verdicts }: Row): string[] {
  const explained = setUp(place).explained ?? {}
  const reds = Object.keys(verdicts).filter((id) => red.has(verdicts[id]?.verdict ?? '') && !(id in explained))
  const named = checks.some((check) => check.defect === defect)
  const none = reds.length === 0 && named ? [`${defect} turns nothing red`] : []
  return [...none, ...reds.flatMap((id) => unexplained(checks, defect, id))]
}

function unexplained(checks: readonly Check[], defect: string, id: string): string[] {
  if (checks.some((check) => check.id === id && check.defect === defect)) return []
  if (redElsewhere[defect]?.[id] !== undefined) return []
  return [`${defect} turns ${id} red as well, and suites/red-elsewhere.ts does not say why`]
}
