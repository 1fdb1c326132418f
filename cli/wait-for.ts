import { UsageError } from '../harness/usage-error.ts'
import { printable } from '../reports/printable.ts'
import { chosenTargets } from './chosen-targets.ts'
import { interruptible } from './interrupt.ts'
import type { Io } from './io.ts'
import type { Output } from './output.ts'

/** What `--wait-for` asks: how long, and for which addresses instead of the targets. */
export interface Patience {
  /** Seconds. */
  readonly limit: number
  readonly urls: readonly string[]
}

const usualLimit = 60

/** Reads `--wait-for`, which may be given for a number of seconds and for addresses. Throws UsageError for anything else. */
export function waitFor(text: string, { limit, urls }: Patience = { limit: usualLimit, urls: [] }): Patience {
  if (/^\d+(?:\.\d+)?$/.test(text)) return { limit: Number(text), urls }
  if (/^https?:\/\/[^/]/.test(text) && URL.canParse(text)) return { limit, urls: [...urls, text] }
  throw new UsageError(
    `--wait-for: expected seconds or an http or https URL, got "${text}"; write --wait-for 120, or --wait-for http://127.0.0.1:8080/health`,
  )
}

interface Wanted {
  readonly patience: Patience
  /** Target file, absolute; undefined for the embedded mock, which is there at once. */
  readonly configFile: string | undefined
  readonly targets: readonly string[]
}

/** Waits until what is to be judged answers; the exit code when it never does, or when the wait is interrupted. */
export async function awaitTargets(
  { patience: { limit, urls }, configFile, targets }: Wanted,
  output: Output,
  io: Io,
): Promise<3 | 130 | undefined> {
  const { awaitedAddress, awaitedTarget, waitUntilUp } = await import('../harness/setup/wait-until-up.ts')
  const chosen =
    configFile === undefined || urls.length > 0 ? [] : await chosenTargets({ config: configFile, target: targets }, io)
  const awaited = [...urls.map((url) => awaitedAddress(url)), ...chosen.map(({ config }) => awaitedTarget(config))]
  const stopping = (): void => output.note('stopping; nothing was judged')
  return interruptible(io, stopping, async (signal) => {
    try {
      const missing = await waitUntilUp(awaited, {
        limit: 1000 * limit,
        signal,
        onWaiting: (url, why) => output.note(`waiting up to ${limit} s for ${url}: ${printable(why)}`),
      })
      for (const { url, why } of missing) output.note(`gave up after ${limit} s: ${url}: ${printable(why)}`)
      if (missing.length === 0) return undefined
      output.note('nothing was judged: start the server before the run, or wait longer with --wait-for <seconds>')
      return 3
    } catch (error) {
      if (signal.aborted) return 130
      throw error
    }
  })
}
