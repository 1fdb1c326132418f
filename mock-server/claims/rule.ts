import { selectable, type Selector } from '../selector.ts'

/** Claims by name, as JSON; `null` takes one away. Texts may hold templates such as `{{user.email}}`. */
export type Claims = Record<string, unknown>

/** Where a claim can stand: in an access token (in its introspection too), in an ID Token, or in the userinfo answer. */
export type ClaimPlace = 'access_token' | 'id_token' | 'userinfo'

/** Claims that tokens carry in addition, all of them or those that `when` selects. */
export type ClaimRule = { when?: Selector } & { [Place in ClaimPlace]?: Claims }

/** A rule with the name it is removed by. */
export type NamedClaimRule = ClaimRule & { readonly id: string }

const places: readonly ClaimPlace[] = ['access_token', 'id_token', 'userinfo']
const known = ['when', ...places]

/** The claim rules of a tenant, in the order they were added; of two that give the same claim the later one wins. */
export class ClaimRules {
  #rules: NamedClaimRule[] = []
  #given = 0

  constructor(rules: readonly ClaimRule[]) {
    this.replace(rules)
  }

  /** Adds a rule, for whatever is issued from now on, and returns its id; throws when it gives no claims. */
  add(rule: ClaimRule): string {
    checkRule(rule)
    this.#given += 1
    const id = `claims-${this.#given}`
    this.#rules.push({ ...structuredClone(rule), id })
    return id
  }

  /** The rules in force, each with its id. */
  list(): readonly NamedClaimRule[] {
    return structuredClone(this.#rules)
  }

  /** Takes one rule away; whether there was one of this id. */
  remove(id: string): boolean {
    const before = this.#rules.length
    this.#rules = this.#rules.filter((rule) => rule.id !== id)
    return this.#rules.length < before
  }

  /** Takes every rule away. */
  clear(): void {
    this.#rules = []
  }

  /** Puts exactly these rules in place of all others. */
  replace(rules: readonly ClaimRule[]): void {
    // Nothing is lost when one of them is refused.
    rules.forEach(checkRule)
    this.clear()
    for (const rule of rules) this.add(rule)
  }

  /** Keeps the rules as they are, and gives what puts them back. */
  remember(): () => void {
    const rules = [...this.#rules]
    return () => {
      this.#rules = rules
    }
  }

  /** The rules that speak of a place. */
  of(place: ClaimPlace): readonly NamedClaimRule[] {
    return this.#rules.filter((rule) => rule[place] !== undefined)
  }
}

function checkRule(rule: ClaimRule): void {
  refuseOdd(rule, known, 'a claim rule')
  if (rule.when !== undefined) refuseOdd(rule.when, selectable, 'when')
  const given = places.filter((place) => rule[place] !== undefined)
  const wrong = given.find((place) => !isObject(rule[place]))
  if (wrong !== undefined) {
    throw new Error(`Expected ${wrong} to hold claims by name, got ${JSON.stringify(rule[wrong])}. Give an object.`)
  }
  if (given.length === 0) {
    throw new Error(`Expected a claim rule with claims for ${places.join(', ')}, got none. Say where they go.`)
  }
}

function refuseOdd(value: object, members: readonly string[], what: string): void {
  if (!isObject(value)) throw new Error(`Expected ${what} as an object, got ${JSON.stringify(value)}. Give one.`)
  const odd = Object.keys(value).find((name) => !members.includes(name))
  if (odd === undefined) return
  throw new Error(`Expected ${what} with ${members.join(', ')}, got "${odd}". Correct its name.`)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
