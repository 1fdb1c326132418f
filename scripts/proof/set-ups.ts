import { areaOf } from '../../harness/catalogue.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { defaultClients } from '../../mock-server/defaults.ts'
import { developmentAuthority, type Client, type MockOptions, type TenantOptions } from '../../mock-server/index.ts'
import { vendor } from './vendor.ts'

/** A way to set up the mock: what a tenant is like, and what its target file says beyond what the tenant tells. */
export interface SetUp {
  readonly tenant: TenantOptions
  readonly target?: Partial<Omit<TargetEntry, 'name' | 'issuer' | 'clients'>>
  /** Options of a mock of its own for each trial, judged at its default tenant; without, trials share one mock. */
  readonly mock?: Omit<MockOptions, 'tenant' | 'tenants'>
  /** Checks that need this set-up: areas or ids. Here they have to pass, and here their defects are shown. */
  readonly proves: readonly string[]
  /** Checks that are not green at this set-up although it is sound → why. */
  readonly explained?: Readonly<Record<string, string>>
}

/** A resource server that is none of the tenant's own. */
const otherApi: Client = {
  client_id: 'orders',
  client_name: 'Orders interface',
  client_secret: 'orders-secret-0123456789-abcdefghijklmnop',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: [],
  redirect_uris: [],
  resource: 'https://orders.example/api',
}

/** By name. What no other set-up claims is proven at `modern`, the mock as it comes. */
export const setUps = {
  modern: { tenant: {}, proves: [] },
  jwt: {
    tenant: {
      clients: [...defaultClients(), otherApi],
      accessTokens: 'jwt',
      rotation: 'public-only',
      secretGuesses: 40,
      bearerTransports: ['body', 'query'],
      resource: { read: 'read', write: 'read' },
    },
    target: { capabilities: { add: ['jwt_access_tokens', 'bearer_body', 'bearer_query', 'intrusive'] } },
    proves: [
      'client-auth.brute-force-protection',
      'introspection.tampered-jwt',
      'introspection.not-for-this-resource',
      'revocation.unsupported-type-is-said',
      'bearer.body-token',
      'bearer.query-token-cache-control',
    ],
    explained: {
      'bearer.query-token-refused': 'the resource of this set-up takes tokens in the query, which RFC 6750 lets it do',
    },
  },
  vendor,
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
