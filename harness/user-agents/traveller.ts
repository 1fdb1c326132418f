import type { CookieJar } from 'tough-cookie'
import { isWeb, originOf, resolve } from './addresses.ts'
import { answerArrival, arrivalOf, strangeRedirect } from './arrival.ts'
import { cookiesFor, keepCookies } from './cookies.ts'
import type { Arrival, PageAnswer, PageFetch, PageRequest, Visit } from './user-agent.ts'

export const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** What one walk carries from request to request. */
export interface Traveller {
  fetch: PageFetch
  jar: CookieJar
  redirectUri: string
  ends?: (url: string) => boolean
  maxHops: number
  trail: Visit[]
}

async function dressed(traveller: Traveller, request: PageRequest): Promise<PageRequest> {
  const has = (name: string) => request.headers.some(([each]) => each.toLowerCase() === name)
  const headers = [...request.headers]
  if (!has('accept')) headers.push(['accept', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8'])
  if (!has('accept-language')) headers.push(['accept-language', 'en'])
  const cookie = await cookiesFor(traveller.jar, request.url)
  if (cookie !== '' && !has('cookie')) headers.push(['cookie', cookie])
  return { ...request, headers }
}

async function visit(traveller: Traveller, request: PageRequest): Promise<PageAnswer> {
  const { method, url } = request
  const answer = await traveller.fetch(await dressed(traveller, request))
  await keepCookies(traveller.jar, answer, url)
  traveller.trail.push({ method, url, status: answer.status, did: 'opened' })
  // What a page says about itself is relative to what was asked for, not to what a fetch reports.
  return { ...answer, url }
}

export const locationOf = (answer: PageAnswer): string =>
  answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1].trim() ?? ''

/** The request a browser makes after a redirect (Fetch section 4.4): 303 always, 301 and 302 turn POST into GET. */
function redirected(request: PageRequest, status: number, url: string): PageRequest {
  const keeps = status === 307 || status === 308 || request.method === 'GET'
  const next = url.replace(/#.*$/s, '')
  const dropped = new Set<string>()
  // A secret the caller put into the first request is for that server only.
  if (originOf(next) !== originOf(request.url)) for (const name of ['cookie', 'authorization']) dropped.add(name)
  if (!keeps) for (const name of ['content-type', 'content-length', 'origin']) dropped.add(name)
  const headers = request.headers.filter(([name]) => !dropped.has(name.toLowerCase()))
  return keeps ? { ...request, url: next, headers } : { method: 'GET', url: next, headers }
}

/** Says in the trail what was done with the last answer. */
export function note(traveller: Traveller, did: string): void {
  const last = traveller.trail.at(-1)
  if (last !== undefined) last.did = did
}

/** Sends a request and follows redirects until a page, the redirect_uri, or a redirect that leads nowhere. */
export async function travel(traveller: Traveller, first: PageRequest): Promise<Arrival | PageAnswer> {
  const { maxHops, trail } = traveller
  let request = first
  for (let hops = 0; ; hops++) {
    // Each request depends on the answer before it.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await visit(traveller, request)
    if (!REDIRECTS.has(answer.status)) return answer
    note(traveller, `redirected with ${answer.status}`)
    const location = locationOf(answer)
    if (location === '') return answerArrival(answer, `redirect ${answer.status} without a Location`, trail)
    const url = resolve(location, request.url)
    if (url === undefined)
      return answerArrival(answer, `redirect to an unreadable Location: ${location.slice(0, 200)}`, trail)
    const arrival = arrivalOf({ method: 'GET', url, headers: [] }, traveller, trail)
    if (arrival !== undefined) return arrival
    if (!isWeb(url)) return answerArrival(answer, strangeRedirect(url), trail)
    if (hops >= maxHops) return answerArrival(answer, `too many redirects (${maxHops})`, trail)
    request = redirected(request, answer.status, url)
  }
}

/** What a browser adds when a page sends it on: where it comes from, and for POST the origin. */
export function comingFrom(page: string, request: PageRequest): PageRequest {
  const same = originOf(page) === originOf(request.url)
  const headers: [string, string][] = [['referer', same ? page.replace(/#.*$/s, '') : `${originOf(page)}/`]]
  if (request.method === 'POST') headers.push(['origin', originOf(page)])
  return { ...request, headers: [...request.headers, ...headers] }
}
