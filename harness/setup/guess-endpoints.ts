import { type Answer, NoAnswer } from '../http/answer.ts'
import type { Line } from '../http/line.ts'
import { randomText } from '../operations/pkce.ts'
import { guessFurther, type FurtherEndpoints } from './guess-further.ts'
import { isNothing } from './wrong-address.ts'

/** Where the endpoints of a server without metadata seem to be. */
export interface Endpoints extends FurtherEndpoints {
  readonly authorization_endpoint: string
  readonly token_endpoint: string
}

/** Authorization and token endpoint, counted from the issuer, as frameworks and products have them. */
const usualPlaces: readonly (readonly [string, string])[] = [
  ['/authorize', '/token'],
  ['/oauth/authorize', '/oauth/token'],
  ['/oauth2/authorize', '/oauth2/token'],
  ['/oauth2/auth', '/oauth2/token'],
  ['/oauth/authorize', '/oauth/access_token'],
  ['/o/authorize/', '/o/token/'],
  ['/connect/authorize', '/connect/token'],
  ['/dialog/authorize', '/oauth/token'],
  ['/login/oauth/authorize', '/login/oauth/access_token'],
  ['/auth', '/token'],
]

/**
 * Tries the usual places one after the other; undefined where no token endpoint answers as one does. The page may be one that
 * the server shows at every address, so the first beside a token endpoint is taken where none is told from the rest.
 */
export async function guessEndpoints(line: Line, issuer: string): Promise<Endpoints | undefined> {
  const both = await guessBoth(line, issuer)
  return both && { ...both, ...(await guessFurther(line, issuer, both.token_endpoint)) }
}

async function guessBoth(line: Line, issuer: string): Promise<Endpoints | undefined> {
  try {
    const speaking = await speakingPlaces(line, issuer)
    const elsewhere = await asPage(line, issuer + nowhere)
    for (const [page, token] of speaking) {
      // Each is asked for only where those before it are not there.
      // oxlint-disable-next-line no-await-in-loop
      if (isPage(await asPage(line, issuer + page), elsewhere)) return endpointsAt(issuer, page, token)
    }
    const [first] = isNothing(elsewhere.status) ? [] : speaking
    return first && endpointsAt(issuer, ...first)
  } catch (error) {
    if (error instanceof NoAnswer) return undefined
    throw error
  }
}

const nowhere = `/${randomText(12)}`

const endpointsAt = (issuer: string, page: string, token: string): Endpoints => ({
  authorization_endpoint: issuer + page,
  token_endpoint: issuer + token,
})

/** The pairs whose token endpoint answers as one. */
async function speakingPlaces(line: Line, issuer: string): Promise<typeof usualPlaces> {
  const elsewhere = await asToken(line, issuer + nowhere)
  const answers = new Map<string, Answer>()
  for (const token of new Set(usualPlaces.map(([, each]) => each))) {
    // Politely: a server may be small.
    // oxlint-disable-next-line no-await-in-loop
    answers.set(token, await asToken(line, issuer + token))
  }
  return usualPlaces.filter(([, token]) => {
    const answer = answers.get(token)
    return answer !== undefined && isToken(answer, elsewhere)
  })
}

function asToken(line: Line, url: string): Promise<Answer> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: randomText(32),
    client_id: randomText(12),
  })
  const type = ['content-type', 'application/x-www-form-urlencoded'] as const
  return line.send({ method: 'POST', url, headers: [['accept', 'application/json'], type], body: body.toString() })
}

function asPage(line: Line, url: string): Promise<Answer> {
  const query = new URLSearchParams({ response_type: 'code', client_id: randomText(12) })
  return line.send({ method: 'GET', url: `${url}?${query}`, headers: [['accept', 'text/html']] })
}

/** An error of RFC 6749 section 5.2, or a refusal that another address does not give. */
function isToken({ status, error }: Answer, elsewhere: Answer): boolean {
  if (error !== undefined && elsewhere.error !== error) return status < 500
  return (status === 400 || status === 401) && elsewhere.status !== status
}

/** Anything that another address does not answer: a page about the client, a login, an error. */
function isPage({ status, json, body }: Answer, elsewhere: Answer): boolean {
  if (isNothing(status) && json?.['error'] === undefined) return false
  return status !== elsewhere.status || body !== elsewhere.body
}
