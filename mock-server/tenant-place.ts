import type { Dialect } from './dialects/dialect.ts'
import type { Keyring } from './keys/keyring.ts'
import type { SharedStore } from './storage/shared-store.ts'

/** Where a tenant lives: its name (empty for the default one), its issuer, the path its requests come in at, and the address of the mock without TLS. */
export interface TenantPlace {
  readonly name: string
  readonly issuer: string
  readonly mount: string
  readonly plainUrl?: string | undefined
}

/** What a tenant is made with besides its options: its keys, the dialect they name, and where it keeps its state. */
export interface TenantParts {
  readonly keyring: Keyring
  readonly dialect?: Dialect | undefined
  readonly shared?: SharedStore | undefined
}
