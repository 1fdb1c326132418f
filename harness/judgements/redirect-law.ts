import type { Landing, Tolerance } from '../context.ts'
import type { Redirected } from '../redirected.ts'
import { Blocked, Broken } from '../verdict.ts'

const overloaded = new Set([429, 502, 503, 504])

/**
 * Judges where a request with a redirect_uri that is not registered ended (RFC 6749 section 3.1.2.4). A page is right. What
 * goes to a registered URI instead weighs less: nobody is sent where they must not go, only the mistake is hidden.
 */
export function staysHome({ landing, asked, registered, about }: Redirected, { tolerated }: Tolerance = {}): void {
  if (landing.kind === 'page') return isRefusal(landing)
  const what = landing.kind === 'code' ? 'a code' : `error=${landing.error}`
  const home = registered.some((uri) => isAt(landing.url, uri, asked))
  const where = home ? 'the registered URI' : 'a URI that is not registered'
  const excuse = tolerated ?? (home ? 'nothing is sent to the URI that was asked for' : undefined)
  throw new Broken({
    expected: 'an error page, since this redirect_uri is not registered',
    actual: `a redirect with ${what} to ${where}, asked with ${about}`,
    ...(excuse === undefined ? {} : { tolerated: excuse }),
  })
}

/** A page is a refusal unless the walk got lost, ended between two redirects, or met a server under load. */
function isRefusal({ status, url, stuck, lost }: Extract<Landing, { kind: 'page' }>): void {
  if (overloaded.has(status)) {
    throw new Blocked(`the server answered ${status}, which speaks of load and not of the law`, { transient: true })
  }
  if (lost || (status >= 300 && status < 400)) {
    throw new Blocked(`cannot tell whether the page at ${url.split('?', 1)[0]} is a refusal: ${stuck}`)
  }
}

/** Whether an answer went to a registered URI as it is registered, with nothing of what was only asked for. */
function isAt(url: string, uri: string, asked: string): boolean {
  const [there, home] = [new URL(url), new URL(uri)]
  if (there.protocol !== home.protocol || there.host !== home.host || there.pathname !== home.pathname) return false
  const extra = URL.canParse(asked, uri) ? [...new URL(asked, uri).searchParams] : []
  const kept = [...home.searchParams].every(([name, value]) => there.searchParams.getAll(name).includes(value))
  const added = extra.some(
    ([name, value]) =>
      !home.searchParams.getAll(name).includes(value) && there.searchParams.getAll(name).includes(value),
  )
  return kept && !added
}
