import { createHmac, randomBytes } from 'node:crypto'
import type { Configuration } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

type Features = NonNullable<Configuration['features']>

const secrets = new WeakMap<Tenant, Buffer>()

// A provider is built anew whenever its tenant changes, and nonces have to survive that.
function secretOf(tenant: Tenant): Buffer {
  const known = secrets.get(tenant)
  if (known) return known
  const secret = randomBytes(32)
  secrets.set(tenant, secret)
  return secret
}

/** What a tenant wants of DPoP nonces; undefined when it knows none. */
export function nonceRule({ settings }: Tenant): 'optional' | 'required' | undefined {
  const { dpop } = settings.features
  return typeof dpop === 'object' ? dpop.nonce : undefined
}

/** DPoP at the endpoints of oidc-provider (RFC 9449, sections 5 and 8). */
export function dpopFeature(tenant: Tenant): Pick<Features, 'dPoP'> {
  const { dpop } = tenant.settings.features
  if (dpop === undefined) return {}
  const rule = nonceRule(tenant)
  return {
    dPoP: {
      enabled: dpop !== false,
      ...(rule === undefined ? {} : { nonceSecret: secretOf(tenant), requireNonce: () => rule === 'required' }),
    },
  }
}

const period = 60_000

/** The nonce the tenant's resource hands out now; it stays good for a minute or two (RFC 9449, section 9). */
export function resourceNonce(tenant: Tenant, ago = 0): string {
  const step = Math.floor(Date.now() / period) - ago
  return createHmac('sha256', secretOf(tenant)).update(`resource ${step}`).digest('base64url')
}

/** Whether a nonce is one the tenant's resource handed out lately. */
export function isResourceNonce(tenant: Tenant, nonce: string): boolean {
  return [0, 1].some((ago) => resourceNonce(tenant, ago) === nonce)
}
