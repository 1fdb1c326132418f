import type { RawAnswer } from './raw-http.ts'
import { send } from './raw-http.ts'

/** Where an authorization request ends: back at the client, or on a page without a form we know. */
export type Arrival = { readonly params: URLSearchParams; readonly at: URL } | { readonly page: RawAnswer }

export interface Browser {
  cookie: string
}

/** Follows redirects by hand, signs in and answers to consent, until the answer leaves the server or nothing is left. */
export async function walk(
  browser: Browser,
  start: string,
  person: Readonly<Record<string, string>>,
  allowed: 'true' | 'false' = 'true',
): Promise<Arrival> {
  let next: { url: string; form?: URLSearchParams } = { url: start }
  for (let hop = 0; hop < 10; hop += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page tells where the next one is
    const answer = await visit(browser, next.url, next.form)
    const location = answer.headers.get('location')
    if (location !== null) {
      const url = new URL(location, next.url)
      if (url.origin !== new URL(start).origin) return { params: url.searchParams, at: url }
      next = { url: url.href }
      continue
    }
    const form = fill(answer.body, person, allowed)
    if (form === undefined) return { page: answer }
    next = { url: new URL(action(answer.body), next.url).href, form }
  }
  throw new Error(`Expected the walk from ${start} to end within ten pages`)
}

async function visit(browser: Browser, url: string, form: URLSearchParams | undefined): Promise<RawAnswer> {
  const headers = { cookie: browser.cookie }
  const answer = await send(url, form === undefined ? { headers } : { method: 'POST', body: form, headers })
  const [cookie] = answer.headers.getSetCookie()
  if (cookie !== undefined) browser.cookie = cookie.split(';', 1).join('')
  return answer
}

function fill(html: string, person: Readonly<Record<string, string>>, allowed: string): URLSearchParams | undefined {
  if (html.includes('role="alert"')) return undefined
  if (html.includes('type="password"')) return new URLSearchParams({ ...hidden(html), ...person })
  return html.includes('name="allowed"') ? new URLSearchParams({ ...hidden(html), allowed }) : undefined
}

function hidden(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
}

function action(html: string): string {
  const value = /<form[^>]* action="([^"]*)"/.exec(html)?.[1] ?? ''
  return value.replaceAll('&amp;', '&').replaceAll('&#39;', "'")
}
