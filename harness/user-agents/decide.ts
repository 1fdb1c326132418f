import { placeOf, originOf } from './addresses.ts'
import type { Move, Situation } from './move.ts'
import { staysHere } from './needs-scripts.ts'
import type { Page } from './page.ts'
import { recognise } from './recognise.ts'
import { stepMove } from './steps.ts'
import type { StepGroup } from './steps.ts'
import type { WalkOptions } from './user-agent.ts'
import { rejected, unheeded, whyStuck } from './why-stuck.ts'

const SAME_MOVE = 2

/** What was done so far in a walk, to notice rejections and circles. */
export interface Memory {
  made: Map<string, number>
  /** What was given away, and what the page said on which it was. */
  given: Map<string, string>
  steps: StepGroup[]
  /** Why no password is given at all. */
  turnedDown?: string | undefined
}

/** What a walk with these options begins with; `given` is what was given away on the way to its first page. */
export const newMemory = (
  steps: StepGroup[],
  { turnedDown }: Pick<WalkOptions, 'turnedDown'>,
  given: Memory['given'] = new Map(),
): Memory => ({ made: new Map(), given, steps, turnedDown })

/** Why a walk ends on a page. */
export interface Halt {
  stuck: string
  /** What nobody took, on a page whose scripts may have been meant to send it. */
  unheeded?: Move
}

const hasPassword = (page: Page): string => `password ${originOf(page.url)}`

function givenKey(page: Page, move: Move): string {
  // A password is asked for once per server; a user name may be asked for again by a different form.
  return move.gives === 'password' ? hasPassword(page) : `${move.gives ?? ''} ${move.key}`
}

/** What a reader of the page is told: where a password was turned down this is hardly ever the same as before. */
const saidOn = ({ status, title, text, alert }: Page): string => JSON.stringify([status, title, text, alert])

const timesMade = (memory: Memory, move: Move): number => memory.made.get(move.key) ?? 0

/** Why a move must not be made again, undefined when it may. */
function objection({ page, scripts }: Situation, move: Move, memory: Memory): Halt | undefined {
  if ('stuck' in move.go) return { stuck: `${move.go.stuck} (${placeOf(page.url)})` }
  if (move.gives === 'password' && memory.turnedDown !== undefined) return { stuck: memory.turnedDown }
  const before = move.gives === undefined ? undefined : memory.given.get(givenKey(page, move))
  if (move.gives !== undefined && before !== undefined) {
    const idle = scripts !== true && 'form' in move.go && staysHere(move.go.form, page)
    return idle && before === saidOn(page)
      ? { stuck: unheeded(page), unheeded: move }
      : { stuck: rejected(page, move.gives) }
  }
  const again = timesMade(memory, move) >= SAME_MOVE
  return again ? { stuck: `same form three times: ${move.did} on ${placeOf(page.url)}` } : undefined
}

/** Decides what to do on a page: a move, or the reason to stop. */
export function decide(situation: Situation, memory: Memory): Move | Halt {
  const move = stepMove(situation, memory.steps) ?? recognise(situation, (each) => timesMade(memory, each))
  return move === undefined ? { stuck: whyStuck(situation) } : (objection(situation, move, memory) ?? move)
}

/** Keeps in mind that a move is being made. */
export function remember(page: Page, move: Move, memory: Memory): void {
  memory.made.set(move.key, timesMade(memory, move) + 1)
  if (move.gives !== undefined) memory.given.set(givenKey(page, move), saidOn(page))
}

/** Keeps in mind that a password is typed on a page, unless this server had it before: then the words to end with. */
export function rememberPassword(page: Page, memory: Memory): string | undefined {
  if (memory.turnedDown !== undefined) return memory.turnedDown
  if (memory.given.has(hasPassword(page))) return rejected(page, 'password')
  memory.given.set(hasPassword(page), saidOn(page))
  return undefined
}

/** What was given away in a walk that another user agent goes on with; what nobody took was not. */
export function givenBefore(page: Page, { unheeded: untaken }: Halt, memory: Memory): Memory['given'] {
  const given = new Map(memory.given)
  if (untaken !== undefined) given.delete(givenKey(page, untaken))
  return given
}
