import type { Io, SignalName } from './io.ts'

const names: readonly SignalName[] = ['SIGINT', 'SIGTERM']

/**
 * Runs work that can be interrupted. The first SIGINT or SIGTERM aborts the signal and says so; the second ends the
 * process at once with 130.
 */
export async function interruptible<T>(
  { signals }: Pick<Io, 'signals'>,
  onFirst: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const listener = (): void => {
    if (controller.signal.aborted) return signals.stop(130)
    onFirst()
    controller.abort()
  }
  for (const name of names) signals.on(name, listener)
  try {
    return await work(controller.signal)
  } finally {
    for (const name of names) signals.off(name, listener)
  }
}
