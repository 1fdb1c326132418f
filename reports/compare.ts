import type { CheckFacts, Result, Run } from './model.ts'
import { by } from './order.ts'
import { comparableReason } from './comparable-reason.ts'

/** One check of one target in two runs; undefined where a run did not have it. */
export interface Change {
  readonly target: string
  readonly check: string
  readonly title: string
  readonly before: Result | undefined
  readonly after: Result | undefined
}

/**
 * What differs between an earlier run and a later one, each list by target and check. A pair of results stands in one list at most,
 * except that a baseline entry that came or went, and a law that changed, are told in addition.
 */
export interface Comparison {
  /** Breaks a law now and is not accepted by the baseline, which was not so before; warnings too when the later run is strict. */
  readonly newlyBroken: readonly Change[]
  /** Deviated before and passes now. */
  readonly newlyHeld: readonly Change[]
  /** Deviates more than before without breaking the run: a warning, a note, or a break that the baseline accepts. */
  readonly worse: readonly Change[]
  /** Deviates less than before, and still does. */
  readonly better: readonly Change[]
  /** The same verdict for another reason. */
  readonly reasonChanged: readonly Change[]
  /** Could not be judged now: blocked, or ended by an error, and not in the same way before. */
  readonly newlyBlocked: readonly Change[]
  /** Skipped now; often a capability that was lost. */
  readonly newlySkipped: readonly Change[]
  /** Skipped, blocked or ended by an error before, and judged now without a break. */
  readonly newlyJudged: readonly Change[]
  /** Only in the later run. */
  readonly added: readonly Change[]
  /** Only in the earlier run. */
  readonly removed: readonly Change[]
  /** Accepted by the baseline now and not before, or with other words. */
  readonly knownAdded: readonly Change[]
  /** Accepted by the baseline before and not now. */
  readonly knownRemoved: readonly Change[]
  /** The check cites other laws than before. */
  readonly lawChanged: readonly Change[]
  /** Whether the runs judged by different profiles, so that most of the above says little. */
  readonly profileDiffers: boolean
}

/** The lists of a comparison by name, the gravest first. */
export const changeKinds = [
  'newlyBroken',
  'newlyBlocked',
  'newlySkipped',
  'worse',
  'reasonChanged',
  'better',
  'newlyHeld',
  'newlyJudged',
  'knownRemoved',
  'knownAdded',
  'lawChanged',
  'removed',
  'added',
] as const satisfies readonly (keyof Comparison)[]

export type ChangeKind = (typeof changeKinds)[number]

/**
 * Compares an earlier run with a later one, check by check of each target. What differs by chance between two runs (ports of loopback
 * addresses, numbers of stable names) is no difference.
 */
export function compare(base: Run, head: Run): Comparison {
  const lists: Record<ChangeKind, Change[]> = {
    newlyBroken: [],
    newlyBlocked: [],
    newlySkipped: [],
    worse: [],
    reasonChanged: [],
    better: [],
    newlyHeld: [],
    newlyJudged: [],
    knownRemoved: [],
    knownAdded: [],
    lawChanged: [],
    removed: [],
    added: [],
  }
  const kindOf = kindsBetween(base, head)
  for (const change of changes(base, head)) for (const kind of kindOf(change)) lists[kind].push(change)
  return { ...lists, profileDiffers: base.run.profile !== head.run.profile }
}

function changes(base: Run, head: Run): Change[] {
  const before = new Map(base.results.map((result) => [keyOf(result), result]))
  const after = new Map(head.results.map((result) => [keyOf(result), result]))
  const titles = new Map([...base.checks, ...head.checks].map(({ id, title }) => [id, title]))
  return [...new Map([...before, ...after])]
    .map(([key, { target, check }]) => ({
      target,
      check,
      title: titles.get(check) ?? '',
      before: before.get(key),
      after: after.get(key),
    }))
    .toSorted(
      by(
        ({ target }) => target,
        ({ check }) => check,
      ),
    )
}

function keyOf({ target, check }: Result): string {
  return JSON.stringify([target, check])
}

function kindsBetween(base: Run, head: Run): (change: Change) => readonly ChangeKind[] {
  const lawsBefore = lawsOf(base.checks)
  const lawsAfter = lawsOf(head.checks)
  const reasonBefore = comparableReason(base)
  const reasonAfter = comparableReason(head)
  const strict = head.run.strict === true

  function ofVerdicts(before: Result, after: Result): ChangeKind | undefined {
    if (breaks(after, strict) && !breaks(before, strict)) return 'newlyBroken'
    if (before.verdict === after.verdict)
      return reasonBefore(before) === reasonAfter(after) ? undefined : 'reasonChanged'
    if (after.verdict === 'skip') return 'newlySkipped'
    if (!judged(after)) return 'newlyBlocked'
    if (!judged(before)) return 'newlyJudged'
    if (after.verdict === 'pass') return 'newlyHeld'
    return weight(after) > weight(before) ? 'worse' : 'better'
  }

  return ({ check, before, after }) => {
    if (before === undefined) return ['added']
    if (after === undefined) return ['removed']
    const kinds = [ofVerdicts(before, after), ofBaseline(before, after)]
    if (lawsBefore.get(check) !== lawsAfter.get(check)) kinds.push('lawChanged')
    return kinds.filter((kind) => kind !== undefined)
  }
}

function ofBaseline({ known: before }: Result, { known: after }: Result): ChangeKind | undefined {
  if (after === null) return before === null ? undefined : 'knownRemoved'
  const same = before?.reason === after.reason && before.issue === after.issue && before.until === after.until
  return same ? undefined : 'knownAdded'
}

function breaks({ verdict, known }: Result, strict: boolean): boolean {
  return known === null && (verdict === 'fail' || (strict && verdict === 'warn'))
}

const weights: readonly string[] = ['pass', 'note', 'warn', 'fail']

function weight({ verdict }: Result): number {
  return weights.indexOf(verdict)
}

function judged(result: Result): boolean {
  return weight(result) >= 0
}

function lawsOf(checks: readonly CheckFacts[]): Map<string, string> {
  return new Map(
    checks.map(({ id, laws }) => [
      id,
      JSON.stringify(laws.map(({ document, section, level }) => [document, section, level])),
    ]),
  )
}
