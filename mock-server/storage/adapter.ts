import { chain } from '../defects/chain.ts'
import { isJwt } from '../features/resource-servers.ts'
import { errors, type Adapter } from '../provider/library.ts'
import { stranger } from '../provider/unknown-clients.ts'
import type { Tenant } from '../tenant.ts'
import { rememberedJwt } from './issued-jwts.ts'
import { StoreCall } from './store-call.ts'
import type { Payload } from './store.ts'
import { UsedBefore } from './used-before.ts'

const nested = new Set(['Session', 'Grant', 'Interaction'])
const bearer = new Set(['AccessToken', 'ClientCredentials'])
const labels: Record<string, string> = {
  AuthorizationCode: 'authorization code',
  RefreshToken: 'refresh token',
  DeviceCode: 'device code',
}

/** The store of a tenant as oidc-provider wants it, with single use made atomic and defects in between. */
export class TenantAdapter implements Adapter {
  readonly #tenant: Tenant
  readonly #model: string

  constructor(tenant: Tenant, model: string) {
    this.#tenant = tenant
    this.#model = model
  }

  async find(value: string): Promise<Payload | undefined> {
    // A JWT is known by what is in it, anything else by itself.
    const structured = bearer.has(this.#model) && /[.~]/.test(value)
    const id = structured ? await this.#identify(value) : value
    const hooks = this.#tenant.defects.active.store.find
    // A hook sees what was presented even when nothing is behind it: some servers answer all the same.
    const sound = async () => (id === undefined ? undefined : this.#inForm(structured, await this.#read(id)))
    return hooks.length === 0 ? sound() : chain(hooks, this.#call(id ?? value), sound)
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    const id = await this.#tenant.records.idByUid(uid)
    return id === undefined ? undefined : this.find(id)
  }

  async findByUserCode(userCode: string): Promise<Payload | undefined> {
    const id = await this.#tenant.records.idByUserCode(userCode)
    return id === undefined ? undefined : this.find(id)
  }

  async upsert(id: string, payload: Payload, seconds?: number): Promise<void> {
    const hooks = this.#tenant.defects.active.store.save
    const sound = async () => this.#save(id, payload, seconds)
    return hooks.length === 0 ? sound() : chain(hooks, this.#call(id, payload), sound)
  }

  async consume(id: string): Promise<void> {
    const hooks = this.#tenant.defects.active.store.consume
    const sound = () => this.#consumeOnce(id)
    return hooks.length === 0 ? sound() : chain(hooks, this.#call(id), sound)
  }

  async destroy(id: string): Promise<void> {
    if (this.#model === 'Grant') return this.#revoke('Grant', id)
    const hooks = this.#tenant.defects.active.store.destroy
    const sound = async () => this.#tenant.records.delete(this.#model, id)
    return hooks.length === 0 ? sound() : chain(hooks, this.#call(id), sound)
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    return this.#revoke(this.#model, grantId)
  }

  #call(id: string, payload?: Payload): StoreCall {
    return new StoreCall(this.#tenant, this.#model, id, payload)
  }

  async #identify(jwt: string): Promise<string | undefined> {
    const { keyring, store } = this.#tenant
    return rememberedJwt(store, jwt) ?? keyring.identify(jwt)
  }

  /** The record of a token that was presented in the form it was issued in: the id inside a JWT is no token. */
  #inForm(structured: boolean, payload: Payload | undefined): Payload | undefined {
    if (!payload || !bearer.has(this.#model)) return payload
    return isJwt(this.#tenant, payload) === structured ? payload : undefined
  }

  async #read(id: string): Promise<Payload | undefined> {
    const payload = await this.#tenant.records.find(this.#model, id)
    if (!payload) return this.#model === 'Client' ? stranger(this.#tenant, id) : undefined
    if (this.#inGrace(payload)) return { ...payload, consumed: undefined }
    return nested.has(this.#model) ? structuredClone(payload) : { ...payload }
  }

  async #save(id: string, payload: Payload, seconds?: number): Promise<void> {
    const { records, defects } = this.#tenant
    // A defect that overlooks what was used before must not be stopped here.
    const once = this.#model === 'ReplayDetection' && defects.active.store.find.length === 0
    if (once && !(await records.claim(this.#model, id, seconds ?? 0))) throw new UsedBefore()
    await records.save(this.#model, id, payload, seconds)
  }

  // oidc-provider looks a code up, then consumes it: of several requests that all found it unused, only the first may pass.
  async #consumeOnce(id: string): Promise<void> {
    if (await this.#tenant.records.consume(this.#model, id)) return
    const payload = this.#tenant.store.peek(this.#model, id)
    if (payload && this.#inGrace(payload)) return
    if (payload?.grantId) await this.#revokeFamily(payload.grantId)
    if (this.#model === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('request_uri was already used')
    throw new errors.InvalidGrant(`${labels[this.#model] ?? this.#model} already consumed`)
  }

  /** A client that lost the answer to its refresh may ask again for a while (RFC 9700, section 4.14.2). */
  #inGrace({ consumed }: Payload): boolean {
    const { rotationGrace } = this.#tenant.settings
    if (this.#model !== 'RefreshToken' || typeof consumed !== 'number' || rotationGrace === 0) return false
    return Date.now() / 1000 < consumed + rotationGrace
  }

  async #revokeFamily(grantId: string): Promise<void> {
    for (const model of await this.#tenant.records.familyKinds(grantId)) await this.#revoke(model, grantId)
    await this.#revoke('Grant', grantId)
  }

  async #revoke(model: string, grantId: string): Promise<void> {
    const { defects, records } = this.#tenant
    const hooks = defects.active.store.revoke
    const sound = async () =>
      model === 'Grant' ? records.delete('Grant', grantId) : records.deleteFamily(model, grantId)
    return hooks.length === 0 ? sound() : chain(hooks, new StoreCall(this.#tenant, model, grantId), sound)
  }
}
