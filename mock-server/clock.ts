import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<Clock>()
const astray = new Set<Clock>()

/** Each `Date` whose `now` was taken over, with its own; a test's fake timers bring further ones. */
const owners = new Map<DateConstructor, () => number>()

function real(): number {
  return (owners.get(Date) ?? Date.now).call(Date)
}

function told(): number {
  return current.getStore()?.now() ?? real()
}

/**
 * The time of one tenant. It runs with that of the machine until it is told otherwise, and nothing but the tenant's own
 * requests notices.
 */
export class Clock {
  #ahead = 0
  #stopped: number | undefined

  /** The time it shows, in milliseconds since 1970. */
  now(): number {
    return this.#stopped ?? real() + this.#ahead
  }

  /** Whether it stands still. */
  get frozen(): boolean {
    return this.#stopped !== undefined
  }

  /** Seconds it is before the machine's, negative when it is behind. */
  get offset(): number {
    return (this.now() - real()) / 1000
  }

  /** Stops it, at a given time or where it is; a text is read as by `Date.parse`. Throws on a time that is none. */
  freeze(at: Date | number | string = this.now()): void {
    this.#stopped = timeOf(at)
    this.#settle()
  }

  /** Moves it by seconds, backwards when they are negative; a frozen one stays frozen. */
  advance(seconds: number): void {
    if (!Number.isFinite(seconds)) {
      throw new Error(`Expected seconds to advance the clock by, got ${seconds}. Give a number.`)
    }
    if (this.#stopped === undefined) this.#ahead += seconds * 1000
    else this.#stopped += seconds * 1000
    this.#settle()
  }

  /** Sets it to a time; a frozen one stays frozen. Throws on a time that is none. */
  set(at: Date | number | string): void {
    const time = timeOf(at)
    if (this.#stopped === undefined) this.#ahead = time - real()
    else this.#stopped = time
    this.#settle()
  }

  /** Lets a frozen clock run on from where it stands. */
  resume(): void {
    this.#ahead = this.now() - real()
    this.#stopped = undefined
    this.#settle()
  }

  /** Puts it back to the time of the machine. */
  reset(): void {
    this.#ahead = 0
    this.#stopped = undefined
    this.#settle()
  }

  /** Does something that sees this clock's time in `Date.now()`, and whatever it starts does too. */
  run<Result>(work: () => Result): Result {
    if (!astray.has(this)) return work()
    takeOver()
    return current.run(this, work)
  }

  #settle(): void {
    if (this.#ahead === 0 && this.#stopped === undefined) astray.delete(this)
    else astray.add(this)
    if (astray.size === 0) giveBack()
    else takeOver()
  }
}

// oidc-provider asks `Date.now()` and nothing else. Outside the requests of a tenant it tells what it always told.
function takeOver(): void {
  if (owners.has(Date) && Date.now === told) return
  owners.set(Date, Date.now)
  Date.now = told
}

function giveBack(): void {
  for (const [owner, now] of owners) if (owner.now === told) owner.now = now
  owners.clear()
}

function timeOf(at: Date | number | string): number {
  const time = new Date(at).getTime()
  if (Number.isNaN(time)) {
    throw new Error(
      `Expected a time such as 2030-01-01T00:00:00Z, got "${String(at)}". Give a Date or an ISO 8601 text.`,
    )
  }
  return time
}
