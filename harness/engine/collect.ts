import type { CheckFacts, TargetFacts } from '../../reports/model.ts'
import { Secrets } from '../evidence/redactor.ts'
import { RunChannel } from './channel.ts'
import { evidenceOf } from './evidence.ts'
import type { RunEvent } from './events.ts'
import { keptEvidence, type KeptEvidence } from './kept-evidence.ts'
import type { Message, OpenResult, Plan } from './plan.ts'

/** One result with what proves it. */
export interface HeardResult {
  readonly result: OpenResult
  readonly evidence: KeptEvidence | null
  /** PNG. */
  readonly picture?: Uint8Array
}

/** What has been heard of a run so far. */
export interface Heard {
  readonly targets: readonly TargetFacts[]
  readonly checks: readonly CheckFacts[]
  readonly results: readonly HeardResult[]
  readonly secrets: Secrets
}

/** Listens to the judging thread and keeps what it says. */
export class Collector {
  readonly #channel: RunChannel
  readonly #secrets = new Secrets()
  readonly #results: HeardResult[] = []
  readonly #onEvent: (event: RunEvent) => void
  #targets: readonly TargetFacts[] = []
  #checks: readonly CheckFacts[] = []
  #finish: () => void = () => undefined
  #plan: Plan | undefined
  #ready = false
  readonly finished: Promise<void>

  constructor(runId: string, onEvent: (event: RunEvent) => void) {
    this.#onEvent = onEvent
    this.finished = new Promise((resolve) => {
      this.#finish = resolve
    })
    this.#channel = new RunChannel(runId, 'caller')
    this.#channel.listen((message) => {
      if (message.kind !== 'abort' && message.kind !== 'plan' && message.kind !== 'landed') this.#hear(message)
    })
  }

  get heard(): Heard {
    return { targets: this.#targets, checks: this.#checks, results: this.#results, secrets: this.#secrets }
  }

  /** Hands the plan to the judging thread, now or as soon as that listens. */
  hand(plan: Plan): void {
    for (const value of plan.secrets) this.#secrets.add('secret', value)
    this.#plan = plan
    this.#send()
  }

  abort(): void {
    this.#channel.post({ kind: 'abort' })
  }

  close(): void {
    this.#channel.close()
  }

  #hear(message: Message): void {
    switch (message.kind) {
      case 'ready':
        this.#ready = true
        this.#send()
        break
      case 'planned':
        this.#targets = message.targets
        this.#checks = message.checks
        this.#onEvent(message)
        break
      case 'opened':
        this.#targets = this.#targets.map((each) => (each.name === message.target.name ? message.target : each))
        break
      case 'judged':
        this.#keep(message)
        this.#onEvent({ kind: 'judged', result: { ...message.result, known: null, evidence: null } })
        break
      case 'secrets':
        for (const { kind, value } of message.entries) this.#secrets.add(kind, value)
        break
      case 'finished':
        this.#finish()
        break
      case 'errand': {
        const { id, ...errand } = message
        this.#onEvent({ ...errand, answer: (line) => this.#channel.post({ kind: 'landed', id, line }) })
        break
      }
      default:
        this.#onEvent(message)
    }
  }

  /** Redacted here, beside the judging: the other thread is the busier one. */
  #keep({ result, exchanges, picture }: Extract<Message, { kind: 'judged' }>): void {
    const evidence = evidenceOf(result, exchanges, this.#secrets)
    this.#results.push({
      result,
      evidence: evidence === null ? null : keptEvidence(evidence),
      ...(picture === undefined ? {} : { picture }),
    })
  }

  #send(): void {
    if (this.#ready && this.#plan !== undefined) this.#channel.post({ kind: 'plan', plan: this.#plan })
  }
}
