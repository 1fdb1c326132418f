import { Answer, type HeaderPairs } from '../../harness/http/answer.ts'
import { Blocked, Broken } from '../../harness/verdict.ts'

/** An answer of a token endpoint; a body that is no text is sent as JSON. */
export function answer(status: number, body: unknown, mediaType = 'application/json'): Answer {
  const headers: HeaderPairs = mediaType === '' ? [] : [['Content-Type', mediaType]]
  return new Answer({
    status,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    request: { method: 'POST', url: 'https://as.example/token', headers: [] },
    exchange: 'x1',
    at: 0,
  })
}

/**
 * How a judgement ended, in one line: `held`, `broken: <what came>`, `tolerated: <why>`, or `blocked: <why>`.
 * Whatever else is thrown fails the test.
 */
export function ending(judge: () => void): string {
  try {
    judge()
    return 'held'
  } catch (error) {
    if (error instanceof Blocked) return `blocked${error.transient ? ', to be tried again' : ''}: ${error.message}`
    if (!(error instanceof Broken)) throw error
    const { actual, tolerated } = error.finding
    return tolerated === undefined ? `broken: ${actual}` : `tolerated: ${tolerated}`
  }
}

/** What the law wanted, of a judgement that must not hold. */
export function expectedBy(judge: () => void): string {
  try {
    judge()
  } catch (error) {
    if (error instanceof Broken) return error.finding.expected
    throw error
  }
  throw new Error('expected a broken law, got one that holds')
}
