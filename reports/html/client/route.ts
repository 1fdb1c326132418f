/** Where a reader is. The hash says all of it, so that an address can be sent to somebody. */
export type Route =
  | { readonly view: 'summary' | 'compare' }
  | { readonly view: 'laws' | 'checks' | 'matrix'; readonly query: string }
  | { readonly view: 'check'; readonly target: string; readonly check: string }
  | { readonly view: 'unknown'; readonly hash: string }

/** Reads a hash such as `#/checks?q=fail`; one that leads nowhere is `unknown`. */
export function parseRoute(hash: string): Route {
  const [path, query] = split(hash.replace(/^#/u, ''), '?')
  const parts = path.split('/').slice(1).map(decoded)
  const [view = '', target, check, ...more] = parts
  const unknown: Route = { view: 'unknown', hash }
  if ((path !== '' && !path.startsWith('/')) || more.length > 0 || parts.includes(undefined)) return unknown
  if (view === 'check' && target !== undefined && check !== undefined) return { view, target, check }
  if (target !== undefined) return unknown
  if (view === '') return { view: 'summary' }
  if (view === 'compare') return { view }
  return view === 'laws' || view === 'checks' || view === 'matrix' ? { view, query } : unknown
}

/** The address of a result. */
export function checkHref(target: string, check: string): string {
  return `#/check/${encoded(target)}/${encoded(check)}`
}

/** The address of the results that a search finds. */
export function searchHref(query: string): string {
  return query.trim() === '' ? '#/checks' : `#/checks?q=${encoded(query)}`
}

/** The value of a parameter in the query part of a hash. */
export function parameter(query: string, name: string): string {
  return new URLSearchParams(query).get(name) ?? ''
}

/** Halves of characters, which no address can hold, become U+FFFD. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\uFFFD')
}

function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text))
}

function split(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
