import type { TargetConfig, TargetEntry } from '../../harness/target/config/config.ts'
import type { Hooks } from '../../mock-server/hooks.ts'
import type { Tenant, TenantOptions } from '../../mock-server/index.ts'
import { errorsStay, loginByScript, okErrors, postsNeedFormToken, tokenAnswers } from './field-hooks.ts'
import { grantedOffline, remembersConsent } from './remembering-hooks.ts'

/** A server as there are some, what its target file says, and what comes of it. */
export interface FieldServer {
  readonly tenant?: TenantOptions
  readonly hooks?: (tenant: () => Tenant) => Hooks
  readonly file?: (told: TargetConfig, tenant: Tenant) => TargetConfig
  /** Checks that have to do with it: what their ids begin with. */
  readonly families: readonly string[]
  /** Laws it does break. */
  readonly broken?: readonly string[]
  /** Laws it keeps in a way that is worth a word. */
  readonly doubtful?: readonly string[]
  /** Why nothing that needs a user can be judged. */
  readonly stopped?: RegExp
  /** Whether its checks wait; their pauses take no time. */
  readonly waits?: boolean
}

const withLifetimes =
  (lifetimes: TargetEntry['lifetimes']) =>
  (told: TargetConfig): TargetConfig => ({ ...told, lifetimes: { ...lifetimes } })

/** Fifteen seconds longer than the server says. */
const lenient: TenantOptions = {
  lifetimes: { code: 25, access_token: 25, client_credentials: 25, refresh_token: 25, device_code: 25 },
}
const said = { code: 10, access_token: 10, refresh_token: 10, device_code: 10, refresh_overlap: 0 }
const shorter = () =>
  tokenAnswers((json) => {
    if (typeof json['expires_in'] === 'number') json['expires_in'] -= 15
  })
const expiries = ['expiry.code', 'expiry.access-token', 'expiry.refresh-token']

