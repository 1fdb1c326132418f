import { createHash } from 'node:crypto'
import type { Body, Evidence, Exchange } from '../../reports/model.ts'
import type { Secrets } from '../evidence/redactor.ts'
import type { Recorded } from '../http/line.ts'
import { jwtsIn } from './evidence-jwts.ts'

/** Longest body kept in evidence, characters. */
const kept = 64 * 1024

/** What a check said and heard, as it may be written down; null when nothing was exchanged. */
export function evidenceOf(
  { target, check }: Pick<Evidence, 'target' | 'check'>,
  exchanges: readonly Recorded[],
  secrets: Secrets,
): Evidence | null {
  if (exchanges.length === 0) return null
  const jwts = jwtsIn(exchanges, secrets)
  return {
    schema: 1,
    target,
    check,
    exchanges: exchanges.map((exchange) => exchangeOf(exchange, secrets)),
    ...(jwts.length === 0 ? {} : { jwts }),
  }
}

function exchangeOf(recorded: Recorded, secrets: Secrets): Exchange {
  const { id, step, attempt, at, ms, phases, request, response, failure } = recorded
  return {
    id,
    step,
    attempt,
    at: new Date(at).toISOString(),
    ms,
    ...(phases === undefined ? {} : { phases }),
    request: {
      method: request.method,
      url: secrets.redact(request.url),
      headers: headersOf(request.headers, secrets),
      body: bodyOf(request.body, secrets),
    },
    response:
      response === undefined
        ? null
        : {
            status: response.status,
            headers: headersOf(response.headers, secrets),
            body: bodyOf(response.body, secrets),
          },
    failure: failure ?? null,
  }
}

/** All lines go through the redactor at once: it knows header lines, and one long text costs less than many short ones. */
function headersOf(headers: Recorded['request']['headers'], secrets: Secrets): [string, string][] {
  const lines = secrets.redact(headers.map(([name, value]) => `${name}: ${value}`).join('\n')).split('\n')
  return headers.map(([name, value], index) => {
    const line = lines.length === headers.length ? lines[index] : undefined
    const intact = line?.startsWith(`${name}: `) === true
    return [name, intact ? line.slice(name.length + 2) : secrets.redact(value)]
  })
}

function bodyOf(text: string | undefined, secrets: Secrets): Body | null {
  if (text === undefined || text === '') return null
  const redacted = secrets.redact(text)
  const truncated = redacted.length > kept
  return {
    text: truncated ? redacted.slice(0, kept) : redacted,
    bytes: Buffer.byteLength(text),
    truncated,
    sha256: truncated ? createHash('sha256').update(redacted).digest('hex') : null,
  }
}
