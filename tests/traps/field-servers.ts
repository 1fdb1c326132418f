import type { TargetConfig, TargetEntry } from '../../harness/target/config/config.ts'
import type { Hooks } from '../../mock-server/hooks.ts'
import type { Tenant, TenantOptions } from '../../mock-server/index.ts'
import { grantedOffline } from './granted-offline.ts'

/** A server as there are some, and what its target file says. */
export interface FieldServer {
  readonly tenant?: TenantOptions
  readonly hooks?: (tenant: () => Tenant) => Hooks
  readonly target?: Partial<TargetEntry>
  readonly file?: (told: TargetConfig, tenant: Tenant) => TargetConfig
  /** What the ids of the checks begin with that have to do with it. */
  readonly families: readonly string[]
  /** Laws it breaks, and which ought to be red. */
  readonly broken?: readonly string[]
  /** Pauses take no time. */
  readonly waits?: boolean
}

const tokenAnswers = (change: (json: Record<string, unknown>) => void): Hooks => ({
  answer({ json, status }, { endpoint }) {
    if (endpoint === 'token' && status === 200 && json !== undefined && 'access_token' in json) change(json)
  },
})

/** Consent is remembered once it is given, but where a client asks for the page. */
function remembersConsent(tenant: () => Tenant): Hooks {
  let given = false
  return {
    async request({ endpoint, query }) {
      if (endpoint !== 'authorization' || !given) return
      await tenant().configure({ consent: query.get('prompt')?.includes('consent') === true ? 'page' : 'automatic' })
    },
    answer({ location }) {
      if (location?.searchParams.has('code') === true) given = true
    },
  }
}

