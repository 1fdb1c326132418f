/** The variables that a target file refers to instead of holding secrets. */
export class References {
  readonly #variables = new Map<string, string | undefined>()

  /** Names and values; undefined where the value is not known. */
  get variables(): ReadonlyMap<string, string | undefined> {
    return this.#variables
  }

  /** A reference to a variable that gives this value; the name gets a number where it has another value already. */
  to(name: string, value?: string): string {
    const free = this.#free(name, value)
    this.#variables.set(free, value)
    return `\${env:${free}}`
  }

  /** The same value as a target file spells it, where a dollar sign begins a reference. */
  literal<Value>(value: Value): Value {
    return spelt(value) as Value
  }

  #free(name: string, value: string | undefined): string {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name}_${count}`
      if (!this.#variables.has(candidate) || this.#variables.get(candidate) === value) return candidate
    }
  }
}

function spelt(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$')
  if (Array.isArray(value)) return value.map(spelt)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spelt(each)]))
}
