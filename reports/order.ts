/** Compares by UTF-8 bytes, so that an order is the same on every machine and in every locale. */
export function byBytes(left: string, right: string): number {
  const shared = Math.min(left.length, right.length)
  for (let index = 0; index < shared; index++) {
    const order = rank(left.charCodeAt(index)) - rank(right.charCodeAt(index))
    if (order !== 0) return order
  }
  return left.length - right.length
}

// Halves of characters beyond U+FFFF have lower numbers than U+E000 to U+FFFF, but their bytes come after those.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
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
