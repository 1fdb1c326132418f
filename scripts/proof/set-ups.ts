import { areaOf } from '../../harness/catalogue.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { developmentAuthority, type MockOptions, type TenantOptions } from '../../mock-server/index.ts'

/** A way to set up the mock: what a tenant is like, and what its target file says beyond what the tenant tells. */
export interface SetUp {
  readonly tenant: TenantOptions
  readonly target?: Partial<Pick<TargetEntry, 'capabilities' | 'lifetimes' | 'scopes' | 'resource' | 'tls'>>
  /** Options of a mock of its own for each trial, judged at its default tenant; without, trials share one mock. */
  readonly mock?: Omit<MockOptions, 'tenant' | 'tenants'>
  /** Checks that need this set-up: areas or ids. Here they have to pass, and here their defects are shown. */
  readonly proves: readonly string[]
  /** Checks that are not green at this set-up although it is sound → why. */
  readonly explained?: Readonly<Record<string, string>>
}

/** By name. What no other set-up claims is proven at `modern`, the mock as it comes. */
export const setUps = {
  modern: { tenant: {}, proves: [] },
  tls: {
    tenant: {},
    mock: { tls: 'development', plainPort: 0 },
    target: { tls: { ca: developmentAuthority } },
    proves: ['transport', 'metadata.no-plain-http-service', 'iss.well-formed'],
  },
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
