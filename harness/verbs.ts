import type { Answer } from './http/answer.ts'
import type { Landing } from './moves.ts'
import type { Redirected } from './redirected.ts'

/** What a judgement may forgive, and why: it softens a broken MUST to a warning and is printed with it. */
export interface Tolerance {
  readonly tolerated?: string | undefined
}

/** How a judgement weighs its subject, and how it speaks of it. */
export interface Weighing extends Tolerance {
  /** What the subject is the answer to, in words that complete “400 with error=… to …”, when a check judges several. */
  readonly about?: string | undefined
}

/** Judgements of one answer of an endpoint. */
export interface AnswerLaw {
  /** 200 with a JSON object that holds an access_token. */
  grants(): void
  /**
   * No token; the right form is 400 or 401 with one of these error codes, another form of refusal is a warning. Without
   * codes any error with a status of the 4xx class is the right form.
   */
  refuses(...codes: readonly string[]): void
  /** Exactly this error: status 400 (401 for invalid_client), JSON, one of the codes. */
  errs(codes: string | readonly string[], excuses?: Excuses): void
  /**
   * No token with this scope: refused with invalid_scope, or a token without it whose answer says so (RFC 6749 section
   * 3.3). `covered` is what the token really covers, undefined when nothing tells.
   */
  withholds(scope: string, covered: readonly string[] | undefined): void
  /** A resource's 401 (RFC 6750 section 3.1); any other redirect or 4xx is a warning. */
  denies(): void
  /** 401 with a Bearer challenge that carries this error (RFC 6750 section 3). */
  challenges(error: string): void
  /** A 4xx without a token; in another format than an OAuth error it is a warning, a 5xx is not clean at all. */
  refusesCleanly(): void
  /** The status is one of these. */
  status(...statuses: readonly number[]): void
}

/** Deviations of an error answer that are known in the field and weigh less. */
export interface Excuses {
  readonly codes?: readonly string[]
}

/** Judgements of where an authorization request ended. */
export interface LandingLaw {
  /** No code: an error redirect with one of the codes, or an error page. Another error code is a warning. */
  refuses(...codes: readonly string[]): void
}

/** The verbs of judgement. They never request; they raise `Broken`. */
export interface Judge {
  (subject: Answer, weighing?: Weighing): AnswerLaw
  (subject: Landing, weighing?: Weighing): LandingLaw
  /**
   * An error page, and no redirect to a URI that is not registered (RFC 6749 section 3.1.2.4). What goes to a registered
   * URI instead is a warning.
   */
  staysHome(redirected: Redirected, weighing?: Tolerance): void
  /** For what no verb covers: a statement that holds or not, with both sides in words. */
  that(holds: boolean, sides: { readonly expected: string; readonly actual: string } & Tolerance): void
  /** Judges every subject and raises the worst that was found: what nothing tolerates comes first. */
  each<T>(subjects: Iterable<T>, judgement: (subject: T) => void): void
}
