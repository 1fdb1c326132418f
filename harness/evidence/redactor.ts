import { spellings } from './encodings.ts'
import { isNamedByKeyOnly } from './kinds.ts'
import { NeedleIndex } from './needles.ts'
import { redactByKey } from './redact-by-key.ts'
import { findSecrets, replaceFindings } from './redact-by-value.ts'
import { redactValue } from './redact-deep.ts'
import { redactBasic } from './redact-headers.ts'
import { learnExchange } from './redact-learn.ts'
import { canonicalForm } from './redact-unescape.ts'
import type { SecretKind } from './kinds.ts'
import type { LearnableExchange } from './redact-learn.ts'

/** One registered secret, as handed to another thread. */
export interface KnownSecret {
  kind: SecretKind
  value: string
}

/** A registered secret found in a text: its name, how it was written, and where (UTF-16 units from the start). */
export interface TextLeak {
  name: string
  encoding: string
  at: number
}

/** Everything that is secret in one run, and the only way a text of that run becomes fit to be written down. */
export class Secrets {
  readonly #known: KnownSecret[] = []
  readonly #names = new Map<string, string>()
  readonly #canonicalNames = new Map<string, string>()
  readonly #counts = new Map<SecretKind, number>()
  readonly #index = new NeedleIndex()

  /** A registry with the same secrets under the same names. */
  static from(snapshot: readonly KnownSecret[]): Secrets {
    const secrets = new Secrets()
    for (const { kind, value } of snapshot) secrets.add(kind, value)
    return secrets
  }

  /** All registered secrets in the order of their registration. */
  snapshot(): KnownSecret[] {
    return this.#known.map((secret) => ({ ...secret }))
  }

  /**
   * Registers a secret and returns its stable name, as `‹access_token#1›`; the same value keeps its first name, an
   * empty one has none ('').
   */
  add(kind: SecretKind, value: string): string {
    if (value === '') return ''
    const existing = this.#names.get(value)
    if (existing !== undefined) return existing
    const count = (this.#counts.get(kind) ?? 0) + 1
    const name = `‹${kind}#${count}›`
    const canonical = canonicalForm(value)
    this.#counts.set(kind, count)
    this.#known.push({ kind, value })
    this.#names.set(value, name)
    if (!this.#canonicalNames.has(canonical)) this.#canonicalNames.set(canonical, name)
    if (!isNamedByKeyOnly(kind, value)) {
      for (const spelling of spellings(value, canonical)) this.#index.add({ ...spelling, name })
    }
    return name
  }

  /**
   * Registers every secret that stands in a known place of the exchange: parameters, token answers, credentials,
   * cookies.
   */
  learn(exchange: LearnableExchange): void {
    learnExchange(exchange, (kind, value) => {
      if (this.nameOf(value) === undefined) this.add(kind, value)
    })
  }

  /** The stable name of a value that is exactly a registered secret, whatever its character escapes. */
  nameOf(value: string): string | undefined {
    return (
      this.#names.get(value) ??
      this.#canonicalNames.get(canonicalForm(value)) ??
      this.#canonicalNames.get(canonicalForm(value.replaceAll('+', ' ')))
    )
  }

  /**
   * The text without secrets: registered values by name, in every encoding, then whatever a key or a shape gives away.
   */
  redact(text: string): string {
    return redactByKey(this.redactValues(text), (value) => this.nameOf(value))
  }

  /** The text without registered values, in whatever encoding. What only a key gives away stays. */
  redactValues(text: string): string {
    const readable = redactBasic(text, (value) => this.nameOf(value))
    return replaceFindings(readable, findSecrets(readable, this.#index))
  }

  /**
   * A copy of plain JSON that was redacted before, without what has been registered since: strings and member names by value.
   * Its own members must not be taken for keys of secrets, as they would be in a text.
   */
  redactAgain<T>(json: T): T {
    return mapTexts(json, (text) => this.redactValues(text)) as T
  }

  /** A redacted copy of a plain JSON value, member names included; a number that is a secret becomes its name. */
  redactDeep<T>(value: T): T {
    const copy = redactValue(value, { redact: (text) => this.redact(text), nameOf: (text) => this.nameOf(text) })
    return copy as T
  }

  /**
   * Where registered secrets still stand in a text, in any encoding; values that only a key can tell from other text
   * are not searched.
   */
  leaks(text: string): TextLeak[] {
    return findSecrets(text, this.#index).map(({ name, encoding, start }) => ({ name, encoding, at: start }))
  }
}

/** A copy of plain JSON with every string and member name mapped. */
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [map(key), mapTexts(member, map)]))
}
