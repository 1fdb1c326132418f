/** Compares by UTF-8 bytes, so that an order is the same on every machine and in every locale. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

/** A comparison of items by one or more of their texts, the first difference deciding. */
export function by<T>(...keys: readonly ((item: T) => string)[]): (left: T, right: T) => number {
  return (left, right) => {
    for (const key of keys) {
      const order = byBytes(key(left), key(right))
      if (order !== 0) return order
    }
    return 0
  }
}
