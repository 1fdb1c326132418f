import type { Result, Verdict } from '../../model.ts'

/** What a reader counts: the verdict, or `known` where the baseline accepts the deviation. */
export type Standing = Verdict | 'known'

/** Every standing, the gravest first, with what it means. */
export const meanings: Readonly<Record<Standing, string>> = {
  fail: 'A law that binds the server is broken.',
  error: 'Not judged: the tool itself or the network failed.',
  blocked: 'Not judged: something that has to work first did not.',
  warn: 'A recommendation is broken, or a law that weighs less here.',
  note: 'The server does otherwise than a law allows it to.',
  known: 'A deviation that the baseline accepts.',
  skip: 'Not judged: the target lacks what the check needs.',
  pass: 'The law is obeyed.',
}

export const standings = Object.keys(meanings) as readonly Standing[]

/** Where a result stands. */
export function standingOf({ verdict, known }: Pick<Result, 'verdict' | 'known'>): Standing {
  return known === null ? verdict : 'known'
}

/** How many results stand where; every standing is there. */
export function countStandings(results: readonly Result[]): Record<Standing, number> {
  const counts = { fail: 0, error: 0, blocked: 0, warn: 0, note: 0, known: 0, skip: 0, pass: 0 }
  for (const result of results) counts[standingOf(result)] += 1
  return counts
}
