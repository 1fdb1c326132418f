import type { CookieJar } from 'tough-cookie'
import { Blocked, NotApplicable } from '../../verdict.ts'
import { answerArrival, arrivalOf } from '../arrival.ts'
import { cookieJar } from '../cookies.ts'
import { formAgent } from '../form.ts'
import type { Arrival, PageFetch, PageRequest, UserAgent, WalkOptions } from '../user-agent.ts'
import { listenAt } from './listener.ts'

/** What a person is to do: open an address, and how to behave there, in words. */
export interface Errand {
  readonly url: string
  readonly what: string
  /** Whether the answer is taken at the redirect_uri; otherwise the person has to hand over the address they landed on. */
  readonly listening: boolean
}

/** Where persons are told what to do, one errand after the other. */
export interface Desk {
  /** Whether a person can hand over an address. */
  readonly takesAddresses: boolean
  /** Logins asked for so far and at most. */
  readonly logins: { made: number; readonly most: number }
  /** Runs the work when the person is free. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Tells the errand; `landed` hears each line the person hands over. The function returned ends the errand. */
  tell(errand: Errand, landed: (line: string) => void): () => void
}

/** What a {@link manualAgent} is made of. */
export interface ManualOptions {
  readonly fetch: PageFetch
  readonly desk: Desk
  readonly jar?: CookieJar
}

/** Longest a person may take for a login, milliseconds. */
export const PERSON = 600_000

/**
 * A user agent that is a person with a browser of their own. Walks as nobody, and those that never reach a login, are made without
 * them. Throws NotApplicable for what a person cannot do, and when too many logins are asked for.
 */
export function manualAgent(options: ManualOptions, place: 'usual' | 'fresh' | 'changed' = 'usual'): UserAgent {
  const { fetch, jar = cookieJar() } = options
  return {
    jar,
    anew: (through) =>
      through === undefined
        ? manualAgent({ ...options, jar: cookieJar() }, 'fresh')
        : manualAgent({ ...options, fetch: through(fetch), jar: cookieJar() }, 'changed'),
    async walk(start, how) {
      const request: PageRequest = typeof start === 'string' ? { method: 'GET', url: start, headers: [] } : start
      if (how.person === undefined || how.untouched === true) return formAgent(fetch, jar).walk(request, how)
      const known = await withoutPerson(fetch, request, how)
      if (known !== undefined) return known
      if (place === 'changed')
        throw new NotApplicable('changes requests of the login, which a login by hand does not allow')
      if (request.method !== 'GET') throw new NotApplicable('begins with a POST, which a login by hand does not allow')
      return options.desk.inTurn(() => withPerson(options.desk, request.url, how, place))
    },
  }
}

/** Where a request leads that needs no login at all; undefined where a login page, or a session, decides. */
async function withoutPerson(fetch: PageFetch, request: PageRequest, how: WalkOptions): Promise<Arrival | undefined> {
  // A pushed request may be good for one use only (RFC 9126 section 4).
  if (new URL(request.url).searchParams.has('request_uri')) return undefined
  const { person: _, steps: __, ...rest } = how
  const arrival = await formAgent(fetch).walk(request, { ...rest, untouched: true })
  if (arrival.kind === 'page') return arrival.status >= 400 || arrival.status === 0 ? arrival : undefined
  return /^(?:login|consent|interaction|account_selection)_required$/.test(arrival.params.get('error') ?? '')
    ? undefined
    : arrival
}

async function withPerson(
  desk: Desk,
  url: string,
  how: WalkOptions,
  place: 'usual' | 'fresh' | 'changed',
): Promise<Arrival> {
  if (desk.logins.made >= desk.logins.most)
    throw new NotApplicable('needs another login by hand; allow more with login.manual_logins')
  const listener = await listenAt(how.redirectUri)
  const listening = listener !== undefined
  if (!listening && !desk.takesAddresses)
    throw new Blocked(`nothing can listen at ${how.redirectUri}: its port is taken; free it, or run in a terminal`)
  desk.logins.made += 1
  let timer: NodeJS.Timeout | undefined
  let end: () => void = () => undefined
  try {
    const told = new Promise<Arrival>((resolve) => {
      end = desk.tell({ url, what: wording(how, place), listening }, (line) => resolve(landed(line, url, how)))
      timer = setTimeout(() => resolve(nowhere(url, `nobody came back within ${PERSON / 60_000} minutes`)), PERSON)
    })
    return await Promise.race([told, ...(listener === undefined ? [] : [listener.arrived])])
  } finally {
    clearTimeout(timer)
    listener?.close()
    end()
  }
}

function wording({ person, consent, userCode }: WalkOptions, place: string): string {
  const where = place === 'fresh' ? 'in a new private window, ' : ''
  const code = userCode === undefined ? '' : `, with the code ${userCode}`
  return `${where}log in as ${person?.username ?? 'the test user'}${code} and ${consent === 'deny' ? 'refuse' : 'allow'} what is asked`
}

/** What a person hands over: the address they landed on, or anything else when the way ended on a page. */
function landed(line: string, from: string, how: WalkOptions): Arrival {
  const url = line.trim()
  const arrival = URL.canParse(url) ? arrivalOf({ method: 'GET', url, headers: [] }, how, []) : undefined
  return arrival ?? nowhere(from, 'the login by hand ended on a page')
}

const nowhere = (url: string, stuck: string): Arrival =>
  answerArrival({ status: 200, headers: [], body: '', url }, stuck, [])
