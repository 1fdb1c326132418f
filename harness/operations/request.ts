import type { Answer } from '../http/answer.ts'
import { metadataUrls } from '../target/discover.ts'
import { NotApplicable } from '../verdict.ts'
import type { Surroundings } from './surroundings.ts'

/** A request that is no move of the protocol. */
export interface RequestOptions {
  /** GET unless told otherwise. */
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One plain request to a server's own address, without credentials; follows nothing. */
export function request({ line }: Surroundings, url: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options
  if (!URL.canParse(url)) throw new NotApplicable(`${url} is not an absolute URL, so nothing can be sent there`)
  return line.send({ method, url, headers: Object.entries(headers), ...(body === undefined ? {} : { body }) })
}

/** The answer at the well-known location of a metadata document (RFC 8414 section 3.1, OIDC Discovery 1.0 section 4). */
export function metadata(
  around: Surroundings,
  document: 'oauth-authorization-server' | 'openid-configuration',
): Promise<Answer> {
  const url = metadataUrls(around.target.issuer).find((each) => each.includes(`/.well-known/${document}`))
  return request(around, url ?? around.target.issuer)
}
