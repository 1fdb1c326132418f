import type { Desk, Errand } from '../user-agents/manual/manual.ts'

/** What the run says to the thread that talks with people, and hears of it. */
export interface Counter {
  readonly takesAddresses: boolean
  tell(errand: Errand & { readonly id: number }): void
  finish(id: number): void
}

/** Hands errands of all targets to one person, one after the other. */
export class PersonDesk {
  readonly #counter: Counter
  #last: Promise<unknown> = Promise.resolve()
  #id = 0
  #landed: (line: string) => void = () => undefined

  constructor(counter: Counter) {
    this.#counter = counter
  }

  /** A line the person has handed over for an errand; late ones are dropped. */
  hear(id: number, line: string): void {
    if (id === this.#id) this.#landed(line)
  }

  /** The desk of one target, which may ask for so many logins. */
  deskFor(most: number): Desk {
    return {
      takesAddresses: this.#counter.takesAddresses,
      logins: { made: 0, most },
      inTurn: (work) => this.#inTurn(work),
      tell: (errand, landed) => {
        const id = (this.#id += 1)
        this.#landed = landed
        this.#counter.tell({ ...errand, id })
        return () => this.#counter.finish(id)
      },
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work)
    this.#last = next.catch(() => undefined)
    return next
  }
}
