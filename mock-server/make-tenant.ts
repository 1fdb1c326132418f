import { prepareKeyring } from './keys/prepare.ts'
import { dialectOf } from './dialects/index.ts'
import { speak } from './dialects/dialect.ts'
import type { TenantOptions } from './options.ts'
import type { SharedStore } from './storage/shared-store.ts'
import type { TenantPlace } from './tenant-place.ts'
import { Tenant } from './tenant.ts'

/** Makes a tenant, with the keys its options ask for; rejects when oidc-provider refuses the options. */
export async function makeTenant(
  place: TenantPlace,
  options: TenantOptions = {},
  shared?: SharedStore,
): Promise<Tenant> {
  if (shared && options.keys === 'fresh') {
    throw new Error(
      'Expected keys that every replica has, got "fresh". Use "development", or give a key set of your own.',
    )
  }
  const dialect = await dialectOf(options.dialect)
  const keyring = await prepareKeyring(speak(options, dialect?.options))
  const tenant = new Tenant(place, options, { keyring, shared, dialect })
  tenant.check()
  return tenant
}
