import type { Check } from '../check.ts'
import { aside } from './aside.ts'
import { attempt, type Attempt } from './attempt.ts'
import type { Court } from './court.ts'
import { pause } from './pace.ts'

/** Pauses before a check is tried again after trouble of the network kind, milliseconds. */
const backOff = [200, 600]

/** How often a check is judged again for what it taught; one that registers clients could go on for ever. */
const lessons = 2

/** Judges a check until it has come to an end of its own, or trying again makes no sense; the last attempt counts. */
export async function settle(court: Court, check: Check): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  for (;;) {
    const known = court.memory.neededPkceLate.size
    const next = await attempt(court, check, attempts.length + 1, attempts.length > 0)
    attempts.push(next)
    if (attempts.length <= lessons && cameToNothing(next)) {
      // A need may be told by nothing but that codes are refused without what is needed.
      await aside(court, ({ setUp }) => setUp.learns(next.exchanges))
      // What a client needs is found out by asking without it, and that was no fault of the server.
      if (known < court.memory.neededPkceLate.size) continue
    }
    if (!(await mayPass(court, attempts, next))) return attempts
  }
}

function cameToNothing({ ending: { kind } }: Attempt): boolean {
  return kind === 'blocked' || kind === 'broken'
}

/** Whether what blocks a check may be over at the next attempt, and then only when it is time for that. */
async function mayPass(
  court: Court,
  attempts: readonly Attempt[],
  { ending, exchanges, disturbed }: Attempt,
): Promise<boolean> {
  if (ending.kind !== 'blocked') return false
  const otherwiseAlone = attempts.length === 1 && (disturbed || stumbled(exchanges))
  if (!ending.transient && (!otherwiseAlone || court.agents.byHand === true)) return false
  const { silent } = ending
  if (silent !== undefined && court.transport.down.has(silent)) return false
  const rest = backOff[attempts.length - 1]
  if (rest !== undefined) await pause(rest, court.signal)
  else if (silent !== undefined) await court.transport.bury(silent)
  return rest !== undefined
}

/** A server may fail inside only while many ask at once, as one does whose database is locked; alone it is asked once more. */
function stumbled(exchanges: Attempt['exchanges']): boolean {
  return exchanges.some(({ response }) => response !== undefined && response.status >= 500)
}
