import type { Result, Run } from '../model.ts'
import { excerpt } from '../printable.ts'

/** What a badge says. */
export interface BadgeText {
  /** Profile and day. */
  readonly label: string
  /** Laws obeyed of laws judged, and everything that makes the count less than a full judgement. */
  readonly message: string
  readonly color: 'brightgreen' | 'yellow' | 'orange' | 'red' | 'lightgrey'
  /** Whether nothing is broken and everything selected could be judged. */
  readonly sound: boolean
  /** Profile, day and counts in one sentence. */
  readonly title: string
}

const profileNames: Readonly<Record<string, string>> = {
  oauth2: 'OAuth 2.0',
  'oauth-2.1': 'OAuth 2.1',
  rfc6749: 'RFC 6749',
  rfc9700: 'RFC 9700',
}

const wordLimit = 40

/**
 * The words and the colour of a badge. Every result counts that a law decided or should have decided; skips are left out,
 * and so are notes, for a MAY obliges nobody. Only obeyed laws count as obeyed: known deviations do not. Green means
 * that all of them are; what could not be judged, or an interruption, is never green.
 */
export function badgeText(run: Run): BadgeText {
  const counts = countsOf(run.results)
  const date = excerpt(run.run.finished, wordLimit).slice(0, 10)
  const profile = excerpt(profileNames[run.run.profile] ?? run.run.profile, wordLimit)
  const message = [laws(counts), ...reservations(run, counts)].join(' · ')
  return {
    label: `${profile} · ${date}`,
    message,
    color: colorOf(run, counts),
    sound: counts.broken === 0 && counts.stuck === 0 && !run.run.interrupted,
    title: `oauth-assay ${run.tool.version}, profile ${profile}, ${date}: ${inFull(counts)} (${message})`,
  }
}

interface Counts {
  readonly all: number
  readonly obeyed: number
  readonly broken: number
  readonly warned: number
  readonly known: number
  /** Blocked or error. */
  readonly stuck: number
}

function countsOf(results: readonly Result[]): Counts {
  const told = results.filter(({ verdict }) => verdict !== 'skip' && verdict !== 'note')
  const open = told.filter(({ known }) => known === null)
  const having = (...verdicts: readonly Result['verdict'][]): number =>
    open.filter(({ verdict }) => verdicts.includes(verdict)).length
  return {
    all: told.length,
    obeyed: having('pass'),
    broken: having('fail'),
    warned: having('warn'),
    known: told.length - open.length,
    stuck: having('blocked', 'error'),
  }
}

function laws({ all, obeyed }: Counts): string {
  return all === 0 ? 'nothing judged' : `${obeyed}/${all} laws`
}

function reservations({ run, targets }: Run, { stuck }: Counts): string[] {
  const { shard, selection, interrupted } = run
  return [
    ...(targets.length > 1 ? [`${targets.length} targets`] : []),
    ...(targets.length > 0 && targets.every(({ from }) => from === null) ? ['embedded mock'] : []),
    ...(stuck > 0 ? [`${stuck} not judged`] : []),
    ...(interrupted ? ['interrupted'] : []),
    ...(shard === undefined ? [] : [`part ${shard.index} of ${shard.count}`]),
    ...(selection.length === 0 ? [] : [`only ${excerpt(selection.join(' '), wordLimit)}`]),
  ]
}

function colorOf({ run }: Run, { all, broken, warned, known, stuck }: Counts): BadgeText['color'] {
  if (broken > 0 || (run.strict === true && warned > 0)) return 'red'
  if (stuck > 0 || run.interrupted) return 'orange'
  if (warned > 0 || known > 0) return 'yellow'
  return all === 0 ? 'lightgrey' : 'brightgreen'
}

function inFull({ all, obeyed, broken, warned, known, stuck }: Counts): string {
  const rest = [
    [broken, 'broken'],
    [warned, 'warned of'],
    [known, 'broken as known'],
    [stuck, 'not judged'],
  ] as const
  const told = rest.filter(([count]) => count > 0).map(([count, what]) => `, ${count} ${what}`)
  return `${obeyed} of ${all} laws obeyed${told.join('')}`
}
