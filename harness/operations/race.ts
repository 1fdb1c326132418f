import type { Asked } from '../context.ts'
import { NoAnswer, type Answer } from '../http/answer.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Opens n connections to the token endpoint, then sends n requests in one go. Throws `NoAnswer` when not one is
 * answered: silence proves nothing.
 */
export async function race(
  { target, line }: Surroundings,
  n: number,
  send: (index: number) => Asked,
): Promise<readonly (Answer | NoAnswer)[]> {
  await line.warm(target.endpoint('token'), n)
  const outcomes = await line.atOnce(() => Promise.all(Array.from({ length: n }, (_, index) => send(index).outcome())))
  const [first] = outcomes
  if (first instanceof NoAnswer && outcomes.every((outcome) => outcome instanceof NoAnswer)) throw first
  return outcomes
}
