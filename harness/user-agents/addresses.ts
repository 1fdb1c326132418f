/** The URL of a reference found on a page or in a header, or undefined when it cannot be read. */
export function resolve(reference: string, base: string): string | undefined {
  return URL.canParse(reference.trim(), base) ? new URL(reference.trim(), base).href : undefined
}

/** True when both URLs share scheme, host, port and path; query and fragment may differ. Custom schemes count too. */
export function sameTarget(url: string, redirectUri: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(redirectUri)) return false
  const [one, two] = [new URL(url), new URL(redirectUri)]
  return one.protocol === two.protocol && one.host === two.host && one.pathname === two.pathname
}

/** True for a URL a user agent can request. */
export const isWeb = (url: string): boolean => /^https?:/i.test(url)

/** A URL without query and fragment, for messages and comparisons. */
export const bare = (url: string): string => url.replace(/[?#].*$/s, '')

/** A URL for messages: without query, fragment and what is made anew for each walk, so that one cause reads as one. */
export const placeOf = (url: string): string =>
  bare(url).replaceAll(/(?<=[^/]\/)[^/]{16,}(?=\/|$)/g, (segment) => (madeUp(segment) ? '…' : segment))

/** Words of a path hold letters of one case; an identifier mixes cases, or letters and several digits. */
const madeUp = (segment: string): boolean =>
  /\d.*\d/.test(segment) || (/[a-z]/.test(segment) && /[A-Z].*[A-Z]/.test(segment))

/** The origin of a URL, or the URL itself when it has none. */
export function originOf(url: string): string {
  const origin = URL.canParse(url) ? new URL(url).origin : 'null'
  return origin === 'null' ? url : origin
}
