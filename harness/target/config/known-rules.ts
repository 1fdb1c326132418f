import { nearest } from '../nearest.ts'
import { type Draft, draftItems, textAt } from './draft.ts'
import { globMatches } from './glob.ts'
import type { Finding, Path } from './problem.ts'

/** What `assay known add` writes where a reason has to be; a baseline that still says so is refused. */
export const placeholderReason = 'write here why this is accepted'

/** What a baseline is held to beside its schema. */
export interface KnownRules {
  /** Ids of all checks there are; a pattern has to mean one of them. Not looked at when absent. */
  readonly checks?: readonly string[]
  /** Whether reasons may still have to be written. */
  readonly drafts?: boolean
}

/** What the shape of a baseline cannot say: days of the calendar, reasons that were written, checks that exist. */
export function knownFindings(rules: KnownRules): (data: Draft) => Finding[] {
  return (data) => {
    const known = draftItems(data['known'])
    const ignored = draftItems(data['ignore'])
    const all = [
      ...known.map(([index, entry]): Placed => [['known', index], entry]),
      ...ignored.map(([index, entry]): Placed => [['ignore', index], entry]),
    ]
    return [
      ...all.flatMap((each) => [...days(each), ...(rules.drafts === true ? [] : reason(each))]),
      ...all.flatMap((each) => (rules.checks === undefined ? [] : unknownCheck(each, rules.checks))),
      ...(data['issue_required'] === true ? known.flatMap(([index, entry]) => issue(['known', index], entry)) : []),
    ]
  }
}

type Placed = readonly [path: Path, entry: Draft]

function days([path, entry]: Placed): Finding[] {
  return ['until', 'since'].flatMap((key) => {
    const day = textAt(entry, key)
    if (day === undefined || isDay(day)) return []
    const message = `expected a day of the calendar written YYYY-MM-DD, got ${JSON.stringify(day)}`
    return [{ path: [...path, key], message, fix: 'write it as in 2027-03-31' }]
  })
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

function reason([path, entry]: Placed): Finding[] {
  if (textAt(entry, 'reason')?.trim() !== placeholderReason) return []
  const message = 'expected a reason, got what known add writes in its place'
  return [{ path: [...path, 'reason'], message, fix: 'write why the deviation is accepted' }]
}

function issue(path: Path, entry: Draft): Finding[] {
  if (textAt(entry, 'issue') !== undefined) return []
  const message = 'this key is required by issue_required and missing'
  return [{ path: [...path, 'issue'], message, at: 'key', fix: 'add issue (where the deviation is tracked)' }]
}

function unknownCheck([path, entry]: Placed, checks: readonly string[]): Finding[] {
  const pattern = textAt(entry, 'check')
  if (pattern === undefined || checks.some((id) => globMatches(pattern, id))) return []
  const near = nearest(pattern, checks)
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  return [
    {
      path: [...path, 'check'],
      message: `no check matches "${pattern}"${hint}`,
      fix: 'npx oauth-assay list shows every id',
    },
  ]
}
