import { BroadcastChannel } from 'node:worker_threads'
import type { Message, Order } from './plan.ts'

interface Envelope {
  readonly from: 'judge' | 'caller'
  readonly message: Message | Order
}

/** The line between the thread that judges and the thread that reports; one per run. */
export class RunChannel {
  readonly #channel: BroadcastChannel
  readonly #side: Envelope['from']

  constructor(runId: string, side: Envelope['from']) {
    this.#channel = new BroadcastChannel(`oauth-assay:${runId}`)
    this.#side = side
    this.#channel.unref()
  }

  post(message: Envelope['message']): void {
    this.#channel.postMessage({ from: this.#side, message } satisfies Envelope)
  }

  /** Hears what the other side says. */
  listen(hear: (message: Envelope['message']) => void): void {
    this.#channel.onmessage = (event) => {
      const { data } = event as { data: Envelope }
      if (data.from !== this.#side) hear(data.message)
    }
  }

  close(): void {
    this.#channel.close()
  }
}
