import { findEscapes } from './redact-escapes.ts'
import type { Escape, EscapeScheme } from './redact-escapes.ts'

/** A stretch of a text, in UTF-16 units, end exclusive. */
export interface Span {
  start: number
  end: number
}

/**
 * A text after some levels of escapes were undone, able to tell where a stretch of it stands in the text as it came.
 */
export interface Level {
  text: string
  origin(span: Span): Span & { schemes: EscapeScheme[] }
}

// Deep enough for an encoded address in a JSON body in a JSON report in an HTML page, with room to spare.
const DEEPEST = 6

/**
 * The text itself, then the text with one, two … levels of percent, JSON and HTML escapes undone, as long as there are
 * any.
 */
export function* unescapedLevels(text: string): Generator<Level> {
  let level: Level = { text, origin: (span) => ({ ...span, schemes: [] }) }
  yield level
  for (let depth = 0; depth < DEEPEST; depth++) {
    const escapes = findEscapes(level.text)
    if (escapes.length === 0) return
    level = below(level, escapes)
    yield level
  }
}

/** The text with all levels of escapes undone: every spelling of one value has the same canonical form. */
export function canonicalForm(text: string): string {
  let last = text
  for (const level of unescapedLevels(text)) last = level.text
  return last
}

function below(above: Level, escapes: Escape[]): Level {
  const { text, places } = replaced(above.text, escapes)
  const origin: Level['origin'] = ({ start, end }) => {
    const schemes = new Set<EscapeScheme>()
    let first = lastNotAfter(places, start)
    for (let index = Math.max(first, 0); (places[index] ?? Infinity) < end; index++) {
      const escape = escapes[index]
      if (escape && (places[index] ?? 0) + escape.character.length > start) schemes.add(escape.scheme)
    }
    const source = { start: startBefore(start), end: endBefore(end) }
    const deeper = above.origin(source)
    return { ...deeper, schemes: [...new Set([...schemes, ...deeper.schemes])] }
  }
  return { text, origin }

  function startBefore(start: number): number {
    const index = lastNotAfter(places, start)
    const escape = escapes[index]
    if (escape === undefined) return start
    const beyond = start - (places[index] ?? 0) - escape.character.length
    return beyond < 0 ? escape.start : escape.end + beyond
  }

  function endBefore(end: number): number {
    const index = lastNotAfter(places, end - 1)
    const escape = escapes[index]
    if (escape === undefined) return end
    return escape.end + Math.max(0, end - (places[index] ?? 0) - escape.character.length)
  }
}

function replaced(text: string, escapes: Escape[]): { text: string; places: number[] } {
  const pieces: string[] = []
  const places: number[] = []
  let read = 0
  let written = 0
  for (const { start, end, character } of escapes) {
    pieces.push(text.slice(read, start), character)
    written += start - read
    places.push(written)
    written += character.length
    read = end
  }
  pieces.push(text.slice(read))
  return { text: pieces.join(''), places }
}

/** Index of the last place that is not after the position, or -1. */
function lastNotAfter(places: number[], position: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle] ?? Infinity) <= position) low = middle + 1
    else high = middle
  }
  return low - 1
}
