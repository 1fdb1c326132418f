import { NoAnswer, type Answer } from '../http/answer.ts'
import type { Surroundings } from './surroundings.ts'
import { randomText } from './pkce.ts'
import { request, type RequestOptions } from './request.ts'
import type { Unencrypted } from './transport-moves.ts'

/** Sends one request to every address at which an https URL may be served without TLS. */
export async function unencrypted(
  around: Surroundings,
  url: string,
  options: RequestOptions = {},
): Promise<readonly Unencrypted[]> {
  const found = await Promise.all(
    plainAddresses(url, around.target).map(async (address): Promise<Unencrypted[]> => {
      const answer = await ask(around, address, options)
      if (answer === undefined) return []
      return [{ answer, everywhere: answer.status < 300 && (await isEverywhere(around, answer)) }]
    }),
  )
  return found.flat()
}

/** Where an https URL may be served without TLS; none for any other URL. */
export function plainAddresses(
  url: string,
  { issuer, plainHttp }: { readonly issuer: string; readonly plainHttp: string | undefined },
): string[] {
  if (!URL.canParse(url) || !url.toLowerCase().startsWith('https:')) return []
  const { origin, hostname, port, pathname, search } = new URL(url)
  const origins = [`http://${hostname}:${port || '443'}`]
  if (port === '') origins.push(`http://${hostname}`)
  if (plainHttp !== undefined && origin === new URL(issuer).origin) origins.push(new URL(plainHttp).origin)
  return [...new Set(origins)].map((each) => each + pathname + search)
}

async function ask(around: Surroundings, url: string, options: RequestOptions): Promise<Answer | undefined> {
  try {
    return await request(around, url, options)
  } catch (error) {
    // Nobody there, or somebody who speaks TLS only: both is as it should be.
    if (error instanceof NoAnswer) return undefined
    throw error
  }
}

async function isEverywhere(around: Surroundings, { status, body, request: { url } }: Answer): Promise<boolean> {
  const other = await ask(around, new URL(`/${randomText(16)}`, url).href, {})
  return other !== undefined && other.status === status && constant(other.body) === constant(body)
}

/** A page without what may differ from visit to visit: long words such as nonces, and numbers. */
function constant(body: string): string {
  return body.replaceAll(/[\w+/=-]{12,}|\d+/g, '')
}
