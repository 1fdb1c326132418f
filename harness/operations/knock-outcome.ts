import type { AuthorizeOptions, Knock } from '../context.ts'
import { type Answer, NoAnswer } from '../http/answer.ts'
import { knock } from './authorization.ts'
import type { Surroundings } from './surroundings.ts'

/** The first answer to an authorization request sent without cookies, or the reason why none came; follows nothing. */
export async function knockOutcome(
  around: Surroundings,
  options: AuthorizeOptions = {},
  change: Knock = {},
): Promise<Answer | NoAnswer> {
  try {
    return await knock(around, options, change)
  } catch (error) {
    if (error instanceof NoAnswer) return error
    throw error
  }
}
