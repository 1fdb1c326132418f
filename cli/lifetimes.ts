import { UsageError } from '../harness/usage-error.ts'
import type { Lifetimes } from '../mock-server/index.ts'
import { oneOf } from './flags.ts'

const names: Record<keyof Lifetimes, true> = {
  code: true,
  device_code: true,
  access_token: true,
  refresh_token: true,
  client_credentials: true,
  id_token: true,
  session: true,
  interaction: true,
  grant: true,
}

/** Reads `code=2,access_token=3` into lifetimes in whole seconds. Throws UsageError for another name or number. */
export function parseLifetimes(flags: readonly string[]): Partial<Lifetimes> {
  const pairs = flags.flatMap((flag) => flag.split(',')).map(pair)
  return Object.fromEntries(pairs)
}

function pair(text: string): [string, number] {
  const [name = '', seconds = ''] = text.split('=', 2).map((part) => part.trim())
  oneOf('lifetime', name, Object.keys(names))
  if (!/^[1-9]\d*$/.test(seconds)) {
    throw new UsageError(`--lifetime ${name}: expected whole seconds, at least 1, got "${seconds}"; write ${name}=60`)
  }
  return [name, Number(seconds)]
}
