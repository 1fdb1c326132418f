import type { Pairs, RawAnswer } from './raw-http.ts'
import { encode, parseObject, postForm, send, text } from './raw-http.ts'

export interface Server {
  readonly issuer: string
}

export const callback = 'http://localhost:4180/callback'

export const request: Pairs = [
  ['response_type', 'code'],
  ['client_id', 'spa'],
  ['redirect_uri', callback],
  ['state', 'xyz'],
]

/** The request with these parameters in place of its own; a value of undefined leaves one out. */
export function having(changes: Readonly<Record<string, string | undefined>>): Pairs {
  const kept = request.filter(([name]) => !(name in changes))
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return [...kept, ...added]
}

/** The first answer to an authorization request: its status, and where it leads without the description of an error. */
export async function knock({ issuer }: Server, query: Pairs): Promise<string> {
  const { status, headers } = await send(`${issuer}/authorize?${encode(query)}`)
  const location = headers.get('location')?.replace(/&error_description=[^&#]*/, '')
  return location === undefined ? String(status) : `${status} ${location}`
}

/** Where the whole flow ends, the code made short. */
export async function landing(server: Server, query: Pairs): Promise<string> {
  return (await signIn(server, query)).replace(/code=[\w-]{36}/, 'code=*')
}

export async function getCode(server: Server, query: Pairs = request): Promise<string> {
  return new URL(await signIn(server, query)).searchParams.get('code') ?? ''
}

async function signIn({ issuer }: Server, query: Pairs): Promise<string> {
  const first = await send(`${issuer}/authorize?${encode(query)}`)
  const cookie = first.headers.getSetCookie().map((line) => line.split(';', 1).join(''))
  const page = new URL(first.headers.get('location') ?? '', issuer).href
  const person = new URLSearchParams({ email: 'alice@example.com', password: 'correct-horse' })
  const answer = await send(page, { method: 'POST', headers: { cookie: cookie.join('; ') }, body: person })
  return answer.headers.get('location') ?? `a page with status ${answer.status}`
}

export const codeForm = (code: string, ...more: Pairs): Pairs => [
  ['grant_type', 'authorization_code'],
  ['client_id', 'spa'],
  ['redirect_uri', callback],
  ['code', code],
  ...more,
]

export const token = ({ issuer }: Server, form: Pairs): Promise<RawAnswer> => postForm(`${issuer}/token`, form)

export async function getTokens(server: Server): Promise<RawAnswer> {
  return token(server, codeForm(await getCode(server)))
}

export const refresh = (server: Server, answer: RawAnswer): Promise<RawAnswer> =>
  refreshWith(server, text(answer, 'refresh_token'))

const refreshWith = (server: Server, value: string): Promise<RawAnswer> =>
  token(server, [
    ['grant_type', 'refresh_token'],
    ['client_id', 'spa'],
    ['refresh_token', value],
  ])

/** The status and media type of the answer to a body sent as it is. */
export async function toBody(
  { issuer }: Server,
  body: string,
  type = 'application/x-www-form-urlencoded',
): Promise<string> {
  const {
    status,
    headers,
    body: said,
  } = await send(`${issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })
  const isJson = parseObject(said) !== undefined
  return `${status} ${isJson ? 'JSON' : (headers.get('content-type') ?? '').split(';', 1).join('')}`
}
