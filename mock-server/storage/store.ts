import type { AdapterPayload } from '../provider/library.ts'

/** One stored thing, as oidc-provider writes it. */
export type Payload = AdapterPayload

interface Entry {
  payload: Payload
  expiresAt: number
}

// Kept this long past expiry, so that a refusal can still say "expired" and not only "unknown".
const grace = 60_000
const sweepEvery = 4_096

/** The state of one tenant: every code, token, session and login, by kind and id; expired entries are swept as it is used. */
export class Store {
  readonly #kinds = new Map<string, Map<string, Entry>>()
  readonly #families = new Map<string, Set<string>>()
  readonly #byUid = new Map<string, string>()
  readonly #byUserCode = new Map<string, string>()
  readonly #capacity: number
  #saves = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** The live record itself, or undefined: changes to it are changes to the store. */
  peek(kind: string, id: string): Payload | undefined {
    return this.#kinds.get(kind)?.get(id)?.payload
  }

  /** Every id and live record of a kind, oldest first. */
  *entries(kind: string): Generator<[id: string, payload: Payload]> {
    for (const [id, entry] of this.#kinds.get(kind) ?? []) yield [id, entry.payload]
  }

  /** How many entries are kept, of one kind or of all. */
  size(kind?: string): number {
    if (kind !== undefined) return this.#kinds.get(kind)?.size ?? 0
    return [...this.#kinds.values()].reduce((sum, entries) => sum + entries.size, 0)
  }

  idByUid(uid: string): string | undefined {
    return this.#byUid.get(uid)
  }

  idByUserCode(userCode: string): string | undefined {
    return this.#byUserCode.get(userCode)
  }

  /** Writes a record that lives for a number of seconds, or for good. */
  save(kind: string, id: string, payload: Payload, seconds?: number): void {
    const entries = this.#entriesOf(kind)
    if (entries.has(id)) this.delete(kind, id)
    entries.set(id, { payload, expiresAt: seconds === undefined ? Infinity : Date.now() + seconds * 1000 + grace })
    this.#index(kind, id, payload)
    this.#makeRoom(kind, entries)
  }

  delete(kind: string, id: string): void {
    const entries = this.#kinds.get(kind)
    const payload = entries?.get(id)?.payload
    if (!entries || !payload) return
    entries.delete(id)
    this.#unindex(kind, id, payload)
  }

  /** Drops everything of a kind that was issued from one grant. */
  deleteFamily(kind: string, grantId: string): void {
    for (const key of this.#families.get(grantId) ?? []) {
      const [owner, id] = split(key)
      if (owner === kind) this.delete(kind, id)
    }
  }

  /** The kinds that hold something issued from one grant. */
  familyKinds(grantId: string): Set<string> {
    return new Set([...(this.#families.get(grantId) ?? [])].map((key) => split(key)[0]))
  }

  /** Forgets everything. */
  clear(): void {
    for (const map of [this.#kinds, this.#families, this.#byUid, this.#byUserCode]) map.clear()
  }

  #entriesOf(kind: string): Map<string, Entry> {
    const known = this.#kinds.get(kind)
    if (known) return known
    const entries = new Map<string, Entry>()
    this.#kinds.set(kind, entries)
    return entries
  }

  #index(kind: string, id: string, { grantId, uid, userCode }: Payload): void {
    if (kind === 'Session' && uid) this.#byUid.set(uid, id)
    if (userCode) this.#byUserCode.set(userCode, id)
    if (!grantId) return
    const family = this.#families.get(grantId)
    if (family) family.add(`${kind}:${id}`)
    else this.#families.set(grantId, new Set([`${kind}:${id}`]))
  }

  #unindex(kind: string, id: string, { grantId, uid, userCode }: Payload): void {
    if (uid && this.#byUid.get(uid) === id) this.#byUid.delete(uid)
    if (userCode && this.#byUserCode.get(userCode) === id) this.#byUserCode.delete(userCode)
    if (!grantId) return
    const family = this.#families.get(grantId)
    family?.delete(`${kind}:${id}`)
    if (family?.size === 0) this.#families.delete(grantId)
  }

  // Oldest entries come first, and mostly expire first: looking at the head keeps each write cheap.
  #makeRoom(kind: string, entries: Map<string, Entry>): void {
    const now = Date.now()
    for (const [id, entry] of entries) {
      if (entry.expiresAt > now && entries.size <= this.#capacity) break
      this.delete(kind, id)
    }
    this.#saves += 1
    if (this.#saves % sweepEvery === 0) this.#sweep(now)
  }

  #sweep(now: number): void {
    for (const [kind, entries] of this.#kinds) {
      for (const [id, entry] of entries) if (entry.expiresAt <= now) this.delete(kind, id)
    }
  }
}

function split(key: string): [kind: string, id: string] {
  const at = key.indexOf(':')
  return [key.slice(0, at), key.slice(at + 1)]
}
