import type { Change, ChangeKind } from '../compare.ts'
import type { Result } from '../model.ts'

/** What a kind of change is called above a list of them. */
export const changeHeadings: Readonly<Record<ChangeKind, string>> = {
  newlyBroken: 'newly broken',
  newlyBlocked: 'no longer judged: blocked or error',
  newlySkipped: 'no longer judged: skipped',
  worse: 'worse, without breaking the run',
  reasonChanged: 'same verdict, another reason',
  better: 'better, not yet good',
  newlyHeld: 'obeyed now',
  newlyJudged: 'judged now',
  knownRemoved: 'no longer in the baseline',
  knownAdded: 'accepted by the baseline now',
  lawChanged: 'by another law than before',
  removed: 'only in the earlier run',
  added: 'only in the later run',
}

/** The verdicts on both sides: `pass → fail`, or the only one there is. */
export function turn({ before, after }: Change): string {
  return [before, after].flatMap((result) => (result === undefined ? [] : [verdictOf(result)])).join(' → ')
}

/** What came of it in words: what was expected and seen, else why. */
export function outcome({ before, after }: Change): string {
  const result = after ?? before
  if (result === undefined) return ''
  const { expected, actual, because, known } = result
  const seen = actual === null ? because : `expected ${expected ?? ''}; got ${actual}`
  return known === null ? seen : `${seen} (known: ${known.reason})`
}

function verdictOf({ verdict, known }: Result): string {
  return known === null ? verdict : `${verdict} (known)`
}
