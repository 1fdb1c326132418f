import { isRecord, type Answer } from '../http/answer.ts'
import type { Line } from '../http/line.ts'

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
    const metadata = documentOf(await line.send({ method: 'GET', url, headers: [['accept', 'application/json']] }))
    if (metadata !== undefined) return { metadata, url }
  }
  return undefined
}

/** A 200 of another kind, such as the page of a single-page application, is no metadata. */
function documentOf(answer: Answer): Record<string, unknown> | undefined {
  const json = answer.json
  if (answer.status !== 200 || !isRecord(json)) return undefined
  return 'token_endpoint' in json || 'authorization_endpoint' in json || 'issuer' in json ? json : undefined
}
