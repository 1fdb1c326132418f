/**
 * How many bits of chance the values seem to hold: every position that varies counts what the alphabet of all values
 * together carries. Constant prefixes and suffixes count nothing; the weaker of what is written and what it decodes to counts.
 */
export function bits(values: readonly string[]): number {
  const varying = varyingParts(values)
  const decoded = varying.every((value) => /^[\w-]*$/.test(value) && value.length % 4 !== 1)
  const readings = [
    varying.map((value) => [...value]),
    ...(decoded ? [varying.map((value) => [...Buffer.from(value, 'base64url').toString('hex')])] : []),
  ]
  return Math.min(...readings.map(estimate))
}

/** The most a text of this length can hold: printable ASCII, every character free. */
export function mostBits(length: number): number {
  return length * Math.log2(95)
}

/** The values without what all of them begin and end with. */
export function varyingParts(values: readonly string[]): readonly string[] {
  const [first = '', ...others] = values
  const shared = (same: (value: string, index: number) => boolean): number => {
    let length = 0
    while (length < first.length && others.every((value) => same(value, length))) length += 1
    return length
  }
  const prefix = shared((value, index) => value[index] === first[index])
  const suffix = shared((value, index) => value.at(-1 - index) === first.at(-1 - index))
  return values.map((value) => value.slice(prefix, Math.max(prefix, value.length - suffix)))
}

/** Few different characters at a place are no alphabet: a version, a clock, a letter of two. */
const few = 4

function estimate(values: readonly (readonly string[])[]): number {
  const length = Math.min(...values.map((value) => value.length))
  const columns = Array.from({ length }, (_, index) => values.map((value) => value[index] ?? ''))
  const varying = columns.filter((column) => new Set(column).size > 1)
  const carried = shannon(varying.flat())
  const sum = varying.reduce((total, column) => {
    const different = new Set(column).size
    return total + (different <= few ? Math.min(carried, Math.log2(different)) : carried)
  }, 0)
  return Math.round(sum * 10) / 10
}

/** Bits per character of the mix; never more than its alphabet allows. */
function shannon(characters: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1)
  const shares = [...counts.values()].map((count) => count / characters.length)
  return shares.reduce((sum, share) => sum - share * Math.log2(share), 0)
}
