import type { Person } from '../user-agents/user-agent.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Who logs in on a walk, for its options. A password that a login by itself was turned down with is not given again, since further
 * tries may lock the user out, and end no otherwise.
 */
export function personOf({ target, memory }: Surroundings, person: Person | undefined = target.users[0]) {
  if (person === undefined) return {}
  const { loggedIn, turnedDown } = memory
  const wrong = person === target.users[0] && !loggedIn && turnedDown !== undefined
  return wrong ? { person, turnedDown } : { person }
}
