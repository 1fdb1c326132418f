import type { Result } from '../../reports/model.ts'
import { matchKnown, type KnownEntry } from '../target/config/known.ts'
import type { RunEvent } from './events.ts'

/** When a run ends early. */
export interface Patience {
  /** After so many broken laws; undefined never. */
  readonly bail?: number | undefined
  /** Whether a warning counts as a broken law. */
  readonly strict?: boolean
}

/** Counts broken laws that no baseline entry accepts, and aborts its signal when there are as many as were waited for. */
export class Bail {
  readonly #controller = new AbortController()
  readonly #patience: Patience
  readonly #known: readonly KnownEntry[]
  #broken = 0

  constructor(patience: Patience, known: readonly KnownEntry[]) {
    this.#patience = patience
    this.#known = known
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  hear(event: RunEvent): void {
    const { bail = Infinity } = this.#patience
    if (event.kind !== 'judged' || !this.#counts(event.result)) return
    this.#broken += 1
    if (this.#broken >= bail) this.#controller.abort()
  }

  #counts(result: Result): boolean {
    const grave = result.verdict === 'fail' || (this.#patience.strict === true && result.verdict === 'warn')
    return grave && matchKnown(this.#known, result, new Date().toISOString().slice(0, 10)) === undefined
  }
}
