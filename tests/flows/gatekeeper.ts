import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { defaultClients } from '../../mock-server/defaults.ts'

/** A request on its way to the server behind. */
export interface Passing {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: URLSearchParams
  /** The body as it came. */
  readonly bytes: Buffer
  /** client_id of the caller, from Basic or the body. */
  readonly client: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** An answer on its way back. */
export interface Returning {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** What a server wants beyond the server behind it: an answer of its own, or a change of the other's. */
export interface Rules {
  readonly before?: (passing: Passing) => Returning | undefined
  readonly after?: (returning: Returning, passing: Passing) => Returning
}

/** A server in front of another on the loopback interface, which takes its name; rules come into force with `guard`. */
export interface Gatekeeper extends AsyncDisposable {
  guard(behind: string, rules: Rules): void
  readonly origin: string
}

const registered = new Set(defaultClients().flatMap(({ redirect_uris: uris = [] }) => uris))

/** An error in the redirect to a registered URI, as an authorization endpoint gives it (RFC 6749 section 4.1.2.1). */
export function redirectError(passing: Passing, error: string): Returning | undefined {
  return redirectBack(passing, { error })
}

/** A redirect to a registered URI with these parameters and the state. */
export function redirectBack(
  { query, body }: Passing,
  parameters: Readonly<Record<string, string>>,
): Returning | undefined {
  const asked = query.size > 0 ? query : body
  const uri = asked.get('redirect_uri') ?? ''
  if (asked.getAll('redirect_uri').length > 1 || !registered.has(uri)) return undefined
  const location = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value)
  const state = asked.get('state')
  if (state) location.searchParams.set('state', state)
  return { status: 302, headers: { location: location.href }, body: '' }
}

/** An error in JSON. */
export function jsonError(status: number, error: string, description?: string): Returning {
  const body = JSON.stringify({ error, error_description: description })
  return { status, headers: { 'content-type': 'application/json' }, body }
}

/** Listens on a free port. */
export async function gatekeeper(): Promise<Gatekeeper> {
  let behind = ''
  let rules: Rules = {}
  const server = createServer((message, response) => {
    pass(message, behind, rules)
      .then(({ status, headers, body }) => response.writeHead(status, present(headers)).end(body))
      .catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    guard(origin, wanted) {
      behind = origin
      rules = wanted
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function pass(message: IncomingMessage, behind: string, { before, after }: Rules): Promise<Returning> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  const { method = 'GET', url = '/', headers } = message
  const { pathname, searchParams } = new URL(url, behind)
  const body = new URLSearchParams(bytes.toString())
  const client = callerOf(headers.authorization, body)
  const passing = { method, path: pathname, query: searchParams, body, bytes, client, headers }
  const own = before?.(passing)
  if (own !== undefined) return own
  const { connection: _connection, 'content-length': _length, 'transfer-encoding': _coding, ...rest } = headers
  const answer = await request(behind + url, {
    method: method as 'GET',
    headers: rest,
    ...(bytes.length === 0 ? {} : { body: bytes }),
  })
  const returning = { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() }
  return after?.(returning, passing) ?? returning
}

function callerOf(authorization: string | undefined, body: URLSearchParams): string | undefined {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (basic === undefined) return body.get('client_id') ?? undefined
  return decodeURIComponent(Buffer.from(basic, 'base64').toString().split(':', 1)[0] ?? '')
}

function present(headers: Returning['headers']): Record<string, string | string[]> {
  const { 'content-length': _length, 'transfer-encoding': _coding, connection: _connection, ...rest } = headers
  return Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined),
  )
}
