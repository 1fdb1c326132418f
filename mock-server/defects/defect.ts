import type { IncomingMessage } from 'node:http'
import type { TlsSettings } from '../listener.ts'
import type { TenantSettings } from '../options.ts'
import type { ClientCall } from '../provider/client-rules.ts'
import type { Configuration } from '../provider/library.ts'
import type { Payload } from '../storage/store.ts'
import type { StoreCall } from '../storage/store-call.ts'
import type { WireAnswer } from '../wire/answer.ts'
import type { WireReply, WireRequest } from '../wire/request.ts'

/** Calls what the defect stands in front of: the next defect, or the sound behaviour. */
export type Next<Result> = () => Promise<Result>

/** What the provider reads and writes; each hook may change the call, skip `next`, or change its result. */
export interface StoreHooks {
  /** A record is looked up; `next` gives a copy that may be changed freely. */
  find?(call: StoreCall, next: Next<Payload | undefined>): Promise<Payload | undefined>
  /** A single-use record is spent; the sound behaviour lets exactly one caller through. */
  consume?(call: StoreCall, next: Next<void>): Promise<void>
  /** A record is written; `call.payload` may be changed. */
  save?(call: StoreCall, next: Next<void>): Promise<void>
  /** One record is dropped: `call.model` with the id `call.id`, as when a token is revoked. */
  destroy?(call: StoreCall, next: Next<void>): Promise<void>
  /** Everything of `call.model` issued from the grant `call.id` is dropped; the Grant itself comes last. */
  revoke?(call: StoreCall, next: Next<void>): Promise<void>
}

/** Decisions about a client; each hook may answer otherwise than the sound behaviour. */
export interface ClientHooks {
  /** Is `call.value` the secret of the client? */
  secret?(call: ClientCall, next: Next<boolean>): Promise<boolean>
  /** May the client use the grant type `call.value`? */
  grantAllowed?(call: ClientCall, next: () => boolean): boolean
  /** Is `call.value` a redirect_uri of the client? */
  redirectAllowed?(call: ClientCall, next: () => boolean): boolean
}

/** The places where a defect can act; any of them, usually one. */
export interface DefectHooks {
  /** Changes how the tenant is set up. */
  options?(settings: TenantSettings): TenantSettings
  /** Changes the configuration handed to oidc-provider. */
  configure?(configuration: Configuration): Configuration
  store?: StoreHooks
  client?: ClientHooks
  /** Changes how the mock speaks TLS; acts when it starts with the defect on in its default tenant. */
  listener?(settings: TlsSettings): TlsSettings
  /** Whether the listener without TLS serves an endpoint as if the request had come over TLS. */
  plain?(endpoint: string): boolean
  /** Where the listener without TLS redirects a request that it should refuse, a path and a query; undefined refuses it soundly. */
  redirectPlain?(request: IncomingMessage): string | undefined
  /** Sees and edits the members of a JSON body, and the header lines, before they become a form; a returned reply is the answer. */
  json?(members: Record<string, unknown>, request: WireRequest): WireReply | undefined | void
  /** Sees and edits a request before the provider does; a returned reply is the answer. */
  before?(request: WireRequest): WireReply | undefined | void | Promise<WireReply | undefined | void>
  /** Sees and edits an answer before it is sent. */
  after?(answer: WireAnswer, request: WireRequest): void | Promise<void>
}

/** A deliberate, named fault: its id, what it does in one sentence, and the law it breaks. */
export interface Defect extends DefectHooks {
  readonly id: string
  readonly sentence: string
  readonly breaks: { readonly document: string; readonly section: string }
}

/** Freezes a defect; throws when its id is not lower-case words joined by hyphens. */
export function defect(record: Defect): Defect {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(record.id)) {
    throw new Error(`Expected a defect id of lower-case words and hyphens, got "${record.id}". Rename it and its file.`)
  }
  return Object.freeze(record)
}
