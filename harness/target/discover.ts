import { isRecord, NoAnswer, type Answer } from '../http/answer.ts'
import type { Line } from '../http/line.ts'
import { isAbsence } from '../http/silence.ts'

export interface Discovered {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly url: string
}

/**
 * The places of a metadata document: appended as in OIDC Discovery 1.0 section 4 and, with the path moved behind, as in
 * RFC 8414 section 3.1.
 */
export function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/$/, '')
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
    ...(path === ''
      ? []
      : [
          `${origin}/.well-known/openid-configuration${path}`,
          `${origin}${path}/.well-known/oauth-authorization-server`,
        ]),
  ]
}

/** Fetches the first metadata document found; undefined when there is none. Throws `NoAnswer` when nobody answers. */
export async function discover(line: Line, issuer: string): Promise<Discovered | undefined> {
  for (const url of metadataUrls(issuer)) {
    // The places are tried in their order, and most servers answer at the first.
    // oxlint-disable-next-line no-await-in-loop
    const metadata = documentOf(await follow(line, url))
    if (metadata !== undefined) return { metadata, url }
  }
  return undefined
}

const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Follows a few redirects: a document that is not where it belongs is a finding of the checks of metadata, and no reason
 * to know nothing of the server. Never from https to http, which would trust the network.
 */
async function follow(line: Line, url: string, left = 3): Promise<Answer | undefined> {
  const answer = await ask(line, url)
  const place = answer?.header('location')
  if (answer === undefined || place === undefined || !redirects.has(answer.status) || left === 0) return answer
  if (!URL.canParse(place, url)) return answer
  const next = new URL(place, url)
  const safe = next.protocol === 'https:' || (next.protocol === 'http:' && url.startsWith('http:'))
  return safe ? follow(line, next.href, left - 1) : answer
}

/** Too long an answer, or one that is not HTTP, is no metadata, and no sign that nobody is there. */
async function ask(line: Line, url: string): Promise<Answer | undefined> {
  try {
    return await line.send({ method: 'GET', url, headers: [['accept', 'application/json']] })
  } catch (error) {
    if (error instanceof NoAnswer && !isAbsence(error.kind)) return undefined
    throw error
  }
}

/** A 200 of another kind, such as the page of a single-page application, is no metadata. */
function documentOf(answer: Answer | undefined): Record<string, unknown> | undefined {
  const json = answer?.json
  if (answer?.status !== 200 || !isRecord(json)) return undefined
  return 'token_endpoint' in json || 'authorization_endpoint' in json || 'issuer' in json ? json : undefined
}
