import { vi } from 'vitest'

/** Lets time pass without waiting: the servers run in this process and read `Date`, which `vi` has to hold already. */
export async function moveClock(seconds: number): Promise<void> {
  vi.setSystemTime(Date.now() + seconds * 1000)
}
