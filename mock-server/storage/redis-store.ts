import * as scripts from './redis-scripts.ts'
import type { SharedRecord, SharedStore } from './shared-store.ts'
import type { Payload } from './store.ts'

/** Runs a script on one tenant's part of a Redis. */
export type RunScript = (script: string, ...words: string[]) => Promise<unknown>

// A registered client lives for good, but nobody comes to clear away what a mock left behind.
const longest = 30 * 86_400

/** The state of a tenant in Redis. */
export class RedisStore implements SharedStore {
  readonly #run: RunScript
  readonly #forget: () => Promise<unknown>

  constructor(run: RunScript, forget: () => Promise<unknown>) {
    this.#run = run
    this.#forget = forget
  }

  async load(kind: string, id: string): Promise<SharedRecord | undefined> {
    const found = await this.#run(scripts.loadScript, kind, id)
    if (!Array.isArray(found)) return undefined
    const [text, consumed, milliseconds] = found.map(String)
    const payload: Payload = JSON.parse(text ?? '{}')
    return {
      payload: consumed ? { ...payload, consumed: Number(consumed) } : payload,
      seconds: Math.ceil(Number(milliseconds) / 1000),
    }
  }

  async save(kind: string, id: string, payload: Payload, seconds = longest): Promise<void> {
    const { consumed, ...rest } = payload
    const used = consumed === undefined ? '' : String(Number(consumed))
    const kept = String(Math.max(1, seconds) * 1000)
    const { grantId = '', uid = '', userCode = '' } = payload
    const session = kind === 'Session' ? uid : ''
    await this.#run(scripts.saveScript, kind, id, JSON.stringify(rest), used, kept, grantId, session, userCode)
  }

  async claim(kind: string, id: string, seconds: number): Promise<boolean> {
    return Number(await this.#run(scripts.claimScript, kind, id, String(Math.max(1, seconds) * 1000))) === 1
  }

  async consume(kind: string, id: string, at: number): Promise<boolean> {
    return Number(await this.#run(scripts.consumeScript, kind, id, String(at))) === 1
  }

  async delete(kind: string, id: string): Promise<void> {
    await this.#run(scripts.deleteScript, kind, id)
  }

  async deleteFamily(kind: string, grantId: string): Promise<void> {
    await this.#run(scripts.deleteFamilyScript, kind, grantId)
  }

  async familyKinds(grantId: string): Promise<string[]> {
    const found = await this.#run(scripts.familyScript, grantId)
    const records = Array.isArray(found) ? found.map(String) : []
    return [...new Set(records.map((record) => record.slice(0, record.indexOf(':'))))]
  }

  idByUid(uid: string): Promise<string | undefined> {
    return this.#find('uid', uid)
  }

  idByUserCode(userCode: string): Promise<string | undefined> {
    return this.#find('user_code', userCode)
  }

  async clear(): Promise<void> {
    await this.#forget()
  }

  async #find(index: string, value: string): Promise<string | undefined> {
    const id = await this.#run(scripts.findScript, index, value)
    return typeof id === 'string' ? id : undefined
  }
}
