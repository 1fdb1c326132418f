let ahead = 0
const now = Date.now.bind(Date)

/** From now on this thread's `Date.now()` runs ahead by what is skipped. The mock keeps time by nothing else. */
export function startSwiftClock(): void {
  Date.now = () => now() + ahead
}

/** Lets time pass in no time. Milliseconds. */
export async function skip(ms: number): Promise<void> {
  ahead += ms
}
