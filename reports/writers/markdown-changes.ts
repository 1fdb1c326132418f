import type { Change, ChangeKind, Comparison } from '../compare.ts'
import type { Result } from '../model.ts'
import type { Section } from './markdown-fit.ts'
import { changeKinds } from '../compare.ts'
import { code, row, tableHead } from './markdown-text.ts'

const most = 50

const words: Record<ChangeKind, string> = {
  newlyBroken: 'newly broken',
  newlyBlocked: 'no longer judged',
  newlySkipped: 'newly skipped',
  worse: 'worse',
  reasonChanged: 'another reason',
  better: 'better',
  newlyHeld: 'held now',
  newlyJudged: 'judged now',
  knownRemoved: 'no longer known',
  knownAdded: 'newly known',
  lawChanged: 'other laws cited',
  removed: 'check gone',
  added: 'new check',
}

/** What differs from the earlier run: how much of each kind, then each but the newly broken, which have a table of their own. */
export function changes(comparison: Comparison, manyTargets: boolean): Section[] {
  const kinds = changeKinds.filter((kind) => comparison[kind].length > 0)
  const sums = kinds.map((kind) => `${comparison[kind].length} ${words[kind]}`).join(' · ')
  const warning = comparison.profileDiffers ? ['The runs judged by different profiles, so this says little.', ''] : []
  const rows = kinds
    .filter((kind) => kind !== 'newlyBroken')
    .flatMap((kind) => comparison[kind].map((change) => changed(words[kind], change, manyTargets)))
  const table = rows.length === 0 ? [] : [...tableHead(['Change', 'Check', 'Before', 'Now'])]
  const head = ['### Since the earlier run', '', ...warning, sums === '' ? 'Nothing changed.' : sums, '', ...table]
  return [{ head, rows, most, foot: rows.length === 0 ? [] : [''] }]
}

function changed(word: string, { check, target, before, after }: Change, manyTargets: boolean): string {
  return row([word, code(manyTargets ? `${check} at ${target}` : check), told(before), told(after)])
}

function told(result: Result | undefined): string {
  if (result === undefined) return ''
  const { verdict, known, actual, because } = result
  const words = verdict === 'pass' ? '' : ` ${code(actual ?? because)}`
  return `${known === null ? '' : 'known '}${verdict}${words}`
}

/** What is broken now and was not so before, by a check that is new or not. */
export function freshlyBroken({ newlyBroken, added }: Comparison): readonly Change[] {
  const byNewChecks = added.filter(({ after }) => after?.verdict === 'fail' && after.known === null)
  return [...newlyBroken.filter(({ after }) => after?.verdict === 'fail'), ...byNewChecks]
}
