import { createInterface, type Interface } from 'node:readline'
import type { RunEvent } from '../harness/engine/events.ts'

/** Hands the lines of a terminal to whatever errand is open. */
export class Answers {
  readonly #input: NodeJS.ReadableStream
  #lines: Interface | undefined
  #answer: ((line: string) => void) | undefined

  constructor(input: NodeJS.ReadableStream) {
    this.#input = input
  }

  hear(event: RunEvent): void {
    if (event.kind === 'errand done') this.#answer = undefined
    if (event.kind !== 'errand') return
    this.#answer = event.answer
    // Opened only now: a terminal that is read keeps the process alive.
    this.#lines ??= createInterface({ input: this.#input }).on('line', (line) => this.#answer?.(line))
  }

  end(): void {
    this.#lines?.close()
  }
}
