import type { CookieJar } from 'tough-cookie'
import { importModule } from '../import-module.ts'
import { UsageError } from '../usage-error.ts'
import { isWeb } from './addresses.ts'
import { answerArrival, arrivalOf, pageArrival } from './arrival.ts'
import { cookieJar } from './cookies.ts'
import { readPage } from './read-page.ts'
import { formPost } from './automatic.ts'
import { submission } from './submit.ts'
import { note, travel } from './traveller.ts'
import type { Traveller } from './traveller.ts'
import type { Arrival, PageAnswer, PageFetch, PageRequest, UserAgent, WalkOptions } from './user-agent.ts'

/** What a login script may send: an address, or a request with method, headers and body. */
export type LoginRequest = string | (Pick<PageRequest, 'url'> & Partial<PageRequest>)

/** What a login script gets: the authorization request to walk from, who logs in, and a `fetch` with cookies and redirects. */
export interface LoginWalk {
  /** Address of the authorization request; `request` is the whole of it, where it is a POST. */
  readonly url: string
  readonly request: PageRequest
  readonly redirectUri: string
  /** Undefined where nobody is to log in. */
  readonly username: string | undefined
  readonly password: string | undefined
  /** Further answers of the user, from `fields` of the target file. */
  readonly fields: Readonly<Record<string, string>>
  readonly consent: 'allow' | 'deny'
  readonly jar: CookieJar
  /**
   * Sends a request with the cookies of the walk and follows redirects up to the client, which is never asked: its
   * address then stands in `arrived`. Everything sent is kept as evidence.
   */
  fetch(request: LoginRequest): Promise<PageAnswer & { readonly arrived?: string }>
}

/** Walks from `url` to the client and answers with the address it was sent to; without one, the last page is where it ended. */
export type LoginScript = (walk: LoginWalk) => Promise<string | undefined>

/** Names a function as the login of a target file: `export default defineLogin(async ({ url, fetch }) => …)`. */
export const defineLogin = (login: LoginScript): LoginScript => login

/** Reads the login of a module by absolute path. Rejects with UsageError when it has none. */
export async function loadLogin(file: string): Promise<LoginScript> {
  const login = (await importModule(file))['default']
  if (typeof login !== 'function')
    throw new UsageError(
      `${file}: expected a function as its default export, got ${typeof login}. Write: export default defineLogin(async (walk) => …)`,
    )
  return async (walk) => {
    const foreign = new Set<unknown>()
    const fetch: LoginWalk['fetch'] = (request) =>
      walk.fetch(request).catch((error: unknown) => {
        foreign.add(error)
        throw error
      })
    try {
      const result: unknown = await login({ ...walk, fetch })
      if (result === undefined || (typeof result === 'string' && URL.canParse(result))) return result
      throw new TypeError(
        `expected the address the client was sent to, got ${typeof result === 'string' ? 'a text that is no address' : typeof result}`,
      )
    } catch (error) {
      // What the line to the target throws must arrive as it is.
      throw foreign.has(error) ? error : new UsageError(`${file}: ${String(error)}`, { cause: error })
    }
  }
}

/** A user agent whose walks are the user's own function. */
export function scriptAgent(login: LoginScript, fetch: PageFetch, jar: CookieJar = cookieJar()): UserAgent {
  return {
    jar,
    anew: (through) => scriptAgent(login, through === undefined ? fetch : through(fetch)),
    walk: (start, options) => walk(login, { fetch, jar }, start, options),
  }
}

async function walk(
  login: LoginScript,
  { fetch, jar }: { fetch: PageFetch; jar: CookieJar },
  start: string | PageRequest,
  options: WalkOptions,
): Promise<Arrival> {
  const { redirectUri, ends, person, consent = 'allow', maxHops = 20 } = options
  const traveller = { fetch, jar, redirectUri, ...(ends === undefined ? {} : { ends }), maxHops, trail: [] }
  const request: PageRequest = typeof start === 'string' ? { method: 'GET', url: start, headers: [] } : start
  let last: PageAnswer = { status: 0, headers: [], body: '', url: request.url }
  let seen: Arrival | undefined
  const url = await login({
    url: request.url,
    request,
    redirectUri,
    username: person?.username,
    password: person?.password,
    fields: person?.fields ?? {},
    consent,
    jar,
    async fetch(wish) {
      const asked = typeof wish === 'string' ? { url: wish } : wish
      const gone = await travel(traveller, { method: 'GET', headers: [], ...asked })
      const way = 'kind' in gone ? gone : (formPosted(gone, traveller) ?? gone)
      if (!('kind' in way)) return (last = way)
      seen = way
      if (way.kind === 'redirect') return { status: 302, headers: [], body: '', url: way.url, arrived: way.url }
      return (last = { status: way.status, headers: [], body: way.text, url: way.url })
    },
  })
  if (seen?.kind === 'redirect') return seen
  const { trail } = traveller
  if (url !== undefined) {
    const arrival = arrivalOf({ method: 'GET', url, headers: [] }, traveller, trail)
    if (arrival !== undefined) return arrival
  }
  if (seen !== undefined) return seen
  const stuck = `the login script ended ${url === undefined || !isWeb(url) ? 'without an address of the client' : `at ${new URL(url).origin}, which is not the client`}`
  return last.status === 0 ? answerArrival(last, stuck, trail) : { ...pageArrival(readPage(last), stuck, trail) }
}

/** A page that carries the answer to the client in a form, as a browser would send it on. */
function formPosted(answer: PageAnswer, traveller: Traveller): Arrival | undefined {
  const { redirectUri, trail } = traveller
  const page = readPage(answer)
  const [move] = formPost({ page, person: undefined, consent: 'allow', redirectUri })
  if (move === undefined || !('form' in move.go)) return undefined
  const request = submission(move.go.form, undefined, move.go.answers, page)
  if (request === undefined) return undefined
  note(traveller, move.did)
  return arrivalOf(request, traveller, trail)
}
