import type { Claims, ClaimPlace } from './claims/rule.ts'
import type { Client, User } from './options.ts'
import { errors } from './provider/library.ts'
import type { WireAnswer } from './wire/answer.ts'
import type { WireReply, WireRequest } from './wire/request.ts'

/** What a token or a userinfo answer is about, before it is made. */
export interface ClaimsCall {
  readonly kind: ClaimPlace
  /** The endpoint that is served, such as `token`; `issue` for a token issued without a flow. */
  readonly endpoint: string
  /** The grant type, where there is one. */
  readonly grant: string | undefined
  /** The user; undefined for a client's own token. */
  readonly user: User | undefined
  readonly client: Client
  /** Space-delimited. */
  readonly scope: string
  /** The parameters of the request by name. */
  readonly request: Readonly<Record<string, unknown>>
}

/** Functions of a tenant that see and change what passes; each may be async, and one that throws makes a 500 server_error. */
export interface Hooks {
  /** Sees and edits a request before the provider does; a returned reply is the answer. */
  request?(request: WireRequest): WireReply | undefined | void | Promise<WireReply | undefined | void>
  /** Sees and edits an answer before it is sent. */
  answer?(answer: WireAnswer, request: WireRequest): void | Promise<void>
  /** Returns claims to add, or to take away with `null`, after those of the claim rules. */
  claims?(call: ClaimsCall): Claims | undefined | void | Promise<Claims | undefined | void>
}

/** A hook that threw: 500 server_error for the request, its message for the journal only. */
export class HookFailure extends errors.OIDCProviderError {
  constructor(name: keyof Hooks, cause: unknown) {
    const detail = `hooks.${name} threw: ${cause instanceof Error ? cause.message : String(cause)}`
    super(500, 'server_error', { cause, detail })
    this.message = detail
  }
}

/** Calls a hook; rejects with {@link HookFailure} when it throws. */
export async function callHook<Result>(name: keyof Hooks, call: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (cause) {
    throw new HookFailure(name, cause)
  }
}
