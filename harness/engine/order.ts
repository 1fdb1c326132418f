import type { Check } from '../check.ts'
import { Turnstile } from './turnstile.ts'

/** Longest the others let the checks with a pause go first, milliseconds: a slow target must not hold everything up. */
const headStart = 3_000

/** In which order the checks of one target begin: those with a pause, the others, those that judge the whole recording. */
export class Order {
  readonly #asleep: Turnstile
  readonly #ended: Turnstile

  constructor(checks: readonly Check[]) {
    const active = checks.filter(({ passive }) => passive !== true)
    this.#asleep = new Turnstile(idsOf(active.filter(({ waits }) => waits !== undefined)), headStart)
    this.#ended = new Turnstile(idsOf(active))
  }

  /** Resolves when the check may begin. */
  async turn({ waits, passive }: Check): Promise<void> {
    if (passive === true) await this.#ended.open
    else if (waits === undefined) await this.#asleep.open
  }

  sleeps(check: string): void {
    this.#asleep.passed(check)
  }

  ends(check: string): void {
    this.#asleep.passed(check)
    this.#ended.passed(check)
  }
}

function idsOf(checks: readonly Check[]): string[] {
  return checks.map(({ id }) => id)
}
