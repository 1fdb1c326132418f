import { placeOf, sameTarget } from './addresses.ts'
import type { Page } from './page.ts'
import { leadsAway, missingScripts } from './needs-scripts.ts'
import { isUnheeded } from './why-stuck.ts'
import type { Arrival, PageAnswer, PageRequest, Visit, WalkOptions } from './user-agent.ts'

type Destination = Pick<WalkOptions, 'redirectUri' | 'ends'>

const ANSWER = ['code', 'state', 'error', 'access_token', 'id_token', 'response', 'iss']

/** The arrival of a redirect at the client; a fragment only counts as the answer's place when it holds an answer. */
function redirectArrival(url: string, trail: Visit[]): Arrival {
  const { search, hash } = new URL(url)
  const fragment = new URLSearchParams(hash.slice(1))
  const params = new URLSearchParams([...new URLSearchParams(search), ...fragment])
  const how = ANSWER.some((name) => fragment.has(name)) ? 'fragment' : 'query'
  return { kind: 'redirect', url, params, how, trail }
}

/** The arrival of a request that would leave for the client, undefined when it goes elsewhere. */
export function arrivalOf(request: PageRequest, traveller: Destination, trail: Visit[]): Arrival | undefined {
  const { redirectUri, ends } = traveller
  if (!sameTarget(request.url, redirectUri) && ends?.(request.url) !== true) return undefined
  if (request.method === 'GET') return redirectArrival(request.url, trail)
  return { kind: 'redirect', url: request.url, params: bodyParams(request), how: 'form_post', trail }
}

function bodyParams(request: PageRequest): URLSearchParams {
  const type = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  return new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? request.body : '')
}

/** The arrival at an answer that leads no further. */
export function answerArrival(answer: PageAnswer, stuck: string, trail: Visit[]): Arrival {
  const { status, url } = answer
  const text = answer.body.slice(0, 500).trim()
  const why = rateLimit(answer) ?? stuck
  return { kind: 'page', status, url, title: '', text, stuck: why, seen: 'nothing', trail }
}

/** The arrival at a page that leads no further; `scripts` says whether its scripts have run. */
export function pageArrival(
  page: Page,
  stuck: string,
  trail: Visit[],
  scripts = false,
): Extract<Arrival, { kind: 'page' }> {
  const { status, url, title, text } = page
  const why = rateLimit(page) ?? stuck
  const seen = isUnheeded(why) ? 'scripts' : seenOn(page, scripts)
  return { kind: 'page', status, url, title, text: text.slice(0, 500), stuck: why, seen, trail }
}

/** Whether a server says that it is asked too often (RFC 6585 section 4), and so nothing about what was asked. */
export const isRateLimit = (status: number): boolean => status === 429

function rateLimit({ status, url }: Pick<Page, 'status' | 'url'>): string | undefined {
  return isRateLimit(status) ? `the server limits the rate of requests: status 429 at ${placeOf(url)}` : undefined
}

/** Why a redirect that is neither http(s) nor the redirect_uri ends the walk. */
export const strangeRedirect = (url: string): string =>
  `redirect to ${placeOf(url)}, which is neither http(s) nor the redirect_uri`

function seenOn(page: Page, scripts: boolean): 'nothing' | 'forms' | 'scripts' {
  if (!scripts && missingScripts(page) !== undefined) return 'scripts'
  const forms = page.alert === '' ? page.forms : page.forms.filter((form) => !leadsAway(form))
  return forms.length > 0 || page.strays.length > 0 ? 'forms' : 'nothing'
}
