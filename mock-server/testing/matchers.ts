import type { Expectation } from '../journal/verify.ts'
import { issuedWish, refusedWish, type Recorded } from './assertions.ts'

/** What a matcher tells the test framework. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** The matchers in the words of those who use them: `expect(tenant).toHaveReceived(…)`. */
export interface TenantMatchers {
  /** The tenant received a request that matches, or exactly `times` of them. */
  toHaveReceived(expectation: Expectation): void
  /** The tenant handed out something of this kind, such as `refresh_token`. */
  toHaveIssued(kind: string, query?: Expectation): void
  /** The tenant refused a request with this OAuth error, or with any. */
  toHaveRefused(error?: string, query?: Expectation): void
}

/** Matchers for `expect.extend` of vitest, jest and Playwright. */
export const matchers = {
  toHaveReceived: (received: unknown, expectation: Expectation) => result(received, expectation),
  toHaveIssued: (received: unknown, kind: string, query?: Expectation) => result(received, issuedWish(kind, query)),
  toHaveRefused: (received: unknown, error?: string, query?: Expectation) =>
    result(received, refusedWish(error, query)),
}

function result(received: unknown, expectation: Expectation): MatcherResult {
  if (!isRecorded(received)) {
    throw new TypeError(`Expected a tenant of the mock, got ${typeof received}. Write expect(tenant).`)
  }
  const { pass, message } = received.journal.verify(expectation)
  return { pass, message: () => message }
}

function isRecorded(value: unknown): value is Recorded {
  return typeof value === 'object' && value !== null && 'journal' in value
}
