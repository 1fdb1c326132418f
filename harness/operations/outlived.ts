import type { Answer } from '../http/answer.ts'
import type { Lifetimes } from '../target/target.ts'
import type { TargetMemory } from './surroundings.ts'

interface Known {
  readonly memory: Pick<TargetMemory, 'codes'>
  readonly target: { readonly lifetimes: Pick<Lifetimes, 'code'> }
}

/** The part of a lifetime in which an artefact surely lives, milliseconds: servers keep time in whole seconds. */
export function surely(lifetime: number): number {
  return Math.max(lifetime - 1, lifetime / 2) * 1000
}

/** Whether an answer came when the code of its request may have expired on the way, as on a machine that is too busy. */
export function outlived({ memory, target }: Known, { request, at }: Answer): boolean {
  const code = new URLSearchParams(request.body).get('code')
  const since = code === null ? undefined : memory.codes.get(code)
  const { code: lifetime } = target.lifetimes
  return since !== undefined && lifetime !== undefined && at - since >= surely(lifetime)
}
