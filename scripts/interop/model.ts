import type { CheckFacts, Verdict } from '../../reports/model.ts'

/** What was found of one law at one server, with the words that stay the same from run to run. */
export interface Cell {
  readonly verdict: Verdict
  /** Why the deviation is known, or why it weighs less; null where there is nothing to say. */
  readonly reason: string | null
}

/** One judged server: a column of the page. */
export interface Column {
  readonly name: string
  /** The packages it is made of, as name@version. */
  readonly packages: readonly string[]
  /** By check id. */
  readonly cells: ReadonlyMap<string, Cell>
}

/** The page: the laws in the order of their ids, and the servers by name. */
export interface Matrix {
  readonly laws: readonly Pick<CheckFacts, 'id' | 'title' | 'laws'>[]
  readonly columns: readonly Column[]
}

/** The verdicts, the gravest first, each with its sign on the page. */
export const signs: Readonly<Record<Verdict, string>> = {
  fail: '✗',
  warn: '!',
  note: '·',
  error: '?',
  blocked: '○',
  skip: '–',
  pass: '✓',
}

export const meanings: Readonly<Record<Verdict, string>> = {
  fail: 'a law that binds is broken',
  warn: 'a recommendation is not followed, or a law is broken in a way that is tolerated',
  note: 'an option is not taken',
  error: 'the check itself went wrong',
  blocked: 'a step before the judged one failed',
  skip: 'the server or the target file lacks what the check needs',
  pass: 'the law is kept',
}

/** The verdicts that occur, the gravest first. */
export const verdicts: readonly Verdict[] = ['fail', 'warn', 'note', 'error', 'blocked', 'skip', 'pass']

/** How often a verdict occurs in a column. */
export function count({ cells }: Column, verdict: Verdict): number {
  return [...cells.values()].filter((cell) => cell.verdict === verdict).length
}

/** The laws by area, the part of the id before the dot. */
export function byArea({ laws }: Matrix): ReadonlyMap<string, Matrix['laws']> {
  const areas = new Map<string, Matrix['laws'][number][]>()
  for (const law of laws.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const area = law.id.split('.', 1).join('')
    areas.set(area, [...(areas.get(area) ?? []), law])
  }
  return areas
}

/** The anchor of what is said about one law at one server. */
export function anchor(server: string, check: string): string {
  return `${server}-${check.replaceAll('.', '-')}`
}
