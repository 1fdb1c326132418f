/** A small list of named things that can change while the mock runs. */
export class Directory<Item> {
  readonly #key: (item: Item) => string
  readonly #changed: () => void
  #items = new Map<string, Item>()

  constructor(items: readonly Item[], key: (item: Item) => string, changed: () => void) {
    this.#key = key
    this.#changed = changed
    this.#items = new Map(items.map((item) => [key(item), item]))
  }

  /** Adds items, or replaces those of the same name. */
  add(...items: Item[]): void {
    for (const item of items) this.#items.set(this.#key(item), item)
    this.#changed()
  }

  remove(name: string): void {
    this.#items.delete(name)
    this.#changed()
  }

  find(name: string): Item | undefined {
    return this.#items.get(name)
  }

  list(): Item[] {
    return [...this.#items.values()]
  }

  /** Puts exactly these items in place of all others. */
  replace(items: readonly Item[]): void {
    this.#items = new Map(items.map((item) => [this.#key(item), item]))
    this.#changed()
  }
}
