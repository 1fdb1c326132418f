import type { RunEvent } from '../harness/engine/events.ts'
import { areaOf } from '../harness/selection.ts'
import type { Result, Verdict } from '../reports/model.ts'

type Planned = Extract<RunEvent, { kind: 'planned' }>

/** An area of one target, all of whose checks are judged. */
export interface FinishedArea {
  readonly target: string
  readonly area: string
  readonly verdicts: ReadonlyMap<Verdict, number>
}

interface Account {
  left: number
  readonly verdicts: Map<Verdict, number>
}

/** Keeps count of a run while it goes on. */
export class Ledger {
  total = 0
  done = 0
  failed = 0
  /** Checks at work, as `check` or `check at target`, in the order they began. */
  readonly running = new Set<string>()
  readonly #waiting = new Map<string, number>()
  readonly #accounts = new Map<string, Account>()
  #many = false

  /** Checks that let time pass, and the longest of these pauses in seconds. */
  get waiting(): { readonly count: number; readonly longest: number } {
    return { count: this.#waiting.size, longest: Math.max(0, ...this.#waiting.values()) }
  }

  plan({ targets, checks }: Planned): void {
    this.total = targets.length * checks.length
    this.#many = targets.length > 1
    for (const { name } of targets) {
      for (const { id } of checks) this.#account(name, areaOf(id)).left += 1
    }
  }

  /** A check as it is named to people: with its target where there are several. */
  label(check: string, target: string): string {
    return this.#many ? `${check} at ${target}` : check
  }

  begin(check: string, target: string): void {
    this.running.add(this.label(check, target))
  }

  pause(check: string, target: string, seconds: number): void {
    this.running.delete(this.label(check, target))
    this.#waiting.set(this.label(check, target), seconds)
  }

  /** Takes a result in; returns its area when that is finished by it. */
  judge({ check, target, verdict }: Result): FinishedArea | undefined {
    this.done += 1
    if (verdict === 'fail') this.failed += 1
    this.running.delete(this.label(check, target))
    this.#waiting.delete(this.label(check, target))
    const area = areaOf(check)
    const account = this.#account(target, area)
    account.left -= 1
    account.verdicts.set(verdict, (account.verdicts.get(verdict) ?? 0) + 1)
    return account.left === 0 ? { target, area, verdicts: account.verdicts } : undefined
  }

  #account(target: string, area: string): Account {
    const key = JSON.stringify([target, area])
    const account = this.#accounts.get(key) ?? { left: 0, verdicts: new Map<Verdict, number>() }
    this.#accounts.set(key, account)
    return account
  }
}