const undiscovered = (told: TargetConfig, { issuer }: Tenant): TargetConfig => ({
  ...told,
  discovery: false,
  metadata: { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
})

const unasked: TenantOptions = { consent: 'automatic', login: 'automatic' }
const consent = [
  'authz.consent',
  'authz.access-denied',
  'authz.resource-owner',
  'authz.csrf',
  'authz.state-in',
  'authz.cred',
]
const answers = ['token.a', 'token.e', 'token.t', 'code.exchange', 'refresh.works', 'client-credentials.']
const refusals = [
  'authz.error',
  'authz.response-type',
  'authz.access-denied',
  'authz.state-in',
  'pkce.missing',
  'pkce.unknown',
  'iss.',
]
const elsewhere = ['authz.access-denied', 'authz.response-type-unknown-code', 'pkce.missing-challenge-error-code']

export const fieldServers: Readonly<Record<string, FieldServer>> = {
  'refresh tokens for offline_access and prompt=consent alone': {
    tenant: { scopes: ['openid', 'offline_access', 'read', 'write'] },
    hooks: grantedOffline,
    families: ['refresh.works', 'refresh.ro', 'refresh.scope', 'refresh.bound', 'revocation.refresh', 'code.reuse'],
  },
  'consent that is remembered': {
    hooks: remembersConsent,
    families: consent,
    doubtful: ['authz.consent-repeated-for-public-client'],
  },
  'consent that is asked for again with prompt=consent': {
    hooks: remembersConsent,
    families: ['authz.access-denied'],
  },
  'nobody is asked for consent': {
    tenant: { consent: 'automatic' },
    families: consent,
    doubtful: ['authz.consent-repeated-for-public-client'],
  },
  'nobody is asked to log in': {
    tenant: unasked,
    families: [...consent, 'code.'],
    broken: ['authz.resource-owner-authenticated-first'],
    doubtful: ['authz.consent-repeated-for-public-client'],
  },
  'authorization by POST with a form token alone': {
    hooks: () => postsNeedFormToken,
    families: ['authz.post', 'authz.csrf', 'authz.no-cors', 'robustness.authorization'],
  },
  'fifteen seconds of tolerance that the file tells': {
    tenant: lenient,
    hooks: shorter,
    file: withLifetimes({ ...said, tolerance: 15 }),
    families: expiries,
    waits: true,
  },
  'fifteen seconds of tolerance that nobody tells': {
    tenant: lenient,
    hooks: shorter,
    file: withLifetimes(said),
    families: expiries,
    waits: true,
  },
  'opaque access tokens without introspection': {
    tenant: { unannounced: ['introspection_endpoint'] },
    families: ['introspection.', 'token-exchange.', 'revocation.', 'refresh.scope'],
  },
  'JWT access tokens without jwks_uri': {
    tenant: { accessTokens: 'jwt', unannounced: ['jwks_uri', 'introspection_endpoint'] },
    families: ['metadata.jwks', 'bearer.', 'scope.', 'introspection.'],
  },
  'a login that is an application': {
    hooks: () => loginByScript,
    families: ['authz.', 'code.', 'client-credentials.'],
    stopped: /^set-up: .*no form in the HTML .*\/…: this page needs JavaScript/,
  },
  'a target file of clients alone': {
    file: ({ resource: _resource, assertion: _assertion, ...told }) => ({
      ...told,
      users: {},
      scopes: [],
      lifetimes: {},
    }),
    families: ['token.', 'client-credentials.', 'bearer.', 'scope.'],
    stopped: /^set-up: .*no person was given to log in .*add a user/,
  },
  'a resource without scope': {
    file: ({ resource, ...told }) => ({ ...told, resource: { method: 'GET', url: resource?.url ?? '' } }),
    families: ['bearer.'],
  },
  'no discovery': {
    tenant: { discovery: false },
    file: undiscovered,
    families: ['metadata.issuer', 'metadata.location', 'iss.', 'pkce.s256', 'code.'],
  },
  'expires_in as a string': {
    hooks: () => tokenAnswers((json) => void (json['expires_in'] = String(json['expires_in']))),
    families: [...answers, 'expiry.expires'],
    broken: ['token.expires-in-number'],
  },
  'token_type bearer': { hooks: () => tokenAnswers((json) => void (json['token_type'] = 'bearer')), families: answers },
  'scope as a list': {
    hooks: () =>
      tokenAnswers((json) => {
        if (typeof json['scope'] === 'string') json['scope'] = json['scope'].split(' ')
      }),
    families: ['token.empty', 'token.expires', 'client-credentials.', 'scope.', 'refresh.scope'],
    broken: ['scope.response-syntax'],
  },
  'an empty error beside a token': {
    hooks: () => tokenAnswers((json) => void Object.assign(json, { error: '', error_description: '' })),
    families: answers,
    doubtful: ['token.error-has-no-token'],
  },
  'an error beside a token': {
    hooks: () => tokenAnswers((json) => void (json['error'] = 'slow_down')),
    families: ['token.error', 'code.exchange'],
    broken: ['token.error-has-no-token'],
  },
  'null for what is not there': {
    hooks: () =>
      tokenAnswers((json) => void Object.assign(json, { error: null, refresh_token: json['refresh_token'] ?? null })),
    families: answers,
  },
  'errors with status 200': {
    hooks: () => okErrors,
    families: ['token.error', 'token.grant-type-missing', 'code.unknown', 'code.single-use', 'refresh.rotated-token'],
    broken: ['code.unknown', 'token.error-status-400', 'token.grant-type-missing'],
    doubtful: ['code.single-use', 'refresh.rotated-token-refused'],
  },
  'errors that stay at the authorization endpoint, as JSON': {
    hooks: () => errorsStay('json'),
    families: refusals,
    doubtful: elsewhere,
  },
  'errors that stay at the authorization endpoint, as pages': {
    hooks: () => errorsStay('html'),
    families: refusals,
    doubtful: elsewhere,
  },
}
