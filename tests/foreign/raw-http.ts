/** Parameters in the order they are sent; a name may repeat. */
export type Pairs = readonly (readonly [string, string])[]

export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly json: Readonly<Record<string, unknown>> | undefined
}

/** Where a token request carries the client's credentials. */
export interface Credentials {
  /** `id:secret` for HTTP Basic. */
  readonly basic?: string
  /** A whole Authorization header, sent as it is. */
  readonly header?: string
  readonly body?: Pairs
  readonly query?: Pairs
}

export async function send(url: string, init: RequestInit = {}): Promise<RawAnswer> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  const body = await response.text()
  return { status: response.status, headers: response.headers, body, json: parseObject(body) }
}

export function postForm(url: string, form: Pairs, credentials: Credentials = {}): Promise<RawAnswer> {
  const target = credentials.query === undefined ? url : `${url}?${encode(credentials.query)}`
  return send(target, {
    method: 'POST',
    headers: formHeaders(credentials),
    body: encode([...form, ...(credentials.body ?? [])]),
  })
}

export function encode(pairs: Pairs): string {
  const form = new URLSearchParams()
  for (const [name, value] of pairs) form.append(name, value)
  return form.toString()
}

export function authorization(credentials: Credentials): string | undefined {
  if (credentials.header !== undefined) return credentials.header
  return credentials.basic === undefined ? undefined : `Basic ${Buffer.from(credentials.basic).toString('base64')}`
}

export function formHeaders(credentials: Credentials): Record<string, string> {
  const header = authorization(credentials)
  return {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    ...(header === undefined ? {} : { authorization: header }),
  }
}

/** What an answer amounts to, short enough to be asserted: `200 token`, `400 invalid_grant`, `404 text/html`. */
export function seen(answer: RawAnswer): string {
  const token = answer.json?.['access_token']
  if (typeof token === 'string' && token !== '') return `${answer.status} token`
  const error = answer.json?.['error']
  if (typeof error === 'string') return `${answer.status} ${error}`
  if (answer.body === '') return `${answer.status} empty`
  return `${answer.status} ${mediaType(answer)}`
}

export function mediaType(answer: RawAnswer): string {
  return (answer.headers.get('content-type') ?? 'no media type').split(';', 1).join('').trim()
}

/** A text member of a JSON answer; an answer without it ends the test with what came instead. */
export function text(answer: RawAnswer, member: string): string {
  const value = answer.json?.[member]
  if (typeof value === 'string') return value
  throw new Error(`Expected ${member} in the answer, got ${seen(answer)}: ${answer.body.slice(0, 200)}`)
}

export function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
