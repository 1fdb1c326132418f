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
    const metadata = documentOf(await ask(line, url))
    if (metadata !== undefined) return { metadata, url }
  }
  return undefined
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
