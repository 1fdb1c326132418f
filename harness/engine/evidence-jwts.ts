import type { DescribedJwt } from '../../reports/model.ts'
import { describeJwt } from '../evidence/redact-jwt.ts'
import type { Secrets } from '../evidence/redactor.ts'
import type { Recorded } from '../http/line.ts'

// The base64 beginnings of a JSON object, and two more segments (RFC 7519 section 3).
const compact = /(?<![\w-])e(?:yJ|yA|wo|w0K)[\w-]*\.[\w-]+\.[\w-]*(?![\w.-])/g

/** What the signed JWTs of exchanges say that the report shows by stable name only, each once, in order of appearance. */
export function jwtsIn(exchanges: readonly Recorded[], secrets: Secrets): DescribedJwt[] {
  const tokens = new Set(exchanges.flatMap(textsOf).flatMap((text) => text.match(compact) ?? []))
  return [...tokens]
    .filter((token) => secrets.nameOf(token) !== undefined)
    .flatMap((token) => describeJwt(token, secrets) ?? [])
}

function textsOf({ request, response }: Recorded): string[] {
  const headers = [...request.headers, ...(response?.headers ?? [])].map(([, value]) => value)
  return [request.url, ...headers, request.body ?? '', response?.body ?? '']
}
