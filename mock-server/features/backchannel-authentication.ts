import { setImmediate as later } from 'node:timers/promises'
import { errors, type Configuration, type Provider } from '../provider/library.ts'
import type { Payload } from '../storage/store.ts'
import type { Tenant } from '../tenant.ts'
import { addResourceScopes } from './resource-servers.ts'

type Features = NonNullable<Configuration['features']>

const kind = 'BackchannelAuthenticationRequest'

/** A user who is asked to say yes somewhere else. */
export interface PendingRequest {
  readonly auth_req_id: string
  readonly user: string
  readonly client: string
  readonly scope: string
  /** What the user should see on both devices. */
  readonly bindingMessage?: string
}

/** The requests of a tenant that wait for a user (OpenID Connect CIBA), and what the user says to them. */
export class BackchannelRequests {
  readonly #tenant: Tenant
  readonly #provider: () => Provider

  constructor(tenant: Tenant, provider: () => Provider) {
    this.#tenant = tenant
    this.#provider = provider
  }

  /** The requests nobody has answered, oldest first. */
  list(): PendingRequest[] {
    const waiting = [...this.#tenant.store.entries(kind)].filter(([, { exp, grantId, error }]) => {
      return grantId === undefined && error === undefined && (exp ?? 0) * 1000 > this.#tenant.clock.now()
    })
    return waiting.map(([id, payload]) => describe(id, payload))
  }

  /** Says yes for the user; rejects when nobody waits under this id, or when a client could not be told. */
  async approve(id: string): Promise<void> {
    await this.#answer(id, async (provider, { accountId, clientId, scope = '', params }) => {
      const grant = new provider.Grant({ accountId, clientId })
      grant.addOIDCScope(scope)
      const { resource }: Record<string, unknown> = Object(params)
      addResourceScopes(this.#tenant, provider.issuer, grant, resource, scope)
      await grant.save()
      return grant
    })
  }

  /** Says no for the user: the client gets access_denied; rejects as {@link approve} does. */
  async deny(id: string): Promise<void> {
    await this.#answer(id, async () => new errors.AccessDenied('the user said no'))
  }

  async #answer(id: string, result: (provider: Provider, payload: Payload) => Promise<Answer>): Promise<void> {
    if (!this.list().some(({ auth_req_id: known }) => known === id)) {
      throw new Error(`Expected the auth_req_id of a request that waits, got "${id}". Choose one of ciba.list().`)
    }
    const payload = this.#tenant.store.peek(kind, id) ?? {}
    await this.#tenant.clock.run(async () => {
      const provider = this.#provider()
      const now = Math.floor(Date.now() / 1000)
      await provider.backchannelResult(id, await result(provider, payload), { authTime: now, amr: ['user'] })
    })
  }
}

type Answer = Parameters<Provider['backchannelResult']>[1]

function describe(id: string, { accountId = '', clientId = '', scope = '', params }: Payload): PendingRequest {
  const { binding_message: message } = Object(params)
  const told = typeof message === 'string' ? { bindingMessage: message } : {}
  return { auth_req_id: id, user: accountId, client: clientId, scope, ...told }
}

/** Client-initiated backchannel authentication (OpenID Connect CIBA). */
export function backchannelAuthentication(tenant: Tenant): Pick<Features, 'ciba'> {
  const { features, login } = tenant.settings
  const { ciba } = features
  if (ciba === undefined || ciba === false) return {}
  const { delivery = ['poll'], approval = login === 'automatic' ? 'automatic' : 'manual' } = ciba === true ? {} : ciba
  const user = (name: string | undefined) => {
    const found = tenant.users.find(name ?? '') ?? tenant.users.list().find(({ sub }) => sub === name)
    return found && (found.sub ?? found.username)
  }
  return {
    ciba: {
      enabled: true,
      deliveryModes: delivery,
      processLoginHint: (_ctx, hint) => user(hint),
      processLoginHintToken() {
        throw new errors.InvalidRequest('login_hint_token is not supported, send login_hint')
      },
      validateBindingMessage: (_ctx, message) => checkMessage(message),
      validateRequestContext: () => undefined,
      verifyUserCode: () => undefined,
      triggerAuthenticationDevice(ctx, { jti }) {
        if (approval === 'manual') return
        // A client that is told before it has the answer does not know what it is told about.
        ctx.res.once('finish', () => void answerSoon(tenant, jti))
      },
    },
  }
}

// A message is shown on two devices to be compared by eye, so it is short and plain (CIBA, section 7.1).
function checkMessage(message: string | undefined): void {
  if (message === undefined || /^[\w.+/!?# -]{1,20}$/.test(message)) return
  throw new errors.InvalidBindingMessage('binding_message must be 1 to 20 letters, digits or simple signs')
}

async function answerSoon(tenant: Tenant, id: string): Promise<void> {
  await later()
  const report = (error: Error) => {
    const refusal = { error: 'server_error', detail: error.message }
    tenant.journal.add({
      time: tenant.clock.now(),
      endpoint: 'ciba_notification',
      method: 'POST',
      status: 0,
      ...refusal,
    })
  }
  await tenant.ciba.approve(id).catch(report)
}
