import type { Clock } from '../clock.ts'
import { storeAway } from './outage.ts'
import type { Records } from './records.ts'
import type { SharedStore } from './shared-store.ts'
import type { Payload, Store } from './store.ts'

// Kept this long past expiry, so that a refusal can still say "expired"; longer by a clock that is not the machine's,
// because the shared store knows no other.
const grace = 60
const longGrace = 86_400

/** The records of a tenant that several replicas serve: the shared store decides, the own one holds copies of what was last seen. */
export class SharedRecords implements Records {
  readonly #copies: Store
  readonly #shared: SharedStore
  readonly #clock: Clock
  #cleared: Promise<void> | undefined

  constructor(copies: Store, shared: SharedStore, clock: Clock) {
    this.#copies = copies
    this.#shared = shared
    this.#clock = clock
  }

  async find(kind: string, id: string): Promise<Payload | undefined> {
    const record = await this.#ask((shared) => shared.load(kind, id))
    if (record) this.#copies.save(kind, id, record.payload, record.seconds)
    else this.#copies.delete(kind, id)
    return record?.payload
  }

  async save(kind: string, id: string, payload: Payload, seconds?: number): Promise<void> {
    const kept = seconds === undefined ? undefined : seconds + this.#grace()
    await this.#ask((shared) => shared.save(kind, id, payload, kept))
    this.#copies.save(kind, id, payload, seconds)
  }

  claim(kind: string, id: string, seconds: number): Promise<boolean> {
    return this.#ask((shared) => shared.claim(kind, id, seconds + this.#grace()))
  }

  async consume(kind: string, id: string): Promise<boolean> {
    const now = Math.floor(Date.now() / 1000)
    const first = await this.#ask((shared) => shared.consume(kind, id, now))
    await this.find(kind, id)
    return first
  }

  async delete(kind: string, id: string): Promise<void> {
    await this.#ask((shared) => shared.delete(kind, id))
    this.#copies.delete(kind, id)
  }

  async deleteFamily(kind: string, grantId: string): Promise<void> {
    await this.#ask((shared) => shared.deleteFamily(kind, grantId))
    this.#copies.deleteFamily(kind, grantId)
  }

  familyKinds(grantId: string): Promise<string[]> {
    return this.#ask((shared) => shared.familyKinds(grantId))
  }

  idByUid(uid: string): Promise<string | undefined> {
    return this.#ask((shared) => shared.idByUid(uid))
  }

  idByUserCode(userCode: string): Promise<string | undefined> {
    return this.#ask((shared) => shared.idByUserCode(userCode))
  }

  clear(): void {
    this.#copies.clear()
    this.#clearShared().catch(() => undefined)
  }

  #grace(): number {
    const { frozen, offset } = this.#clock
    return frozen || Math.abs(offset) > 1 ? longGrace : grace
  }

  // A store that is away while everything is to be forgotten must forget it before it is asked for anything else.
  #clearShared(): Promise<void> {
    return (this.#cleared = this.#shared.clear())
  }

  async #ask<Answer>(question: (shared: SharedStore) => Promise<Answer>): Promise<Answer> {
    try {
      await this.#cleared?.catch(() => this.#clearShared())
      this.#cleared = undefined
      return await question(this.#shared)
    } catch (cause) {
      throw storeAway(cause)
    }
  }
}
