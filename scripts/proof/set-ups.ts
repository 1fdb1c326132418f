import { areaOf } from '../../harness/catalogue.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import type { TenantOptions } from '../../mock-server/index.ts'
import { vendor } from './vendor.ts'

/** A way to set up the mock: what a tenant is like, and what its target file says beyond what the tenant tells. */
export interface SetUp {
  readonly tenant: TenantOptions
  readonly target?: Partial<Pick<TargetEntry, 'capabilities' | 'lifetimes' | 'scopes' | 'resource' | 'users'>>
  /** Checks that need this set-up: areas or ids. Here they have to pass, and here their defects are shown. */
  readonly proves: readonly string[]
  /** Checks that are not green at this set-up although it is sound → why. */
  readonly explained?: Readonly<Record<string, string>>
}

/** By name. What no other set-up claims is proven at `modern`, the mock as it comes. */
export const setUps = {
  modern: { tenant: {}, proves: [] },
  vendor,
} as const satisfies Record<string, SetUp>

export type SetUpName = keyof typeof setUps

export const setUpNames = Object.keys(setUps) as SetUpName[]

/** Where a check is proven. */
export function setUpOf(id: string): SetUpName {
  return (
    setUpNames.find((name) => setUp(name).proves.some((selector) => selector === id || selector === areaOf(id))) ??
    'modern'
  )
}

/** A set-up by its name. */
export function setUp(name: SetUpName): SetUp {
  return setUps[name]
}
