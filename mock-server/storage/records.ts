import type { Payload, Store } from './store.ts'

type Awaitable<Value> = Value | Promise<Value>

/** What a tenant keeps, wherever it is kept: in this process, or shared with other replicas. */
export interface Records {
  /** The record itself, after which the tenant's own store has it too. */
  find(kind: string, id: string): Awaitable<Payload | undefined>
  save(kind: string, id: string, payload: Payload, seconds?: number): Awaitable<void>
  /** Takes an id that may be used once; true for the first caller among all who serve the tenant. */
  claim(kind: string, id: string, seconds: number): Awaitable<boolean>
  /** Marks a record as used now; true for the first caller only, false when it was used before or is not there. */
  consume(kind: string, id: string): Awaitable<boolean>
  delete(kind: string, id: string): Awaitable<void>
  deleteFamily(kind: string, grantId: string): Awaitable<void>
  familyKinds(grantId: string): Awaitable<Iterable<string>>
  idByUid(uid: string): Awaitable<string | undefined>
  idByUserCode(userCode: string): Awaitable<string | undefined>
  /** Forgets everything; whatever is asked afterwards sees nothing of it. */
  clear(): void
}

/** The records of a tenant that nobody else serves. */
export class LocalRecords implements Records {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  find(kind: string, id: string): Payload | undefined {
    return this.#store.peek(kind, id)
  }

  save(kind: string, id: string, payload: Payload, seconds?: number): void {
    this.#store.save(kind, id, payload, seconds)
  }

  // Whoever has looked in vain in this process is the first: nothing comes between the look and the claim.
  claim(): boolean {
    return true
  }

  consume(kind: string, id: string): boolean {
    const payload = this.#store.peek(kind, id)
    if (payload?.consumed !== undefined || !payload) return false
    payload.consumed = Math.floor(Date.now() / 1000)
    return true
  }

  delete(kind: string, id: string): void {
    this.#store.delete(kind, id)
  }

  deleteFamily(kind: string, grantId: string): void {
    this.#store.deleteFamily(kind, grantId)
  }

  familyKinds(grantId: string): Set<string> {
    return this.#store.familyKinds(grantId)
  }

  idByUid(uid: string): string | undefined {
    return this.#store.idByUid(uid)
  }

  idByUserCode(userCode: string): string | undefined {
    return this.#store.idByUserCode(userCode)
  }

  clear(): void {
    this.#store.clear()
  }
}
