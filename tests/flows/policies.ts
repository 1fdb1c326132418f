import type { TargetEntry } from '../../harness/target/config/config.ts'
import type { TenantOptions } from '../../mock-server/index.ts'
import { defaultClients } from '../../mock-server/defaults.ts'
import { jsonError, redirectError, type Passing, type Returning, type Rules } from './gatekeeper.ts'

/** Rules of servers in the field that the law leaves to them, and what their target file says. */
export interface Policy {
  readonly rules: () => Rules
  readonly tenant?: TenantOptions
  readonly target?: Partial<TargetEntry>
  /** What the ids of the checks begin with that have to do with it. */
  readonly families: readonly string[]
  /** Checks that cannot be judged there, since they ask for what the server refuses on purpose. */
  readonly explained?: readonly string[]
}

const asked = ({ path, query, body }: Passing): URLSearchParams | undefined => {
  if (path !== '/authorize') return undefined
  return query.size > 0 ? query : body
}

/** A state, and with openid a nonce, of 22 characters at least, which nobody has sent before. */
function freshValues(): Rules {
  const seen = new Set<string>()
  return {
    before(passing) {
      const parameters = asked(passing)
      if (parameters === undefined || passing.method === 'OPTIONS') return undefined
      const openid = parameters.get('scope')?.split(' ').includes('openid') === true
      for (const name of openid ? ['state', 'nonce'] : ['state']) {
        const value = parameters.get(name) ?? ''
        if (value.length < 22 || seen.has(`${name} ${value}`)) return redirectError(passing, 'invalid_request')
        seen.add(`${name} ${value}`)
      }
      return undefined
    },
  }
}

function wholeScope(): Rules {
  return {
    before(passing) {
      const parameters = asked(passing)
      if (parameters === undefined) return undefined
      const scopes = parameters.get('scope')?.split(' ') ?? []
      const odd = parameters.getAll('scope').length > 1 || parameters.get('response_type') !== 'code'
      if (odd) return undefined
      const whole = ['read', 'write'].every((scope) => scopes.includes(scope))
      return whole ? undefined : redirectError(passing, 'invalid_scope')
    },
  }
}

/** What stands beside the code in the field: OpenID Connect Session Management, Entra ID, Google. */
function talkative(returning: Returning): Returning {
  const { location } = returning.headers
  const url = typeof location === 'string' && URL.canParse(location) ? new URL(location) : undefined
  if (url?.searchParams.has('code') !== true) return returning
  const more = { session_state: 'abc.def', client_info: 'eyJ1aWQiOiIxIn0', scope: 'read' }
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value)
  return { ...returning, status: 303, headers: { ...returning.headers, location: url.href } }
}

/** A token is shown to its owner alone. */
function ownersOnly(): Rules {
  const owners = new Map<string, string | undefined>()
  return {
    before({ path, body, client }) {
      const token = body.get('token')
      if (path !== '/introspect' || token === null || client === undefined || body.has('client_secret'))
        return undefined
      if (!owners.has(token) || owners.get(token) === client) return undefined
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"active":false}' }
    },
    after(returning, { path, client }) {
      if (path !== '/token' || returning.status !== 200) return returning
      const told: Record<string, unknown> = JSON.parse(returning.body)
      for (const name of ['access_token', 'refresh_token']) {
        if (typeof told[name] === 'string') owners.set(told[name], client)
      }
      return returning
    },
  }
}

/** Only clients with the client_credentials grant introspect at all. */
function servicesOnly(): Rules {
  return {
    before: ({ path, client }) =>
      path === '/introspect' && ['web', 'second'].includes(client ?? '') ? jsonError(403, 'access_denied') : undefined,
  }
}

/** PKCE is demanded where it is too late for the code at hand, of public clients or of all: RFC 7636 section 4.4.1 has it sooner. */
export function lateChallenge(of: 'public' | 'all', description?: string): Rules {
  return {
    before({ path, body, headers }) {
      const open = headers.authorization === undefined && !body.has('client_secret') && !body.has('client_assertion')
      if (path !== '/token' || body.get('grant_type') !== 'authorization_code') return undefined
      if (body.has('code_verifier') || (of === 'public' && !open)) return undefined
      return jsonError(400, 'invalid_grant', description)
    },
  }
}

/** JWTs are for their resources to read, and introspection is for the others. */
function opaqueOnly(): Rules {
  return {
    after: (returning, { path, body }) =>
      path === '/introspect' && returning.status === 200 && body.get('token')?.split('.').length === 3
        ? jsonError(400, 'unsupported_token_type')
        : returning,
  }
}

const publicClients = Object.fromEntries(
  defaultClients()
    .filter(({ token_endpoint_auth_method: method }) => method === 'none')
    .map(({ client_id, redirect_uris = [], grant_types = [] }) => [
      client_id,
      { client_id, token_endpoint_auth_method: 'none' as const, redirect_uris, grant_types },
    ]),
)

export const policies = {
  'PKCE of public clients at the token endpoint': {
    rules: () => lateChallenge('public'),
    tenant: { pkce: 'optional' },
    target: { clients: publicClients },
    families: ['code.', 'pkce.', 'refresh.', 'redirect-uri.two', 'revocation.'],
    explained: ['pkce.missing-challenge-error-code'],
  },
  'PKCE of all clients at the token endpoint': {
    tenant: { pkce: 'optional' },
    rules: () => lateChallenge('all', 'Missing required parameter: code_verifier.'),
    families: ['code.', 'pkce.', 'refresh.', 'redirect-uri.two', 'revocation.'],
    explained: ['pkce.missing-challenge-error-code'],
  },
  'PKCE of all clients at the token endpoint, without a word about it': {
    tenant: { pkce: 'optional' },
    rules: () => lateChallenge('all'),
    families: ['code.', 'pkce.', 'refresh.', 'redirect-uri.two', 'revocation.'],
    explained: ['pkce.missing-challenge-error-code'],
  },
  'fresh state and nonce': {
    rules: freshValues,
    families: ['authz.', 'pkce.', 'refresh.', 'scope.', 'robustness.authorization'],
  },
  'the whole scope': {
    rules: wholeScope,
    target: { authorization_parameters: { scope: 'read write' } },
    families: ['authz.', 'pkce.', 'token.', 'code.', 'revocation.'],
    explained: ['code.scope-fixed-by-authorization'],
  },
  'more beside the code': { rules: () => ({ after: talkative }), families: ['authz.', 'code.', 'iss.', 'pkce.'] },
  'introspection by the owner': {
    rules: ownersOnly,
    families: ['introspection.', 'revocation.', 'scope.', 'token-exchange.'],
  },
  'introspection by services': {
    rules: servicesOnly,
    families: ['introspection.', 'revocation.', 'scope.', 'token-exchange.'],
  },
  'no introspection of JWTs': {
    rules: opaqueOnly,
    tenant: { accessTokens: 'jwt' },
    families: ['introspection.', 'revocation.', 'scope.', 'jwt'],
  },
  'EdDSA alone': {
    rules: () => ({}),
    tenant: { accessTokens: 'jwt', signing: { accessToken: 'EdDSA', idToken: 'EdDSA' } },
    families: ['metadata.', 'introspection.', 'token.', 'bearer.'],
  },
} satisfies Record<string, Policy>
