import { createHash } from 'node:crypto'
import type { Body, Evidence, Exchange } from '../../reports/model.ts'
import type { Secrets } from '../evidence/redactor.ts'
import type { Recorded } from '../http/line.ts'
import type { Check } from '../check.ts'
import type { Judged } from './judge.ts'
import type { OpenResult } from './plan.ts'

/** Longest body kept in evidence, characters. */
const kept = 64 * 1024

/** Turns an outcome into what may leave the process: redacted result and evidence. */
export function record(
  target: string,
  check: Check,
  judged: Judged,
  secrets: Secrets,
): { result: OpenResult; evidence: Evidence | null } {
  for (const exchange of judged.exchanges) secrets.learn(learnable(exchange))
  const evidence: Evidence = {
    schema: 1,
    target,
    check: check.id,
    exchanges: judged.exchanges.map((exchange) => exchangeOf(exchange, secrets)),
  }
  const words = {
    expected: judged.finding?.expected ?? (judged.verdict === 'pass' ? check.holds : null),
    actual: judged.finding?.actual ?? null,
    because: judged.because,
    tolerated: judged.finding?.tolerated ?? null,
    notes: judged.notes,
    cause: judged.cause ?? null,
  }
  const redacted = secrets.redactDeep(words)
  const result: OpenResult = {
    target,
    check: check.id,
    verdict: judged.verdict,
    ...redacted,
    cause: redacted.cause === null ? null : shared(redacted.cause),
    unstable: judged.unstable,
    attempts: judged.attempts,
    steps: judged.steps,
    ms: judged.worked,
    waited: judged.waited,
    ...(judged.distribution === undefined ? {} : { distribution: judged.distribution }),
  }
  return { result, evidence: evidence.exchanges.length === 0 ? null : evidence }
}

/** A cause without the numbers of its secrets: two checks that stumble over the same thing hold different ones. */
function shared(cause: string): string {
  return cause.replaceAll(/‹(\w+)#\d+›/g, '‹$1›')
}

/** A result for a check that could not even begin. */
export function blockedFromTheStart(target: string, check: Check, because: string): OpenResult {
  return {
    target,
    check: check.id,
    verdict: 'blocked',
    expected: null,
    actual: null,
    because,
    tolerated: null,
    unstable: false,
    attempts: 0,
    steps: [],
    notes: [],
    ms: 0,
    waited: 0,
    cause: because,
  }
}

function learnable({ request, response }: Recorded): Parameters<Secrets['learn']>[0] {
  return {
    request: {
      url: request.url,
      headers: mutable(request.headers),
      ...(request.body === undefined ? {} : { body: request.body }),
    },
    ...(response === undefined ? {} : { response: { headers: mutable(response.headers), body: response.body } }),
  }
}

function exchangeOf({ id, step, attempt, at, ms, request, response, failure }: Recorded, secrets: Secrets): Exchange {
  return {
    id,
    step,
    attempt,
    at: new Date(at).toISOString(),
    ms,
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

function mutable(headers: Recorded['request']['headers']): [string, string][] {
  return headers.map(([name, value]) => [name, value])
}
