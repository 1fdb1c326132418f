import type { Payload } from './store.ts'

/** A record of a shared store and the whole seconds it has left there; for good when undefined. */
export interface SharedRecord {
  readonly payload: Payload
  readonly seconds: number | undefined
}

/** The state of one tenant outside the process, for every replica that serves it. Each call is one atomic step and rejects when the store is away. */
export interface SharedStore {
  load(kind: string, id: string): Promise<SharedRecord | undefined>
  /** Writes a record, with what it is found by, for a number of seconds or for good. */
  save(kind: string, id: string, payload: Payload, seconds?: number): Promise<void>
  /** Takes an id for a number of seconds; true for the first caller among all replicas only. */
  claim(kind: string, id: string, seconds: number): Promise<boolean>
  /** Marks a record as used at a time in seconds since 1970; true for the first caller among all replicas only. */
  consume(kind: string, id: string, at: number): Promise<boolean>
  delete(kind: string, id: string): Promise<void>
  /** Drops everything of a kind that was issued from one grant. */
  deleteFamily(kind: string, grantId: string): Promise<void>
  /** The kinds that hold something issued from one grant. */
  familyKinds(grantId: string): Promise<string[]>
  idByUid(uid: string): Promise<string | undefined>
  idByUserCode(userCode: string): Promise<string | undefined>
  /** Forgets everything of the tenant. */
  clear(): Promise<void>
}

/** An open connection to where several replicas keep their state. */
export interface StoreConnection {
  /** The state of the tenant with this issuer. */
  at(issuer: string): SharedStore
  /** Whether the store answers now. */
  answers(): Promise<boolean>
  close(): void
}
