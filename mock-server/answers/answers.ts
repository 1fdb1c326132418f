import { assertRule } from './check-rule.ts'
import type { AnswerAction, AnswerRule, AnswerSelector, AnswerState } from './rule.ts'
import { ScriptedRule } from './scripted-rule.ts'
import type { Facts } from './selector.ts'

const spentKept = 1_000

/** The scripted answers of one tenant: for each request the first rule in line that still acts, if any, decides. */
export class Answers {
  #rules: readonly ScriptedRule[] = []
  #given = 0

  /** Throws on a rule that is none. */
  constructor(rules: readonly AnswerRule[] = []) {
    this.replace(rules)
  }

  /** Puts a rule at the end of the line and returns its id; throws on a rule that is none, naming the member. */
  add(rule: AnswerRule): string {
    return this.#put(rule, 'rule')
  }

  /** Scripts the answer to the next request that fits, once; returns the id of the rule. */
  next(when: AnswerSelector, answer: AnswerAction): string {
    return this.add({ when, answer, times: 1 })
  }

  /** Every rule in line, and the last 1,000 that are spent. */
  list(): AnswerState[] {
    return this.#rules.map(({ state }) => state)
  }

  /** Takes a rule out of the line; false when there is none of that id. */
  remove(id: string): boolean {
    const kept = this.#rules.filter((rule) => rule.id !== id)
    const found = kept.length < this.#rules.length
    this.#rules = kept
    return found
  }

  /** Takes every rule out of the line. */
  clear(): void {
    this.#rules = []
  }

  /** Puts exactly these rules in the line, with nothing counted yet. */
  replace(rules: readonly AnswerRule[]): void {
    // Nothing is lost when one of them is refused.
    for (const [index, rule] of rules.entries()) assertRule(rule, `answers[${index}]`)
    this.clear()
    this.#given = 0
    for (const [index, rule] of rules.entries()) this.#put(rule, `answers[${index}]`)
  }

  /** Keeps the line as it is, and gives what puts it back. */
  remember(): () => void {
    const rules = this.#rules
    return () => {
      this.#rules = rules
    }
  }

  /** Whether any rule still acts; while none does, requests are not looked at. */
  get any(): boolean {
    return this.#rules.some(({ spent }) => !spent)
  }

  /** Counts a request for every rule it fits, and returns the first that acts on it. */
  take(facts: Facts): ScriptedRule | undefined {
    // Each counts, so the search must not end at the first.
    const [chosen] = this.#rules.flatMap((rule) => (rule.meets(facts) ? [rule] : []))
    chosen?.act()
    return chosen
  }

  #put(rule: AnswerRule, name: string): string {
    assertRule(rule, name)
    this.#given += 1
    const made = new ScriptedRule(structuredClone(rule), rule.id ?? `answer-${this.#given}`)
    const spare = this.#rules.filter(({ spent }) => spent).slice(0, -spentKept)
    this.#rules = [...this.#rules.filter((one) => one.id !== made.id && !spare.includes(one)), made]
    return made.id
  }
}
