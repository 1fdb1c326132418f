import type { RunEvent } from '../harness/engine/events.ts'
import type { Result, TargetFacts } from '../reports/model.ts'
import { excerpt, printable } from '../reports/printable.ts'
import { Ledger, type FinishedArea } from './ledger.ts'
import type { Output } from './output.ts'

/** Tells a run while it goes on. */
export interface Progress {
  hear(event: RunEvent): void
  end(): void
}

const statusInterval = 50
const textLimit = 300
/** Issuers in the first line of a run. */
const mostNamed = 5

/** Progress on stderr: one rewritten line in a terminal, else one line for each area and each failure as it happens. */
export function progressOn(output: Output, why: string): Progress {
  const ledger = new Ledger()
  const lines = output.live ? undefined : new Lines(output, ledger)
  const status = output.live ? new Status(output, ledger) : undefined
  return {
    hear(event) {
      if (event.kind === 'errand') output.note(errand(event))
      if (event.kind === 'planned') output.note(headline(event.targets, why))
      const finished = record(ledger, event)
      if (event.kind === 'judged') lines?.judged(event.result, finished)
      status?.refresh(event.kind === 'planned')
    },
    end: () => output.status(''),
  }
}

/** Progress for those who asked for quiet. */
export const quietOn = (output: Output): Progress => ({
  hear(event) {
    if (event.kind === 'errand') output.note(errand(event))
  },
  end: () => undefined,
})

/** What a person is to do; said even to those who asked for quiet, since the run waits for them. */
function errand({ url, what, listening }: Extract<RunEvent, { kind: 'errand' }>): string {
  const then = listening
    ? 'The answer arrives here by itself. If it ends on a page, press Enter here.'
    : 'Then paste the address you landed on and press Enter. If it ends on a page, press Enter only.'
  return [`Login by hand: ${what}.`, `  ${url}`, `  ${then}`].map(printable).join('\n')
}

function headline(targets: readonly TargetFacts[], why: string): string {
  const names = targets.map(({ issuer, from }) => (from === null ? `the embedded mock at ${issuer}` : issuer))
  const shown =
    names.length > mostNamed ? [...names.slice(0, mostNamed - 1), `${names.length - mostNamed + 1} more`] : names
  return printable(`Assay judges ${shown.join(', ') || 'nothing'}${why === '' ? '' : ` (${why})`}`)
}

function record(ledger: Ledger, event: RunEvent): FinishedArea | undefined {
  switch (event.kind) {
    case 'planned':
      return void ledger.plan(event)
    case 'started':
      return void ledger.begin(event.check, event.target)
    case 'waiting':
      return void ledger.pause(event.check, event.target, event.seconds)
    case 'judged':
      return ledger.judge(event.result)
    case 'errand':
    case 'errand done':
      return undefined
  }
}

class Lines {
  readonly #output: Output
  readonly #ledger: Ledger
  readonly #told = new Set<string>()

  constructor(output: Output, ledger: Ledger) {
    this.#output = output
    this.#ledger = ledger
  }

  judged(result: Result, finished: FinishedArea | undefined): void {
    const { verdict, check, target, because, expected, actual } = result
    const name = this.#ledger.label(check, target)
    if (verdict === 'fail') {
      const seen = actual === null ? because : `expected ${expected ?? ''}; got ${actual}`
      this.#say(`fail ${name}: ${seen}`)
    }
    if ((verdict === 'blocked' || verdict === 'error') && !this.#told.has(because)) {
      this.#told.add(because)
      this.#say(`${verdict} ${name}: ${because}`)
    }
    if (finished !== undefined) this.#area(finished)
  }

  #area({ area, target, verdicts }: FinishedArea): void {
    const counts = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`)
    const { done, total } = this.#ledger
    this.#say(`done ${this.#ledger.label(area, target)}: ${counts.join(', ')} (${done} of ${total})`)
  }

  #say(text: string): void {
    this.#output.note(excerpt(text, textLimit))
  }
}

class Status {
  readonly #output: Output
  readonly #ledger: Ledger
  #last = 0

  constructor(output: Output, ledger: Ledger) {
    this.#output = output
    this.#ledger = ledger
  }

  refresh(now: boolean): void {
    const time = Date.now()
    if (!now && time - this.#last < statusInterval) return
    this.#last = time
    this.#output.status(this.#text())
  }

  #text(): string {
    const { done, total, failed, running, waiting } = this.#ledger
    const parts = [`${done} of ${total}`]
    if (failed > 0) parts.push(`${failed} failed`)
    if (waiting.count > 0) parts.push(`${waiting.count} waiting, up to ${Math.ceil(waiting.longest)} s`)
    if (running.size > 0) parts.push([...running].join(' '))
    return printable(parts.join(' | '))
  }
}
