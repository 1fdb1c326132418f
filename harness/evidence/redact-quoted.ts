/** A named value inside quotes: a JSON member or a header pair, at any depth of JSON in JSON or JSON in HTML. */
export interface QuotedPair {
  key: string
  value: string
}

/**
 * Which pairs to look for: alternatives of case-insensitive patterns for the key and for what stands between key and
 * value.
 */
export interface PairPattern {
  keys: string
  separators: ':|%3A' | ':|,|%3A|%2C'
}

/**
 * Rewrites the values of `"key": "value"`, or of `["key", "value"]` too; a value cut off by the end of the text
 * counts.
 */
export function inQuotes(text: string, pattern: PairPattern, show: (pair: QuotedPair) => string): string {
  if (!ANY_QUOTE.test(text)) return text
  const opening = openingOf(pattern)
  opening.lastIndex = 0
  const pieces: string[] = []
  let read = 0
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [whole, quote = '', key = ''] = match
    const start = match.index + whole.length
    const end = closingQuote(text, start, quote)
    pieces.push(text.slice(read, start), show({ key, value: text.slice(start, end) }))
    read = end
    opening.lastIndex = end
  }
  pieces.push(text.slice(read))
  return pieces.join('')
}

const ANY_QUOTE = /["'&]|%22/

const openings = new Map<PairPattern, RegExp>()

/** The beginning of a pair up to its value; the long pattern is compiled once. */
function openingOf(pattern: PairPattern): RegExp {
  const known = openings.get(pattern)
  if (known !== undefined) return known
  // The run of backslashes is taken from its beginning only, or a hostile body of backslashes costs quadratic time.
  const quotes = String.raw`((?<!\\)\\{0,63}["']|&quot;|&#34;|&#x22;|&#39;|%22)`
  const opening = new RegExp(String.raw`${quotes}(${pattern.keys})\1\s*(?:${pattern.separators})\s*\1`, 'gi')
  openings.set(pattern, opening)
  return opening
}

/** Where a value ends that began with this quote: with the text when the quote is never closed. */
function closingQuote(text: string, from: number, quote: string): number {
  const depth = quote.length - quote.replace(/^\\+/, '').length
  const mark = quote.slice(depth)
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    const slashes = backslashesBefore(text, at, from)
    if (slashes < depth) return at - slashes
    // At depth n a quote is written with n backslashes and a backslash with 2(n + 1).
    if ((slashes - depth) % (2 * (depth + 1)) === 0) return at - depth
  }
  return text.length
}

function backslashesBefore(text: string, at: number, from: number): number {
  let first = at
  while (first > from && text[first - 1] === '\\') first--
  return at - first
}
