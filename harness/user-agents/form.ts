import type { CookieJar } from 'tough-cookie'
import { isWeb, originOf } from './addresses.ts'
import { answerArrival, arrivalOf, pageArrival, strangeRedirect } from './arrival.ts'
import { cookieJar } from './cookies.ts'
import type { Move, Situation } from './move.ts'
import type { Page } from './page.ts'
import { readPage } from './read-page.ts'
import { recognise } from './recognise.ts'
import { groupSteps, stepMove } from './steps.ts'
import type { StepGroup } from './steps.ts'
import { submission } from './submit.ts'
import { comingFrom, note, travel } from './traveller.ts'
import type { Traveller } from './traveller.ts'
import type { Arrival, PageAnswer, PageFetch, PageRequest, UserAgent, WalkOptions } from './user-agent.ts'
import { rejected, whyStuck } from './why-stuck.ts'

const HOPS = 20
const SAME_MOVE = 2

/** What was done so far in a walk, to notice rejections and circles. */
interface Memory {
  made: Map<string, number>
  given: Set<string>
  steps: StepGroup[]
}

function isPage(answer: PageAnswer): boolean {
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/html'
  return /html/i.test(type)
}

function givenKey(page: Page, move: Move): string {
  // A password is asked for once per server; a user name may be asked for again by a different form.
  return move.gives === 'password' ? `password ${originOf(page.url)}` : `${move.gives ?? ''} ${move.key}`
}

/** Why a move must not be made again, undefined when it may. */
function objection(page: Page, move: Move, memory: Memory): string | undefined {
  if ('stuck' in move.go) return `${move.go.stuck} (${page.url.replace(/[?#].*$/s, '')})`
  if (move.gives !== undefined && memory.given.has(givenKey(page, move))) return rejected(page, move.gives)
  const before = memory.made.get(move.key) ?? 0
  return before >= SAME_MOVE ? `same form three times: ${move.did} on ${page.url.replace(/[?#].*$/s, '')}` : undefined
}

function requestOf(page: Page, move: Move): PageRequest | undefined {
  if ('stuck' in move.go) return undefined
  if ('url' in move.go) return { method: 'GET', url: move.go.url, headers: [] }
  return submission(move.go.form, move.go.button, move.go.answers, page)
}

/** Decides what to do on a page: the request to make, or the reason to stop. */
function decide(situation: Situation, memory: Memory): { move: Move; request: PageRequest } | string {
  const { page } = situation
  const made = (move: Move) => memory.made.get(move.key) ?? 0
  const move = stepMove(situation, memory.steps) ?? recognise(situation, made)
  if (move === undefined) return whyStuck(page)
  const trouble = objection(page, move, memory)
  if (trouble !== undefined) return trouble
  const request = requestOf(page, move)
  if (request === undefined) return `the form on ${page.url} has an action that cannot be read`
  memory.made.set(move.key, made(move) + 1)
  if (move.gives !== undefined) memory.given.add(givenKey(page, move))
  return { move, request }
}

async function walk(traveller: Traveller, start: PageRequest, options: WalkOptions): Promise<Arrival> {
  const { redirectUri, person, consent = 'allow', userCode, untouched } = options
  const { trail, maxHops } = traveller
  const memory: Memory = { made: new Map(), given: new Set(), steps: groupSteps(options.steps ?? [], consent) }
  let request = start
  for (let pages = 0; ; pages++) {
    // A walk is one person with one browser: each page comes after the one before.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await travel(traveller, request)
    if ('kind' in answer) return answer
    if (!isPage(answer)) return answerArrival(answer, 'the answer is not an HTML page', trail)
    const page = readPage(answer)
    const next = decide({ page, person, consent, redirectUri, userCode, untouched }, memory)
    if (typeof next === 'string') return pageArrival(page, next, trail)
    note(traveller, next.move.did)
    const arrival = arrivalOf(next.request, traveller, trail)
    if (arrival !== undefined) return arrival
    if (!isWeb(next.request.url)) return pageArrival(page, strangeRedirect(next.request.url), trail)
    if (pages >= maxHops) return pageArrival(page, `too many pages (${maxHops})`, trail)
    request = comingFrom(page.url, next.request)
  }
}

/**
 * A user agent without a browser: keeps cookies, reads HTML, finds and fills login and consent forms, and stops at the
 * redirect_uri, which is never requested. Rejects only when `fetch` does; a page it cannot pass is an arrival.
 */
export function formAgent(fetch: PageFetch, jar: CookieJar = cookieJar()): UserAgent {
  return {
    jar,
    anew: (through) => formAgent(through === undefined ? fetch : through(fetch)),
    walk(start, options) {
      const { redirectUri, ends, maxHops = HOPS } = options
      const traveller = { fetch, jar, redirectUri, ...(ends === undefined ? {} : { ends }), maxHops, trail: [] }
      const first: PageRequest = typeof start === 'string' ? { method: 'GET', url: start, headers: [] } : start
      return walk(traveller, first, options)
    },
  }
}
