import { draws } from './draw.ts'
import type { AnswerRule, AnswerState } from './rule.ts'
import { fits, type Facts } from './selector.ts'

/** A rule with its counters. */
export class ScriptedRule {
  readonly id: string
  readonly rule: AnswerRule
  readonly #times: number
  readonly #calls: readonly number[] | undefined
  readonly #draw: () => number
  #matched = 0
  #acted = 0

  constructor(rule: AnswerRule, id: string) {
    this.id = id
    this.rule = rule
    const { when = {}, times } = rule
    const chooses = when.call !== undefined || when.every !== undefined || when.probability !== undefined
    this.#times = times === 'always' || (times === undefined && chooses) ? Number.POSITIVE_INFINITY : (times ?? 1)
    this.#calls = when.call === undefined ? undefined : [when.call].flat()
    this.#draw = draws(`${id} ${when.seed ?? 0}`)
  }

  /** Whether it will never act again. */
  get spent(): boolean {
    return this.#acted >= this.#times || (this.#calls !== undefined && this.#matched >= Math.max(...this.#calls))
  }

  get state(): AnswerState {
    const { id, spent } = this
    return { ...structuredClone(this.rule), id, matched: this.#matched, acted: this.#acted, spent }
  }

  /** Counts a request that fits, and tells whether it is one of those the rule acts on. */
  meets(facts: Facts): boolean {
    const { when = {} } = this.rule
    if (this.spent || !fits(when, facts)) return false
    this.#matched += 1
    // Drawn for each matching call, chosen or not: the row must not depend on the other rules.
    const drawn = when.probability === undefined || this.#draw() < when.probability
    const called = this.#calls?.includes(this.#matched) ?? true
    return drawn && called && (when.every === undefined || this.#matched % when.every === 0)
  }

  act(): void {
    this.#acted += 1
  }
}
