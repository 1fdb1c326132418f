/** What can be said of a series of values by looking at them. Sends nothing and judges nothing. */
export interface Measure {
  /** Bits of chance the values seem to hold; ten values or more make it a measurement. */
  bits(values: readonly string[]): number
  /** The most a text of this many characters can hold, bits. */
  mostBits(length: number): number
  /** What makes the next value foreseeable, in words, from values in the order of issue; undefined when nothing is seen. */
  pattern(values: readonly string[]): string | undefined
}
