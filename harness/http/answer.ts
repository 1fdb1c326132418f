/** Header lines as sent or received: name as written, repeated names stay separate. */
export type HeaderPairs = readonly (readonly [string, string])[]

/** What the harness sends. Bodies are strings, so that evidence shows exactly what travelled. */
export interface Sending {
  readonly method: string
  readonly url: string
  readonly headers: HeaderPairs
  readonly body?: string
  /** Each character of the body is one byte, for bodies that are no UTF-8. */
  readonly bytes?: true
  /** Something a page loads for itself: longer than other answers, and no step of anything. */
  readonly part?: true
}

/** A complete HTTP answer. */
export class Answer {
  readonly status: number
  readonly headers: HeaderPairs
  readonly body: string
  readonly request: Sending
  /** Id of the recorded exchange, e.g. `x7`. */
  readonly exchange: string
  /** When the answer was complete, milliseconds since the epoch. */
  readonly at: number
  // Null when the body is no JSON object; asked often, so read once.
  #json: Readonly<Record<string, unknown>> | null | undefined

  constructor(fields: Pick<Answer, 'status' | 'headers' | 'body' | 'request' | 'exchange' | 'at'>) {
    this.status = fields.status
    this.headers = fields.headers
    this.body = fields.body
    this.request = fields.request
    this.exchange = fields.exchange
    this.at = fields.at
  }

  /** All values of a header, in order. */
  all(name: string): string[] {
    const wanted = name.toLowerCase()
    return this.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value)
  }

  /** The values of a header joined by a comma, or undefined. */
  header(name: string): string | undefined {
    const values = this.all(name)
    return values.length === 0 ? undefined : values.join(', ')
  }

  /** The media type in lower case without parameters, or an empty string. */
  get mediaType(): string {
    return (this.all('content-type')[0] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  }

  /** The body when it is one JSON object, whatever the media type says. */
  get json(): Readonly<Record<string, unknown>> | undefined {
    if (this.#json === undefined) this.#json = objectIn(this.body) ?? null
    return this.#json ?? undefined
  }

  /** The OAuth error code of the body, or undefined. */
  get error(): string | undefined {
    const code = this.json?.['error']
    return typeof code === 'string' ? code : undefined
  }

  /** The names in `scope` of the body, whether they come as one string (RFC 6749 section 3.3) or as a list; undefined without. */
  get scopes(): readonly string[] | undefined {
    const scope = this.json?.['scope']
    const names: unknown = typeof scope === 'string' ? scope.split(' ') : scope
    return Array.isArray(names) ? names.filter((name) => name !== '').map(String) : undefined
  }

  /** Whether the answer hands out an access token in any form a careless server may use, whatever its status says. */
  get hasToken(): boolean {
    const token = this.json?.['access_token']
    if (typeof token === 'string' && token !== '') return true
    return this.mediaType === 'application/x-www-form-urlencoded' && new URLSearchParams(this.body).has('access_token')
  }

  /** One line for people: status, and what the body amounts to. */
  describe(): string {
    const token = this.json === undefined ? `an access_token as ${this.mediaType}` : 'an access_token'
    if (this.error !== undefined)
      return `${this.status} with error=${this.error}${this.hasToken ? ` and ${token}` : ''}`
    if (this.hasToken) return `${this.status} with ${token}`
    if (this.body === '') return `${this.status} with an empty body`
    return `${this.status} with ${this.mediaType === '' ? 'a body of no media type' : this.mediaType}`
  }
}

function objectIn(text: string): Record<string, unknown> | undefined {
  // Pages are the commonest other thing, and making an error of each costs time.
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Why no complete answer came. `refused`, `reset`, `timeout` are the network; `dead` is a server that gave no answer before and
 * is not asked again; `left-alone` is one that asked for a longer rest than a run makes; `unusable` is an address nothing can be sent to; `plain` is a server without TLS at an https address; the others are the server's doing.
 */
export type SilenceKind =
  | 'refused'
  | 'unresolved'
  | 'reset'
  | 'timeout'
  | 'dead'
  | 'left-alone'
  | 'too-large'
  | 'malformed'
  | 'unusable'
  | 'tls'
  | 'plain'

/** The server gave no complete HTTP answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  readonly kind: SilenceKind
  readonly exchange: string
  readonly request: Sending

  constructor(kind: SilenceKind, message: string, fields: { exchange: string; request: Sending; cause?: unknown }) {
    super(message, { cause: fields.cause })
    this.kind = kind
    this.exchange = fields.exchange
    this.request = fields.request
  }
}

/** A server that has just been started, or one beside many others, may miss a request; nothing is judged by it. */
export function isPassing(error: unknown): boolean {
  return error instanceof NoAnswer && (error.kind === 'timeout' || error.kind === 'reset')
}
