import type { Span } from './redact-unescape.ts'
import type { Spelling } from './encodings.ts'

/** One spelling of one secret, with the secret's stable name. */
export interface Needle extends Spelling {
  name: string
}

/** An occurrence of a needle. */
export interface Hit extends Span {
  needle: Needle
}

// The window that is hashed is the end of a needle, because tokens share their beginnings ("eyJhbGciOi").
const WINDOW = 8
const BASE = 0x01000193
const LEAVING = Array.from({ length: WINDOW }).reduce<number>((power) => Math.imul(power, BASE), 1)
const NEEDLES_PER_BIT = 1 / 32

/**
 * Finds any number of needles of at least eight characters in one pass over a text; needles may be added at any time.
 */
export class NeedleIndex {
  readonly #buckets = new Map<number, Needle[]>()
  #filter = new Uint8Array(1 << 13)
  #size = 0

  /** Adds a needle; one that is too short, or already known under any name, is ignored. */
  add(needle: Needle): void {
    if (needle.text.length < WINDOW) return
    const hash = hashOfEnd(needle.text)
    const bucket = this.#buckets.get(hash) ?? []
    if (bucket.some((known) => known.text === needle.text)) return
    bucket.push(needle)
    this.#buckets.set(hash, bucket)
    this.#size++
    if (this.#size > this.#filter.length * 8 * NEEDLES_PER_BIT) this.#widen()
    mark(this.#filter, hash)
  }

  /**
   * All occurrences of all needles in the order in which they end. Those of one needle do not overlap: a secret made of one
   * letter would otherwise stand at every place of a text made of it.
   */
  find(text: string): Hit[] {
    const hits: Hit[] = []
    const ends = new Map<Needle, number>()
    if (this.#size === 0) return hits
    const filter = this.#filter
    const mask = filter.length * 8 - 1
    let hash = 0
    for (let at = 0; at < text.length; at++) {
      hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0
      if (at >= WINDOW) hash = (hash - Math.imul(text.charCodeAt(at - WINDOW), LEAVING)) | 0
      const bit = spread(hash) & mask
      if (((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0) this.#verify(text, at + 1, hash, hits, ends)
    }
    return hits
  }

  #verify(text: string, end: number, hash: number, hits: Hit[], ends: Map<Needle, number>): void {
    for (const needle of this.#buckets.get(hash) ?? []) {
      const start = end - needle.text.length
      if (start < (ends.get(needle) ?? 0) || !text.startsWith(needle.text, start)) continue
      hits.push({ start, end, needle })
      ends.set(needle, end)
    }
  }

  #widen(): void {
    this.#filter = new Uint8Array(this.#filter.length * 4)
    for (const hash of this.#buckets.keys()) mark(this.#filter, hash)
  }
}

function hashOfEnd(text: string): number {
  let hash = 0
  for (let at = text.length - WINDOW; at < text.length; at++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0
  return hash
}

function mark(filter: Uint8Array, hash: number): void {
  const bit = spread(hash) & (filter.length * 8 - 1)
  filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7))
}

// The low bits of the rolling hash depend on the low bits of the characters only.
function spread(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 7
}
