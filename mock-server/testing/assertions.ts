import { AssertionError } from 'node:assert'
import type { Journal, JournalEntry } from '../journal.ts'
import type { JournalQuery } from '../journal/query.ts'
import type { Expectation } from '../journal/verify.ts'

/** A tenant, or anything else that keeps a journal. */
export interface Recorded {
  readonly journal: Journal
}

/**
 * The requests a tenant received that match, oldest first: at least one, or exactly `times`. Throws an AssertionError
 * that shows the nearest requests and where each differs, secrets masked.
 */
export function assertReceived({ journal }: Recorded, expectation: Expectation): readonly JournalEntry[] {
  const { pass, message, entries } = journal.verify(expectation)
  if (!pass) throw new AssertionError({ message, expected: expectation, stackStartFn: assertReceived })
  return entries
}

/** Asserts that something of this kind was handed out, such as `refresh_token`; see {@link assertReceived}. */
export function assertIssued(recorded: Recorded, kind: string, query: Expectation = {}): readonly JournalEntry[] {
  return assertReceived(recorded, issuedWish(kind, query))
}

/** Asserts that a request was refused with this OAuth error; see {@link assertReceived}. */
export function assertRefused(recorded: Recorded, error: string, query: Expectation = {}): readonly JournalEntry[] {
  return assertReceived(recorded, refusedWish(error, query))
}

/** The expectation that something was handed out. */
export function issuedWish(kind: string, query: Expectation = {}): Expectation {
  return { ...query, issued: kind }
}

/** The expectation that something was refused; without a code any OAuth error counts. */
export function refusedWish(error: string | undefined, query: Expectation = {}): Expectation {
  const wish: JournalQuery = error === undefined ? { ok: false } : { error }
  return { ...query, ...wish }
}
