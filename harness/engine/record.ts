import type { Secrets } from '../evidence/redactor.ts'
import type { Recorded } from '../http/line.ts'
import type { Check } from '../check.ts'
import type { Judged } from './judge.ts'
import type { OpenResult } from './plan.ts'

/** Turns an outcome into a result whose words are redacted, and learns the secrets of its exchanges. */
export function record(target: string, check: Check, judged: Judged, secrets: Secrets): OpenResult {
  for (const exchange of judged.exchanges) learn(secrets, exchange)
  const words = {
    expected: judged.finding?.expected ?? (judged.verdict === 'pass' ? check.holds : null),
    actual: judged.finding?.actual ?? null,
    because: judged.because,
    tolerated: judged.finding?.tolerated ?? null,
    notes: judged.notes,
    cause: judged.cause ?? null,
  }
  const redacted = secrets.redactDeep(words)
  return {
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
}

/** Registers the secrets of an exchange. */
export function learn(secrets: Secrets, exchange: Recorded): void {
  secrets.learn(learnable(exchange))
}

/** A cause without the numbers of its secrets: two checks that stumble over the same thing hold different ones. */
function shared(cause: string): string {
  return cause.replaceAll(/‹(\w+)#\d+›/g, '‹$1›')
}

/** A result for a check that could not even begin. */
export function unbegun(
  verdict: 'blocked' | 'error' | 'skip',
  target: string,
  check: Check,
  because: string,
): OpenResult {
  return {
    target,
    check: check.id,
    verdict,
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
    cause: verdict === 'skip' ? null : because,
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

function mutable(headers: Recorded['request']['headers']): [string, string][] {
  return headers.map(([name, value]) => [name, value])
}
