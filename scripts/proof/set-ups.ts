import { areaOf } from '../../harness/catalogue.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { defaultClients } from '../../mock-server/defaults.ts'
import {
  developmentAuthority,
  type Client,
  type MockOptions,
  type Tenant,
  type TenantOptions,
} from '../../mock-server/index.ts'
import { salesloft, salesos, salesosDay, sso } from './dialects.ts'
import { vendor } from './vendor.ts'

/** A way to set up the mock: what a tenant is like, and what its target file says beyond what the tenant tells. */
export interface SetUp {
  readonly tenant: TenantOptions
  readonly target?: Partial<Omit<TargetEntry, 'name' | 'issuer' | 'clients'>>
  /** What the target file says that depends on where the tenant is. */
  readonly describe?: (tenant: Tenant) => Partial<TargetEntry>
  /** Options of a mock of its own for each trial, judged at its default tenant; without, trials share one mock. */
  readonly mock?: Omit<MockOptions, 'tenant' | 'tenants'>
  /** Checks that need this set-up: areas or ids. Here they have to pass, and here their defects are shown. */
  readonly proves: readonly string[]
  /** Whether the proof judges only the checks proven here and their neighbours at the sound mock, unless all is judged. */
  readonly narrow?: true
  /** Whether pauses pass in no time, on a clock of their own; then only the checks proven here are judged, one by one. */
  readonly swift?: true
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

/** Leaves redirect_uri out, because it has but one. */
const single: Client = {
  client_id: 'single',
  client_name: 'Application with one address',
  client_secret: 'single-secret-0123456789-abcdefghijklmnop',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: ['https://single.example/callback'],
}

/** Seconds. */
const rotationGrace = 2

const confidentialWithout = {
  'pkce.required-for-confidential-clients': 'PKCE is demanded of public clients, as RFC 9700 has it: a warning',
}

/** By name. What no other set-up claims is proven at `modern`, the mock as it comes. */
export const setUps = {
  modern: { tenant: {}, proves: [], explained: { ...confidentialWithout } },
  jwt: {
    narrow: true,
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
      ...confidentialWithout,
    },
  },
  vendor,
  salesloft,
  sso,
  'salesos-day': salesosDay,
  salesos,
  tls: {
    narrow: true,
    tenant: {},
    mock: { tls: 'development', plainPort: 0 },
    target: { tls: { ca: developmentAuthority } },
    proves: ['transport', 'metadata.no-plain-http-service', 'iss.well-formed'],
    explained: { ...confidentialWithout },
  },
  strict: {
    narrow: true,
    tenant: {
      clients: [...defaultClients(), single],
      registration: 'open',
      pkce: 'required',
      accessTokens: 'jwt',
      rotationGrace,
      returnTo: true,
      signedMetadata: true,
    },
    target: { lifetimes: { code: 8, access_token: 8, refresh_token: 8, refresh_overlap: rotationGrace, tolerance: 1 } },
    proves: [
      'redirect-uri.login-return-target-checked',
      'metadata.jwks-covers-signatures',
      'metadata.signed-metadata',
      'redirect-uri.plain-http-refused',
      'redirect-uri.registration-required',
      'native.private-scheme-needs-dot',
      'client-auth.secret-entropy',
      'redirect-uri.missing-with-one',
      'pkce.required-for-confidential-clients',
    ],
    explained: {
      'refresh.race-single-winner': 'within the declared overlap several refresh tokens may work, which is a warning',
      'refresh.rotated-token-refused': 'the declared overlap lets the old refresh token work for a while: a warning',
    },
  },
  failing: {
    narrow: true,
    tenant: { outage: true },
    proves: ['authz.server-error-clean'],
    explained: {
      'scope.case-sensitive': 'the request it sends meets the failure, which is a refusal with another error',
      'scope.invalid-scope-code': 'the request it sends meets the failure, which is a refusal with another error',
      ...confidentialWithout,
    },
  },
  patient: {
    swift: true,
    tenant: {},
    target: { limits: { max_wait_s: 3600 } },
    proves: ['expiry.code-at-most-ten-minutes'],
  },
  plain: {
    narrow: true,
    tenant: { pkceMethods: ['S256', 'plain'] },
    proves: ['pkce.plain-verified'],
    explained: {
      'pkce.plain-refused': 'plain is offered here, which is a warning',
      ...confidentialWithout,
    },
  },
  encrypted: {
    narrow: true,
    tenant: { registration: 'open', encryptedIntrospection: true },
    proves: ['introspection-jwt.no-downgrade-from-encryption'],
    explained: { ...confidentialWithout },
  },
  older: {
    narrow: true,
    tenant: {
      pkce: 'unknown',
      unannounced: [
        'token_endpoint_auth_methods_supported',
        'revocation_endpoint_auth_methods_supported',
        'response_modes_supported',
      ],
    },
    proves: ['pkce.speculative-use-tolerated', 'metadata.omitted-means-default'],
    explained: {
      'client-auth.asymmetric-offered':
        'who announces no method offers the default alone, which misses a recommendation',
      'metadata.unlisted-auth-methods-refused': 'it takes a method besides the default it announces: a warning',
    },
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
