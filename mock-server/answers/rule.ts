import type { Endpoint } from '../wire/endpoints.ts'

/** One value, or a list of which any will do. */
export type OneOf<Value extends string = string> = Value | readonly Value[]

/** Which requests a rule is for; every member that is given must fit. */
export interface AnswerSelector {
  endpoint?: OneOf<Endpoint>
  /** A `grant_type`; of a URN the last part is enough, such as `token-exchange`. */
  grant?: OneOf
  /** A `client_id`. */
  client?: OneOf
  /** A user name or subject, where the request tells: by `login_hint`, user name, session, code or token. */
  user?: OneOf
  /** A scope that was asked for, or that belongs to the code or token presented. */
  scope?: OneOf
  /** An HTTP method; without it every method but OPTIONS fits, so that a preflight uses nothing up. */
  method?: OneOf
  /** Which of the matching calls, counted from 1 for this rule. */
  call?: number | readonly number[]
  /** Each n-th of the matching calls. */
  every?: number
  /** How likely a matching call is to be chosen, above 0 and at most 1. */
  probability?: number
  /** Makes another row of draws; the row is the same after each reset. */
  seed?: number
}

/** What happens to the body of an answer: one of four accidents, a text, or another JSON object. */
export type AnswerBody =
  | 'empty'
  | 'truncated'
  | 'malformed'
  | 'html'
  | (string & {})
  | Readonly<Record<string, unknown>>

/** What a rule does. With `error` or `status` the request is not served unless `serve` says so; otherwise it is. */
export interface AnswerAction {
  /** An OAuth error in the form of the endpoint. */
  error?: string
  /** Its `error_description`. */
  description?: string
  /** HTTP status, 200 to 599. */
  status?: number
  /** `Retry-After`: seconds, or an HTTP date. */
  retryAfter?: number | string
  /** Header fields to set; null takes one away. */
  headers?: Readonly<Record<string, string | null>>
  body?: AnswerBody
  /** Changes members of the JSON object that would be answered. */
  json?: { set?: Readonly<Record<string, unknown>>; remove?: readonly string[] }
  /** Serve the request first, so that its effects stay, and give the scripted answer then. */
  serve?: boolean
  /** Milliseconds to wait before anything else. */
  delay?: number
  /** Break the connection: before the request is served, in the middle of the answer, or in place of it. */
  reset?: 'before' | 'midway' | 'after'
  /** Milliseconds over which the body is spread. */
  trickle?: number
}

/** A scripted answer: plain data, the same in code, in a file and over HTTP. */
export interface AnswerRule {
  /** Name for `remove` and for the journal; one is made when it is left out. A rule of the same name is replaced. */
  id?: string
  /** Every request when left out. */
  when?: AnswerSelector
  /** How often it acts: once, but `always` where `call`, `every` or `probability` choose the calls. */
  times?: number | 'always'
  answer: AnswerAction
}

/** A rule as it stands: its name, how many calls matched it, how often it acted, and whether it still will. */
export interface AnswerState extends Readonly<AnswerRule> {
  readonly id: string
  readonly matched: number
  readonly acted: number
  readonly spent: boolean
}
