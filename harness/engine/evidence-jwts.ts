import type { DescribedJwt } from '../../reports/model.ts'
import { describeJwt } from '../evidence/redact-jwt.ts'
import type { Secrets } from '../evidence/redactor.ts'
import type { Recorded } from '../http/line.ts'

// The base64 beginnings of a JSON object, and two to four more segments (RFC 7515 and RFC 7516 section 3.1).
const compact = /(?<![\w-])e(?:yJ|yA|wo|w0K)[\w-]*(?:\.[\w-]*){2,4}(?![\w.-])/g

/**
 * What the signed JWTs of exchanges say that the report shows by name only, each once, in order of appearance. Those that are not
 * registered share one name, so that of several it would not be known which is meant.
 */
export function jwtsIn(exchanges: readonly Recorded[], secrets: Secrets): DescribedJwt[] {
  const tokens = [...new Set(exchanges.flatMap(textsOf).flatMap((text) => text.match(compact) ?? []))]
  const unnamed = tokens.filter((token) => secrets.nameOf(token) === undefined)
  return tokens
    .filter((token) => unnamed.length === 1 || !unnamed.includes(token))
    .flatMap((token) => describeJwt(token, secrets) ?? [])
}

function textsOf({ request, response }: Recorded): string[] {
  const headers = [...request.headers, ...(response?.headers ?? [])].map(([, value]) => value)
  return [request.url, ...headers, request.body ?? '', response?.body ?? '']
}
