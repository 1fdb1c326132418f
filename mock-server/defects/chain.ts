import type { Next } from './defect.ts'

type AsyncHook<Call, Result> = (call: Call, next: Next<Result>) => Promise<Result>
type Hook<Call, Result> = (call: Call, next: () => Result) => Result

/** Runs hooks one inside the other, the sound behaviour innermost. */
export function chain<Call, Result>(
  hooks: readonly AsyncHook<Call, Result>[],
  call: Call,
  sound: Next<Result>,
): Promise<Result> {
  return hooks.reduce<Next<Result>>((next, hook) => () => hook(call, next), sound)()
}

/** The same for decisions that cannot wait. */
export function chainSync<Call, Result>(hooks: readonly Hook<Call, Result>[], call: Call, sound: () => Result): Result {
  return hooks.reduce<() => Result>((next, hook) => () => hook(call, next), sound)()
}
