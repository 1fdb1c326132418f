import type { CookieJar } from 'tough-cookie'
import { isWeb } from './addresses.ts'
import { answerArrival, arrivalOf, pageArrival, strangeRedirect } from './arrival.ts'
import { cookieJar } from './cookies.ts'
import { decide, givenBefore, newMemory, remember } from './decide.ts'
import type { Halt, Memory } from './decide.ts'
import type { Move, Situation } from './move.ts'
import type { Page } from './page.ts'
import { readPage } from './read-page.ts'
import type { Repeat } from './repeat.ts'
import { groupSteps } from './steps.ts'
import { submission } from './submit.ts'
import { comingFrom, note, travel } from './traveller.ts'
import type { Traveller } from './traveller.ts'
import type { Arrival, PageAnswer, PageFetch, PageRequest, UserAgent, WalkOptions } from './user-agent.ts'
import { isRejection } from './why-stuck.ts'

const HOPS = 20

/** A page that needs its scripts, with all it takes to go on from there. */
export interface Unpassed {
  readonly fetch: PageFetch
  readonly jar: CookieJar
  readonly answer: PageAnswer
  readonly arrival: Extract<Arrival, { kind: 'page' }>
  readonly options: WalkOptions
  /** What was given away on the way here, and on which page. */
  readonly given: Memory['given']
  /** What would be sent once more if the page's scripts did nothing about it. */
  readonly repeat?: Repeat | undefined
}

/** Goes on where a walk without scripts ends; answers with its end. */
export type GoOn = (unpassed: Unpassed) => Promise<Arrival>

function isPage(answer: PageAnswer): boolean {
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/html'
  return /html/i.test(type)
}

function requestOf(page: Page, move: Move): PageRequest | undefined {
  if ('stuck' in move.go) return undefined
  if ('url' in move.go) return { method: 'GET', url: move.go.url, headers: [] }
  return submission(move.go.form, move.go.button, move.go.answers, page)
}

/** Decides what to do on a page: the request to make, or the reason to stop. */
function next(situation: Situation, memory: Memory): { move: Move; request: PageRequest } | Halt {
  const { page } = situation
  const move = decide(situation, memory)
  if ('stuck' in move) return move
  const request = requestOf(page, move)
  if (request === undefined) return { stuck: `the form on ${page.url} has an action that cannot be read` }
  remember(page, move, memory)
  return { move, request }
}

function repeatOf(page: Page, { unheeded }: Halt): Repeat | undefined {
  const request = unheeded === undefined ? undefined : requestOf(page, unheeded)
  return unheeded?.gives === undefined || request === undefined ? undefined : { request, gives: unheeded.gives }
}

async function walk(
  traveller: Traveller,
  start: PageRequest,
  options: WalkOptions,
  goOn: GoOn | undefined,
): Promise<Arrival> {
  const { redirectUri, person, consent = 'allow', userCode, untouched } = options
  const { trail, maxHops } = traveller
  const memory = newMemory(groupSteps(options.steps ?? [], consent), options)
  let request = start
  for (let pages = 0; ; pages++) {
    // A walk is one person with one browser: each page comes after the one before.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await travel(traveller, request)
    if ('kind' in answer) return answer
    if (!isPage(answer)) return answerArrival(answer, 'the answer is not an HTML page', trail)
    const page = readPage(answer)
    const found = next({ page, person, consent, redirectUri, userCode, untouched }, memory)
    if ('stuck' in found) {
      const arrival = pageArrival(page, found.stuck, trail)
      // A password that was turned down is not given again in another way.
      if (goOn === undefined || arrival.seen !== 'scripts' || isRejection(found.stuck)) return arrival
      const { fetch, jar } = traveller
      const given = givenBefore(page, found, memory)
      return goOn({ fetch, jar, answer, arrival, options, given, repeat: repeatOf(page, found) })
    }
    note(traveller, found.move.did)
    const arrival = arrivalOf(found.request, traveller, trail)
    if (arrival !== undefined) return arrival
    if (!isWeb(found.request.url)) return pageArrival(page, strangeRedirect(found.request.url), trail)
    if (pages >= maxHops) return pageArrival(page, `too many pages (${maxHops})`, trail)
    request = comingFrom(page.url, found.request)
  }
}

/**
 * A user agent without a browser: keeps cookies, reads HTML, finds and fills login and consent forms, and stops at the
 * redirect_uri, which is never requested. Rejects only when `fetch` does; a page it cannot pass is an arrival, or a matter for
 * `goOn` when it needs scripts.
 */
export function formAgent(fetch: PageFetch, jar: CookieJar = cookieJar(), goOn?: GoOn): UserAgent {
  return {
    jar,
    anew: (through) => formAgent(through === undefined ? fetch : through(fetch), undefined, goOn),
    walk(start, options) {
      const { redirectUri, ends, maxHops = HOPS } = options
      const traveller = { fetch, jar, redirectUri, ...(ends === undefined ? {} : { ends }), maxHops, trail: [] }
      const first: PageRequest = typeof start === 'string' ? { method: 'GET', url: start, headers: [] } : start
      return walk(traveller, first, options, goOn)
    },
  }
}
