import type { Answer, NoAnswer, Sending, SilenceKind } from './http/answer.ts'
import type { Measure } from './measures/measure.ts'
import type { Code, Device, Operations, Tokens } from './moves.ts'
import type { ProfileName } from './profile.ts'
import type { Client, EndpointName, Target } from './target/target.ts'
import type { Judge } from './verbs.ts'

/**
 * Guards against a refusal that only expiry explains: each blocks the check, to be tried again, when the artefact has
 * outlived its lifetime (declared in the target file, or `expires_in`). Without a known lifetime they do nothing.
 */
export interface Expired {
  code(code: Code): void
  deviceCode(device: Device): void
  accessToken(tokens: Tokens): void
  refreshToken(tokens: Tokens): void
}

/** A request that a server leaves without an answer. */
export interface Silence {
  readonly kind: SilenceKind
  readonly request: Sending
}

/** Runs one declared step and files its exchanges under it. */
export type Step = <T>(action: () => PromiseLike<T>) => Promise<T>

/** All a check can touch. */
export interface Context<S extends string = string> {
  readonly op: Operations
  readonly step: Readonly<Record<S, Step>>
  readonly law: Judge
  readonly target: Target
  /** The documents in force. */
  readonly profile: ProfileName
  /** Lets time pass while other checks run. Seconds; longer than the target's `max_wait_s` makes the check a skip. */
  readonly wait: (seconds: number, why: string) => Promise<void>
  readonly expired: Expired
  /** Every exchange of the run so far that got an answer, at an endpoint where one is named; for passive checks. */
  readonly recording: (endpoint?: EndpointName | 'resource') => readonly Answer[]
  /** Every request of the run so far that got no answer, and got none either when its check was tried again; for passive checks. */
  readonly silences: () => readonly Silence[]
  /** Ends the check: the law has nothing to bind here, for this reason. */
  readonly notApplicable: (reason: string) => never
  /** Ends the check: nothing can be said because of this. A transient reason is tried again. */
  readonly blocked: (reason: string, options?: { readonly transient?: boolean }) => never
  /** A remark for the report. */
  readonly note: (text: string) => void
  readonly measure: Measure
  /** A value without meaning to any server, of the given length, letters and digits. */
  readonly random: (length: number) => string
  /** The text with two neighbouring characters exchanged: wrong by as little as can be. */
  readonly nearMiss: (text: string) => string
}

export type * from './moves.ts'
export type * from './operations/assertion-moves.ts'
export type { ClientResponse } from './operations/direct-grant-moves.ts'
export type * from './verbs.ts'
export type { Answer, Client, NoAnswer, Target }
