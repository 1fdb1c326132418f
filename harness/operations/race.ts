import type { Asked } from '../context.ts'
import type { Answer, NoAnswer } from '../http/answer.ts'
import type { Surroundings } from './surroundings.ts'

/** Opens n connections to the token endpoint, then sends n requests in one go. */
export async function race(
  { target, line }: Surroundings,
  n: number,
  send: (index: number) => Asked,
): Promise<readonly (Answer | NoAnswer)[]> {
  await line.warm(target.endpoint('token'), n)
  return line.atOnce(() => Promise.all(Array.from({ length: n }, (_, index) => send(index).outcome())))
}
