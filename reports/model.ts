/** The run model: the one truth every report is a pure function of. Validated by `schema/run.schema.json`. */

export type Verdict = 'pass' | 'fail' | 'warn' | 'note' | 'skip' | 'blocked' | 'error'

export interface Run {
  readonly schema: 1
  readonly tool: { readonly name: 'oauth-assay'; readonly version: string }
  readonly run: {
    readonly id: string
    /** ISO 8601, UTC. */
    readonly started: string
    readonly finished: string
    readonly profile: string
    readonly selection: readonly string[]
    readonly interrupted: boolean
    /** Whether it was interrupted because enough laws were broken. */
    readonly bailed?: boolean
    /** Whether a warning counts as a broken law. */
    readonly strict?: boolean
    /** Which part of the checks was judged here, counted from 1; absent when all were. */
    readonly shard?: { readonly index: number; readonly count: number }
    /** Further check files, relative to the working directory. */
    readonly suites?: readonly string[]
    /** Defects of the embedded mock that were switched on. */
    readonly defects?: readonly string[]
  }
  /** The documents that laws were taken from, with their sections about servers, checked or not. */
  readonly documents?: readonly DocumentFacts[]
  readonly targets: readonly TargetFacts[]
  readonly checks: readonly CheckFacts[]
  readonly results: readonly Result[]
  readonly causes: readonly Cause[]
}

export interface TargetFacts {
  readonly name: string
  readonly issuer: string
  readonly capabilities: readonly string[]
  /** Target file relative to the working directory, and line; null for the embedded mock. */
  readonly from: { readonly file: string; readonly line: number } | null
}

export interface DocumentFacts {
  readonly name: string
  readonly title: string
  readonly url: string
  /** Whether it is in force under the profile of the run. */
  readonly binding: boolean
  /** Its sections that say what a server does; empty where they are not listed. */
  readonly sections: readonly { readonly section: string; readonly title: string; readonly url: string }[]
}

export interface LawFacts {
  readonly document: string
  readonly section: string
  readonly level: 'MUST' | 'SHOULD' | 'MAY' | 'SECURITY'
  readonly url: string
}

export interface CheckFacts {
  readonly id: string
  readonly title: string
  readonly laws: readonly LawFacts[]
  readonly needs: readonly string[]
  readonly steps: readonly { readonly name: string; readonly text: string }[]
  readonly holds: string
  readonly caution: string | null
  readonly defect: string
  /** It judges the recording of all other checks; every shard of a run has it, about what that shard heard. */
  readonly passive?: true
}

export interface Result {
  readonly target: string
  readonly check: string
  readonly verdict: Verdict
  /** The baseline entry that accepts this deviation, or null. */
  readonly known: Known | null
  readonly expected: string | null
  readonly actual: string | null
  /** The law that decided, or the reason of a skip, a block or an error; one sentence. */
  readonly because: string
  /** Why a broken law weighs less, or null. */
  readonly tolerated: string | null
  /** Judgements of the same thing disagreed. */
  readonly unstable: boolean
  /** When the check was judged several times: verdict → how often it was reached; the result is the gravest. */
  readonly distribution?: Readonly<Partial<Record<Verdict, number>>>
  readonly attempts: number
  readonly steps: readonly StepFacts[]
  readonly notes: readonly string[]
  /** Milliseconds of work, pauses left out. */
  readonly ms: number
  /** Seconds the check let pass. */
  readonly waited: number
  /** Evidence file relative to the report folder, or null when nothing was exchanged. */
  readonly evidence: string | null
  /** Picture of the page on which a login of the check ended, PNG without secrets, relative to the report folder. */
  readonly picture?: string
  /** Id of the shared cause of a blocked or error result, or null. */
  readonly cause: string | null
}

/** Why a deviation is accepted. */
export interface Known {
  readonly reason: string
  readonly issue: string | null
  /** Day on which it was accepted, YYYY-MM-DD, where that is known. */
  readonly since?: string
  /** Last day on which it counts, YYYY-MM-DD, or null. */
  readonly until: string | null
}

export interface StepFacts {
  readonly name: string
  readonly ok: boolean
  readonly ms: number
  /** Ids of the exchanges made in it, in order. */
  readonly exchanges: readonly string[]
}

export interface Cause {
  readonly id: string
  readonly kind: 'blocked' | 'error'
  readonly text: string
  readonly results: number
}

/** One evidence file: everything a check said and heard, redacted. */
export interface Evidence {
  readonly schema: 1
  readonly target: string
  readonly check: string
  readonly exchanges: readonly Exchange[]
  /** What the JWTs said for which stable names stand in the exchanges; absent when there are none. */
  readonly jwts?: readonly DescribedJwt[]
}

/** A signed JWT without its signature, personal claims masked. */
export interface DescribedJwt {
  /** Its stable name, as `‹id_token#1›`; `‹redacted:jwt›` for the only one without. */
  readonly name: string
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

export interface Exchange {
  readonly id: string
  readonly step: string
  readonly attempt: number
  /** ISO 8601, UTC, of the moment it was to be sent. */
  readonly at: string
  readonly ms: number
  /** What `ms` is made of, where that is known: until the request left, until the answer began, until it was whole. */
  readonly phases?: { readonly blocked: number; readonly wait: number; readonly receive: number }
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly (readonly [string, string])[]
    readonly body: Body | null
  }
  readonly response: {
    readonly status: number
    readonly headers: readonly (readonly [string, string])[]
    readonly body: Body | null
  } | null
  /** Why there is no response, or null. */
  readonly failure: string | null
}

/** Text up to 64 KiB; of longer bodies the beginning, the length in bytes and the SHA-256 of the whole. */
export interface Body {
  readonly text: string
  readonly bytes: number
  readonly truncated: boolean
  readonly sha256: string | null
}
