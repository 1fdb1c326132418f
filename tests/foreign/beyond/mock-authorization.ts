import type { Pairs } from '../raw-http.ts'
import { encode, send } from '../raw-http.ts'
import type { RawServer } from '../raw-server.ts'

export const authorization: Pairs = [
  ['response_type', 'code'],
  ['client_id', 'web'],
  ['redirect_uri', 'https://web.example/callback'],
  ['scope', 'read'],
  ['state', 'xyz'],
]

export const put = (name: string, value: string): Pairs =>
  authorization.map(([each, usual]) => [each, each === name ? value : usual])

/** Where an authorization request by somebody without cookies is sent in one step, what was issued made short. */
export async function sentTo(server: RawServer, query: Pairs): Promise<string> {
  const { status, headers } = await send(`${server.issuer}/authorize?${encode(query)}`)
  const location = (headers.get('location') ?? 'nowhere').replace(/&error_description=[^&#]*/, '')
  return `${status} ${location.replace(/(?<=[?&]code=)[\w-]{36}(?=[&#]|$)/, '*')}`
}