const formToken: Hooks = {
  request({ endpoint, method, query }) {
    if (endpoint === 'authorization' && method === 'POST' && !query.has('csrf'))
      return { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>403 invalid CSRF token</h1>' }
    return undefined
  },
}

/** Codes and tokens live 15 seconds longer than is said. */
const lenient: Hooks = tokenAnswers((json) => {
  if (typeof json['expires_in'] === 'number') json['expires_in'] -= 15
})
const lenientLifetimes = { code: 25, access_token: 25, client_credentials: 25, refresh_token: 25, device_code: 25 }
const told = { code: 10, access_token: 10, refresh_token: 10, device_code: 10, refresh_overlap: 0 }

const application: Hooks = {
  answer(answer, { method }) {
    if (method !== 'GET' || !/html/.test(answer.header('content-type') ?? '')) return
    answer.setText('<!doctype html><div id="root"></div><script src="/assets/index-4f2a.js" type="module"></script>')
  },
}

const undiscovered = (config: TargetConfig, { issuer }: Tenant): TargetConfig => ({
  ...config,
  discovery: false,
  metadata: { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
})

const users = ['authz.', 'code.', 'pkce.', 'redirect-uri.', 'scope.']
const tokens = ['token.', 'code.', 'refresh.', 'client-credentials.', 'expiry.expires-in']

const bare = (config: TargetConfig): TargetConfig => {
  const { resource: _resource, assertion: _assertion, ...rest } = config
  return { ...rest, users: {}, scopes: [], lifetimes: {} }
}

export const fieldServers: Readonly<Record<string, FieldServer>> = {
  'refresh tokens for offline_access and prompt=consent alone': {
    tenant: { scopes: ['openid', 'offline_access', 'read', 'write'] },
    hooks: grantedOffline,
    families: ['refresh.', 'code.', 'revocation.', 'introspection.', 'expiry.refresh', 'scope.', 'token.'],
  },
  'consent that is remembered': { hooks: remembersConsent, families: users },
  'no consent page ever': { tenant: { consent: 'automatic' }, families: users },
  'no login and no consent': { tenant: { consent: 'automatic', login: 'automatic' }, families: users },
  'no login and no consent, said': {
    tenant: { consent: 'automatic', login: 'automatic' },
    target: { login: { how: 'none' } },
    families: users,
  },
  'authorization by POST with a form token alone': {
    hooks: () => formToken,
    families: ['authz.', 'robustness.', 'pkce.'],
  },
  'fifteen seconds of tolerance, said': {
    tenant: { lifetimes: lenientLifetimes },
    hooks: () => lenient,
    target: { lifetimes: { ...told, tolerance: 15 } },
    families: ['expiry.code', 'expiry.access', 'expiry.refresh', 'expiry.device', 'device.expired'],
    waits: true,
  },
  'fifteen seconds of tolerance, not said': {
    tenant: { lifetimes: lenientLifetimes },
    hooks: () => lenient,
    target: { lifetimes: told },
    families: ['expiry.code', 'expiry.access', 'expiry.refresh', 'expiry.device', 'device.expired'],
    waits: true,
  },
  'opaque access tokens without introspection': {
    file: (config) => ({ ...config, capabilities: { add: [], remove: ['introspection'] } }),
    tenant: { unannounced: ['introspection_endpoint'] },
    families: [
      'token.',
      'scope.',
      'refresh.',
      'revocation.',
      'expiry.expires',
      'introspection.',
      'token-exchange.',
      'resource.',
      'bearer.',
    ],
  },
  'JWT access tokens without jwks_uri': {
    tenant: { accessTokens: 'jwt', unannounced: ['jwks_uri', 'introspection_endpoint'] },
    families: ['token.', 'jwt', 'bearer.', 'metadata.', 'keys.', 'signing', 'scope.'],
  },
  'a login that is an application': { hooks: () => application, families: [...users, 'device.', 'refresh.'] },
  'a target file of a client alone': {
    file: bare,
    families: ['token.', 'client-credentials.', 'code.', 'bearer.', 'expiry.expires', 'authz.', 'scope.'],
  },
  'a resource without scope': {
    file: (config) => ({ ...config, resource: { method: 'GET', url: config.resource?.url ?? '' } }),
    families: ['bearer.', 'scope.', 'resource'],
  },
  'no discovery': {
    tenant: { discovery: false },
    file: undiscovered,
    families: ['metadata.', 'token.', 'authz.', 'iss.', 'pkce.', 'code.', 'introspection.', 'revocation.'],
  },
  'expires_in as string': {
    hooks: () =>
      tokenAnswers((json) => {
        json['expires_in'] = String(json['expires_in'])
      }),
    families: [...tokens, 'device.'],
  },
  'token_type bearer': {
    hooks: () =>
      tokenAnswers((json) => {
        json['token_type'] = 'bearer'
      }),
    families: tokens,
  },
  'token_type BEARER': {
    hooks: () =>
      tokenAnswers((json) => {
        json['token_type'] = 'BEARER'
      }),
    families: tokens,
  },
  'scope as list': {
    hooks: () =>
      tokenAnswers((json) => {
        if (typeof json['scope'] === 'string') json['scope'] = json['scope'].split(' ')
      }),
    families: [...tokens, 'scope.'],
  },
  'empty error beside access_token': {
    hooks: () =>
      tokenAnswers((json) => {
        Object.assign(json, { error: '', error_description: '' })
      }),
    families: tokens,
  },
  'null members': {
    hooks: () =>
      tokenAnswers((json) => {
        Object.assign(json, { error: null, error_description: null })
        json['refresh_token'] ??= null
      }),
    families: tokens,
  },
  'errors with status 200': {
    hooks: () => ({
      answer(answer, { endpoint }) {
        if (endpoint === 'token' && answer.status >= 400) answer.status = 200
      },
    }),
    families: ['token.', 'code.', 'refresh.', 'client-credentials.', 'client-auth.'],
  },
  'error redirects as JSON': {
    hooks: () => ({
      answer(answer) {
        const { location } = answer
        const error = location?.searchParams.get('error')
        if (!error) return
        answer.location = undefined
        answer.status = 400
        answer.json = { error }
      },
    }),
    families: ['authz.', 'pkce.', 'iss.', 'scope.', 'implicit.'],
  },
  'error redirects as page': {
    hooks: () => ({
      answer(answer) {
        const { location } = answer
        const error = location?.searchParams.get('error')
        if (!error) return
        answer.location = undefined
        answer.status = 400
        answer.setText(`<h1>Error ${error}</h1>`, 'text/html')
      },
    }),
    families: ['authz.', 'pkce.', 'iss.', 'scope.', 'implicit.'],
  },
}
