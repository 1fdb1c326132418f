import type { TargetEntry } from '../../harness/target/config/config.ts'
import type { TenantOptions } from '../../mock-server/index.ts'
import { announcing, givenAway, membersOf, saying } from './answers.ts'
import { jsonError, redirectError, type Rules } from './gatekeeper.ts'

/** A server that keeps or breaks a law in another way than the mock does, and what is to come of it. */
export interface OtherMake {
  readonly rules: () => Rules
  readonly target?: Partial<TargetEntry>
  readonly tenant?: TenantOptions
  /** Verdicts by check id. */
  readonly verdicts: Readonly<Record<string, 'pass' | 'warn' | 'fail' | 'blocked'>>
}

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** Trusts whatever key an assertion brings along. */
function keysInHeaders(): Rules {
  return {
    before({ path, body }) {
      const [header = ''] = (body.get('client_assertion') ?? '').split('.')
      const said = Buffer.from(header, 'base64url').toString()
      return path === '/token' && said.includes('"jwk"') ? givenAway() : undefined
    },
  }
}

/** Knows of a grant only its latest access token: those from before a refresh outlive it. */
function olderTokensLive(): Rules {
  const older = new Set<unknown>()
  const revoked = new Set<string | null>()
  return {
    after(returning, { path, body }) {
      if (path === '/revoke') revoked.add(body.get('token'))
      const isOlder = path === '/introspect' && older.has(body.get('token')) && !revoked.has(body.get('token'))
      if (isOlder) return saying(returning, { active: true, scope: 'read' })
      if (path === '/token' && body.get('grant_type') === 'authorization_code') {
        older.add(membersOf(returning)['access_token'])
      }
      return returning
    },
  }
}

/** Gives every scope where none is asked for. */
function wideExchange(): Rules {
  const wide = new Set<unknown>()
  return {
    after(returning, { path, body }) {
      const isWide = path === '/introspect' && wide.has(body.get('token'))
      if (isWide) return saying(returning, { ...membersOf(returning), scope: 'read write' })
      const isPlain = body.get('grant_type') === exchange && !body.has('scope') && returning.status === 200
      if (path === '/token' && isPlain) wide.add(membersOf(returning)['access_token'])
      return returning
    },
  }
}

/** Leaves scope out of an answer when it is the one asked for, and tells introspection another. */
function scopeUnsaid(): Rules {
  return {
    after(returning, { path }) {
      const { scope, ...members } = membersOf(returning)
      if (path === '/token' && scope === 'read') return saying(returning, members)
      const told = path === '/introspect' && members['active'] === true
      return told ? saying(returning, { ...members, scope: 'read write' }) : returning
    },
  }
}

/** The first refresh token that is revoked works a while longer, as on a node that has not heard of it. */
function slowNode(): Rules {
  let late: string | null = null
  return {
    before({ path, body }) {
      if (path === '/revoke') late ??= body.get('token')
      return path === '/token' && late !== null && body.get('refresh_token') === late ? givenAway() : undefined
    },
  }
}

/** Says nothing at all about a revocation. */
function silentRevocation(): Rules {
  return {
    after(returning, { path }) {
      return path === '/revoke' && returning.status === 200 ? { status: 204, headers: {}, body: '' } : returning
    },
  }
}

/** Refuses to revoke what it never issued. */
function knownAlone(): Rules {
  const issued = new Set<unknown>()
  return {
    before: ({ path, body }) =>
      path === '/revoke' && body.has('token') && !issued.has(body.get('token'))
        ? jsonError(400, 'invalid_request')
        : undefined,
    after(returning) {
      const { access_token: access, refresh_token: refresh } = membersOf(returning)
      issued.add(access).add(refresh)
      return returning
    },
  }
}

/** Breaks down at every grant type it does not know. */
function brittle(): Rules {
  const known = ['authorization_code', 'refresh_token', 'client_credentials']
  return {
    before: ({ path, body }) =>
      path === '/token' && !known.includes(body.get('grant_type') ?? '')
        ? { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal Server Error' }
        : undefined,
  }
}

/** Lists a mode for tokens that codes are refused, and a scope for a client nobody here is. */
function listedForOthers(): Rules {
  const listing = announcing(({ response_types_supported: types, scopes_supported: scopes, ...members }) => ({
    ...members,
    response_types_supported: [types, 'token'].flat(),
    scopes_supported: [scopes, 'admin'].flat(),
  }))
  return {
    before(passing) {
      const { path, query } = passing
      if (path !== '/authorize') return undefined
      if (query.get('response_mode') === 'fragment') return redirectError(passing, 'invalid_request')
      const asked = query.get('scope')?.split(' ') ?? []
      return asked.includes('admin') ? redirectError(passing, 'invalid_scope') : undefined
    },
    after(returning, passing) {
      if (passing.path === '/token' && passing.body.get('scope')?.split(' ').includes('admin') === true)
        return jsonError(400, 'invalid_scope')
      return listing.after(returning, passing)
    },
  }
}

/** Advertises plain and refuses it. */
function plainOnPaper(): Rules {
  return announcing((members) => ({ ...members, code_challenge_methods_supported: ['S256', 'plain'] }))
}

/** Names the verification page by its path alone. */
function relativePages(): Rules {
  return {
    after(returning) {
      const members = membersOf(returning)
      if (members['verification_uri'] === undefined) return returning
      return saying(returning, { ...members, verification_uri: '/device', verification_uri_complete: '/device?code' })
    },
  }
}

export const otherMakes: Readonly<Record<string, OtherMake>> = {
  'keys in the header of assertions': {
    rules: keysInHeaders,
    verdicts: { 'jwt-client-auth.wrong-signature': 'fail', 'jwt-client-auth.alg-none': 'pass' },
  },
  'older access tokens outlive their grant': {
    rules: olderTokensLive,
    verdicts: { 'revocation.refresh-cascades-to-access': 'warn', 'revocation.access-token': 'pass' },
  },
  'an exchange without scope gives more': {
    rules: wideExchange,
    verdicts: { 'token-exchange.no-scope-escalation': 'fail', 'token-exchange.response-members': 'pass' },
  },
  'a scope that only introspection tells': {
    rules: scopeUnsaid,
    verdicts: { 'introspection.members-tell-the-truth': 'fail', 'introspection.active-token': 'pass' },
  },
  'a revocation that takes a while to spread': {
    rules: slowNode,
    verdicts: { 'revocation.public-client': 'pass' },
  },
  'revocations answered 204': {
    rules: silentRevocation,
    verdicts: {
      'revocation.other-clients-token': 'pass',
      'revocation.missing-token': 'pass',
      'revocation.unknown-token-is-200': 'warn',
    },
  },
  'revocations of known tokens alone': {
    rules: knownAlone,
    verdicts: { 'revocation.missing-token': 'pass', 'revocation.unknown-token-is-200': 'fail' },
  },
  'grants that nobody wrote break it down': {
    rules: brittle,
    verdicts: { 'password.disabled': 'pass', 'token.grant-type-unknown': 'fail' },
  },
  'plain on paper alone': { rules: plainOnPaper, verdicts: { 'metadata.pkce-methods-honest': 'fail' } },
  'verification pages without a host': {
    rules: relativePages,
    verdicts: {
      'device.verification-uri-usable': 'fail',
      'device.success': 'blocked',
      'device.complete-uri-asks': 'blocked',
    },
  },
  'a mode and a scope listed for others': {
    rules: listedForOthers,
    verdicts: { 'metadata.response-modes-honest': 'warn', 'metadata.scopes-honest': 'pass' },
  },
}
