import { isRecord, NoAnswer } from '../http/answer.ts'
import { Line } from '../http/line.ts'
import { Transport } from '../http/transport.ts'
import { isLoopback } from '../target/config/loopback.ts'
import { completeTarget } from '../target/config/defaults.ts'
import { discover } from '../target/discover.ts'
import { guessEndpoints, type Endpoints } from './guess-endpoints.ts'

type Metadata = Readonly<Record<string, unknown>>

/** What a server tells of itself before anything is configured. */
export interface Survey {
  /** The issuer as the server spells it, else as it was given. */
  readonly issuer: string
  /** Undefined when no metadata document was found. */
  readonly metadata: Metadata | undefined
  /** Without such a document: where the endpoints answer among the usual places. */
  readonly endpoints?: Endpoints
  /** A protected resource that was given, with what it says of itself (RFC 9728). */
  readonly resource: { readonly url: string; readonly metadata: Metadata | undefined } | undefined
}

/** The issuer somebody meant: the address of its metadata document is understood, query and fragment are dropped. */
export function issuerMeant(text: string): string {
  const url = new URL(text)
  const path = url.pathname.replace(/\/\.well-known\/(?:openid-configuration|oauth-authorization-server)/, '')
  return `${url.origin}${path === '/' ? '' : path}`
}

/** Whom to ask. */
interface Given {
  readonly issuer?: string
  readonly resource?: string
  /** Whether somebody may test the server, wherever it is. */
  readonly agreed?: boolean
}

/**
 * Asks a server, and a protected resource where one is given, for their metadata, and without any looks for the endpoints
 * where that is allowed. Rejects with `NoAnswer` when nobody answers.
 */
export async function survey(given: Given): Promise<Survey> {
  const { limits } = completeTarget({ issuer: given.issuer ?? given.resource ?? '' })
  const transport = new Transport({ ...limits, headers: {}, tls: {} })
  try {
    const line = new Line(transport)
    const resource =
      given.resource === undefined ? undefined : await surveyResource(line, given.resource, given.issuer === undefined)
    const issuer = given.issuer === undefined ? serverOf(resource?.metadata) : issuerMeant(given.issuer)
    if (issuer === undefined) throw new Error('the resource names no authorization server; give the issuer as well')
    const found = await discover(line, issuer)
    const stated = found?.metadata['issuer']
    const mayTry = found === undefined && (given.agreed === true || isLoopback(issuer))
    const endpoints = mayTry ? await guessEndpoints(line, issuer) : undefined
    return {
      ...(endpoints && { endpoints }),
      issuer: typeof stated === 'string' && stated !== '' ? stated : issuer,
      metadata: found?.metadata,
      resource,
    }
  } finally {
    await transport.close()
  }
}

/** RFC 9728 section 3.1 puts the path of the resource behind the well-known part. */
async function surveyResource(line: Line, url: string, needed: boolean): Promise<Survey['resource']> {
  const { origin, pathname } = new URL(url)
  try {
    const place = `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`
    const { status, json } = await line.send({ method: 'GET', url: place, headers: [['accept', 'application/json']] })
    return { url, metadata: status === 200 && isRecord(json) ? json : undefined }
  } catch (error) {
    if (error instanceof NoAnswer && !needed) return { url, metadata: undefined }
    throw error
  }
}

function serverOf(metadata: Metadata | undefined): string | undefined {
  const servers = metadata?.['authorization_servers']
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined
  return typeof first === 'string' ? first : undefined
}
