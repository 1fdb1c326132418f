import { type Answer, isRecord, NoAnswer } from '../http/answer.ts'
import type { Line } from '../http/line.ts'
import { randomText } from '../operations/pkce.ts'
import { isNothing } from './wrong-address.ts'

/** What is looked for: where, how it is asked, and how nothing else answers; `beside` is the answer of an address nobody has. */
interface Sought {
  readonly names: readonly string[]
  ask(line: Line, url: string): Promise<Answer>
  is(answer: Answer, beside: Answer): boolean
}

const posted = (line: Line, url: string, form: Record<string, string>): Promise<Answer> => {
  const type = ['content-type', 'application/x-www-form-urlencoded'] as const
  const body = new URLSearchParams({ ...form, client_id: randomText(12) }).toString()
  return line.send({ method: 'POST', url, headers: [['accept', 'application/json'], type], body })
}

const withToken = (line: Line, url: string): Promise<Answer> => posted(line, url, { token: randomText(32) })

/** Said about a client or a request, never by a token endpoint that answers for everything below it. */
const refusals = ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_token', 'access_denied']

/** A refusal of who asks that the address beside it does not give. */
function refuses({ status, error = '' }: Answer, beside: Answer): boolean {
  const told = refusals.includes(error) && beside.error !== error
  return (status === 400 || status === 401) && told
}

/** The same without an error code: not every endpoint has to give one. */
const turnsAway = (answer: Answer, beside: Answer): boolean =>
  refuses(answer, beside) || (answer.status === 401 && answer.error === undefined && beside.status === 404)

const sought = {
  jwks_uri: {
    names: ['jwks', 'jwks.json', '.well-known/jwks.json', 'certs', 'keys', '.well-known/openid-configuration/jwks'],
    ask: (line, url) => line.send({ method: 'GET', url, headers: [['accept', 'application/json']] }),
    is({ status, json }) {
      const keys: unknown = json?.['keys']
      return status === 200 && Array.isArray(keys) && keys.some((key) => isRecord(key) && 'kty' in key)
    },
  },
  userinfo_endpoint: {
    names: ['userinfo', 'me'],
    ask: (line, url) => line.send({ method: 'GET', url, headers: [['authorization', `Bearer ${randomText(32)}`]] }),
    is: (answer, beside) =>
      answer.status === 401 &&
      beside.status !== 401 &&
      (answer.error === 'invalid_token' || /^bearer\b/i.test(answer.header('www-authenticate') ?? '')),
  },
  introspection_endpoint: {
    names: ['introspect', 'introspection', 'token/introspection'],
    ask: withToken,
    is: (answer, beside) =>
      turnsAway(answer, beside) || (answer.status === 200 && typeof answer.json?.['active'] === 'boolean'),
  },
  revocation_endpoint: {
    names: ['revoke', 'revocation', 'revoke_token', 'token/revocation'],
    ask: withToken,
    // A token nobody knows is revoked already (RFC 7009 section 2.2).
    is: (answer, beside) =>
      turnsAway(answer, beside) || (answer.status === 200 && answer.body === '' && beside.status === 404),
  },
  device_authorization_endpoint: {
    names: [
      'device_authorization',
      'device-authorization',
      'device/code',
      'device/auth',
      'deviceauthorization',
      'devicecode',
    ],
    ask: (line, url) => posted(line, url, {}),
    is: (answer, beside) => refuses(answer, beside) || typeof answer.json?.['device_code'] === 'string',
  },
} as const satisfies Record<string, Sought>

/** Further endpoints by their names in the metadata (RFC 8414 section 2, RFC 8628 section 4, OpenID Connect Discovery 1.0 section 3). */
export type FurtherEndpoints = Readonly<Partial<Record<keyof typeof sought, string>>>

/** Looks for further endpoints of a server beside its token endpoint and at its root. */
export async function guessFurther(line: Line, issuer: string, token: string): Promise<FurtherEndpoints> {
  const slash = token.endsWith('/') ? '/' : ''
  const folders = new Set([token.replace(/[^/]+\/?$/, ''), `${issuer}/`])
  const found: [string, string][] = []
  for (const [member, one] of Object.entries(sought)) {
    const places = [...folders].flatMap((folder) =>
      one.names.map((name) => `${folder}${name}${name.includes('.') ? '' : slash}`),
    )
    // Politely: a server may be small, and what is found ends the search.
    // oxlint-disable-next-line no-await-in-loop
    const place = await firstThat(line, one, places)
    if (place !== undefined) found.push([member, place])
  }
  return Object.fromEntries(found)
}

async function firstThat(line: Line, one: Sought, places: readonly string[]): Promise<string | undefined> {
  for (const place of places) {
    // oxlint-disable-next-line no-await-in-loop
    if (await isThere(line, one, place)) return place
  }
  return undefined
}

async function isThere(line: Line, { ask, is }: Sought, place: string): Promise<boolean> {
  try {
    const answer = await ask(line, place)
    // Most places are not there, and then nothing needs to be asked beside them.
    if (isNothing(answer.status) || answer.mediaType === 'text/html') return false
    return is(answer, await ask(line, place.replace(/[^/]+(\/?)$/, `${randomText(12)}$1`)))
  } catch (error) {
    if (error instanceof NoAnswer) return false
    throw error
  }
}
