import type { CookieJar } from 'tough-cookie'

/** One request of a user agent; `headers` are raw pairs, `body` is a string. */
export interface PageRequest {
  method: string
  url: string
  headers: [string, string][]
  body?: string
  /** Something a page loads for itself: a script, a style sheet, data; no step of the walk. */
  part?: true
}

/** The answer to a {@link PageRequest}; `headers` are raw pairs, so `Set-Cookie` may repeat. */
export interface PageAnswer {
  status: number
  headers: [string, string][]
  body: string
  url: string
}

/** Sends one request and never follows a redirect; rejects on network trouble. */
export type PageFetch = (request: PageRequest) => Promise<PageAnswer>

/** Who logs in; `fields` holds further answers by field name or id (a tenant, a one-time code); `may_be_locked` allows guessing. */
export interface Person {
  username: string
  password?: string
  may_be_locked?: boolean
  fields?: Record<string, string>
}

/**
 * One hint of a target file. `fill` types the person's username, password or an answer of `fields` into the element of a
 * CSS selector, `check` ticks a box or radio, `click` presses a button or follows a link; `when` limits it to one consent.
 */
export type LoginStep = { when?: 'allow' | 'deny' } & (
  | { fill: string; with: string }
  | { check: string }
  | { click: string }
)

/** Hints in the order of the pages; each run of `fill` and `check` ends with the `click` that sends it. */
export type LoginSteps = LoginStep[]

/** One request of a walk and what was done with its answer, in words without secrets. */
export interface Visit {
  method: string
  url: string
  status: number
  did: string
}

/** Where a walk ended: at the redirect_uri, or on a page, which is a legal way to refuse and therefore no error. */
export type Arrival =
  | { kind: 'redirect'; url: string; params: URLSearchParams; how: 'query' | 'fragment' | 'form_post'; trail: Visit[] }
  | {
      kind: 'page'
      status: number
      url: string
      title: string
      text: string
      stuck: string
      /** What a person could still have done there: nothing means the page only says something. */
      seen: 'nothing' | 'forms' | 'scripts'
      trail: Visit[]
    }

/** What a walk needs to know; `consent` defaults to `allow`, `maxHops` (redirects in a row, and pages) to 20. */
export interface WalkOptions {
  /** Why the password of the person is not to be given: the words with which it was turned down before. */
  turnedDown?: string
  redirectUri: string
  person?: Person
  steps?: LoginSteps
  consent?: 'allow' | 'deny'
  maxHops?: number
  /** The code a device shows (RFC 8628 section 3.3), for the page that asks for it. */
  userCode?: string
  /** Opens the page and touches nothing: only what pages do by themselves is done. */
  untouched?: boolean
  /** Further addresses where the walk ends as it does at the redirect_uri; they are never requested. */
  ends?: (url: string) => boolean
}

/** Keeps pictures of the pages on which walks end. */
export interface Witness {
  /** Says of a text whether a picture may not show it, by all that is known at this moment. */
  hides(): (text: string) => boolean
  /** Takes a PNG. */
  keep(png: Uint8Array): void
}

/** Walks from an authorization request to the redirect_uri (RFC 6749 section 4.1); rejects only on network trouble. */
export interface UserAgent {
  walk(start: string | PageRequest, options: WalkOptions): Promise<Arrival>
  /** A user agent of the same kind without any cookie, its requests passing `through` when given. */
  anew(through?: (fetch: PageFetch) => PageFetch): UserAgent
  readonly jar: CookieJar
}
