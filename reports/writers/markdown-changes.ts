import type { Change, Comparison } from '../compare.ts'
import type { Section } from './markdown-fit.ts'
import { changeKinds } from '../compare.ts'
import { changeHeadings, outcome, turn } from './diff-words.ts'
import { code, row, tableHead } from './markdown-text.ts'

const most = 50

/** What differs from the earlier run: how much of each kind, then each but the newly broken, which have a table of their own. */
export function changes(comparison: Comparison, manyTargets: boolean): Section[] {
  const kinds = changeKinds.filter((kind) => comparison[kind].length > 0)
  const sums = kinds.map((kind) => `${comparison[kind].length} ${changeHeadings[kind]}`).join(' · ')
  const warning = comparison.profileDiffers ? ['The runs judged by different profiles, so this says little.', ''] : []
  const rows = kinds
    .filter((kind) => kind !== 'newlyBroken')
    .flatMap((kind) => comparison[kind].map((change) => changed(changeHeadings[kind], change, manyTargets)))
  const table = rows.length === 0 ? [] : [...tableHead(['Change', 'Check', 'Verdict', 'What was seen'])]
  const head = ['### Since the earlier run', '', ...warning, sums === '' ? 'Nothing changed.' : sums, '', ...table]
  return [{ head, rows, most, foot: rows.length === 0 ? [] : [''] }]
}

function changed(word: string, change: Change, manyTargets: boolean): string {
  const { check, target } = change
  return row([word, code(manyTargets ? `${check} at ${target}` : check), turn(change), code(outcome(change))])
}

/** What is broken now and was not so before, by a check that is new or not. */
export function freshlyBroken({ newlyBroken, added }: Comparison): readonly Change[] {
  const byNewChecks = added.filter(({ after }) => after?.verdict === 'fail' && after.known === null)
  return [...newlyBroken.filter(({ after }) => after?.verdict === 'fail'), ...byNewChecks]
}
