import { defaultClients } from '../../mock-server/defaults.ts'
import { announcing, givenAway, membersOf, ok } from './answers.ts'
import { jsonError, redirectBack, type Passing, type Rules } from './gatekeeper.ts'
import type { OtherMake } from './other-makes.ts'

const redirectUris = (isPublic: boolean): readonly (string | null)[] =>
  defaultClients()
    .filter(({ token_endpoint_auth_method: method }) => (method === 'none') === isPublic)
    .flatMap(({ redirect_uris: uris = [] }) => uris)

const isBare = (body: Passing['body'], headers: Passing['headers']): boolean =>
  headers.authorization === undefined && !body.has('client_secret')

/** Gives the codes of clients with a secret to whoever names itself and has none. */
function codesForPublicClients(): Rules {
  const confidential = redirectUris(false)
  return {
    before({ path, body, headers }) {
      const isPublic = ['spa', 'native'].includes(body.get('client_id') ?? '')
      return path === '/token' && isBare(body, headers) && isPublic && confidential.includes(body.get('redirect_uri'))
        ? givenAway()
        : undefined
    },
  }
}

/** Knows of a grant only the refresh token it began with. */
function renewedOutlive(): Rules {
  const renewed = new Set<unknown>()
  return {
    before: ({ path, body }) => (path === '/token' && renewed.has(body.get('refresh_token')) ? givenAway() : undefined),
    after(returning, { path, body }) {
      if (path === '/token' && body.has('refresh_token')) renewed.add(membersOf(returning)['refresh_token'])
      return returning
    },
  }
}

/** Gives what is asked for to whoever names itself with a refresh token that somebody with a secret got. */
function refreshTokensForPublicClients(): Rules {
  const confidential = new Set<unknown>()
  return {
    before: ({ path, body, headers, client }) =>
      path === '/token' && isBare(body, headers) && client === 'spa' && confidential.has(body.get('refresh_token'))
        ? givenAway()
        : undefined,
    after(returning, { path, body, headers }) {
      if (path === '/token' && !isBare(body, headers)) confidential.add(membersOf(returning)['refresh_token'])
      return returning
    },
  }
}

/** Gives a new refresh token once, and from then on the same. */
function rotatesOnce(): Rules {
  const second = new Set<unknown>()
  return {
    before({ path, body }) {
      const refreshToken = body.get('refresh_token')
      return path === '/token' && second.has(refreshToken)
        ? ok({ ...membersOf(givenAway()), refresh_token: refreshToken })
        : undefined
    },
    after(returning, { path, body }) {
      if (path === '/token' && body.has('refresh_token')) second.add(membersOf(returning)['refresh_token'])
      return returning
    },
  }
}

/** Takes no notice of a challenge it cannot read, and then asks for no verifier. */
function unreadableChallenges(): Rules {
  return {
    before(passing) {
      const { path, query, body } = passing
      const challenge = query.get('code_challenge')
      if (path === '/authorize' && challenge !== null && !/^[\w-]{43}$/.test(challenge))
        return redirectBack(passing, { code: 'unbound' })
      if (path !== '/token' || body.get('code') !== 'unbound') return undefined
      return body.has('code_verifier') ? jsonError(400, 'invalid_grant') : givenAway()
    },
  }
}

const registered = new Set([...redirectUris(true), ...redirectUris(false)])

/** Sends whoever `who` matches to wherever they want to go. */
function sentAnywhere(who: (asked: URLSearchParams, method: string) => boolean, parameters: string): Rules {
  return {
    before({ path, method, query, body }) {
      const asked = method === 'POST' ? body : query
      const uri = asked.get('redirect_uri')
      if (path !== '/authorize' || uri === null || registered.has(uri) || !who(asked, method)) return undefined
      return { status: 302, headers: { location: `${uri}?${parameters}` }, body: '' }
    },
  }
}

/** Takes every bearer token of whoever introspects. */
function openToBearers(): Rules {
  return {
    before: ({ path, headers }) =>
      path === '/introspect' && headers.authorization?.startsWith('Bearer ') === true
        ? ok({ active: true, scope: 'read' })
        : undefined,
  }
}

/** Laws that are kept in the plain case and not in its neighbour. */
/** Gives whoever shows a bearer token that token again. */
function sameAgain(): Rules {
  return {
    before({ path, headers }) {
      const [, token] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? []
      return path === '/token' && token !== undefined
        ? ok({ access_token: token, token_type: 'Bearer', expires_in: 5 })
        : undefined
    },
  }
}

/** Needs no verifier, whatever the challenge was. */
function verifiersOptional(): Rules {
  return {
    before: ({ path, body }) =>
      path === '/token' && body.get('grant_type') === 'authorization_code' && !body.has('code_verifier')
        ? givenAway()
        : undefined,
  }
}

export const halfKept: Readonly<Record<string, OtherMake>> = {
  'codes of confidential clients for public ones': {
    rules: codesForPublicClients,
    verdicts: { 'code.bound-to-client': 'fail', 'code.bound-to-public-client': 'pass' },
  },
  'renewed refresh tokens outlive the reuse of their code': {
    rules: renewedOutlive,
    verdicts: { 'code.reuse-revokes-refresh-token': 'warn', 'code.single-use': 'pass' },
  },
  'refresh tokens of confidential clients for public ones': {
    rules: refreshTokensForPublicClients,
    verdicts: { 'refresh.bound-to-client': 'fail', 'refresh.bound-to-public-client': 'pass' },
  },
  'a new refresh token once and no more': {
    rules: rotatesOnce,
    verdicts: { 'refresh.rotated-or-bound-for-public-clients': 'fail', 'refresh.works': 'pass' },
  },
  'public clients may go anywhere': {
    rules: () => sentAnywhere((asked) => asked.get('client_id') === 'spa', 'code=stolen'),
    verdicts: { 'redirect-uri.unregistered-host-refused': 'fail', 'redirect-uri.case-variant-refused': 'pass' },
  },
  'errors of prompt=none go anywhere': {
    rules: () => sentAnywhere((asked) => asked.get('prompt') === 'none', 'error=login_required'),
    verdicts: { 'redirect-uri.invalid-never-redirects': 'fail', 'redirect-uri.unregistered-host-refused': 'pass' },
  },
  'errors of requests by POST go anywhere': {
    rules: () => sentAnywhere((_, method) => method === 'POST', 'error=invalid_request'),
    verdicts: { 'redirect-uri.invalid-never-redirects': 'fail', 'redirect-uri.unregistered-host-refused': 'pass' },
  },
  'any bearer token may introspect': {
    rules: openToBearers,
    verdicts: { 'introspection.caller-must-authenticate': 'fail', 'introspection.bad-credentials': 'pass' },
  },
  'a key set that is not where it is said to be': {
    rules: () => announcing((members) => ({ ...members, jwks_uri: `${String(members['issuer'])}/no-keys` })),
    verdicts: { 'metadata.endpoints-answer': 'fail', 'metadata.endpoints-https': 'pass' },
  },
  'a challenge that is dropped where it cannot be read': {
    rules: unreadableChallenges,
    verdicts: { 'pkce.malformed-challenge': 'fail', 'pkce.missing-verifier': 'pass' },
  },
  'a bearer token for a bearer token': {
    rules: sameAgain,
    verdicts: { 'robustness.no-secret-echo': 'pass', 'client-auth.malformed-authorization': 'fail' },
  },
  'no verifier is needed': {
    rules: verifiersOptional,
    verdicts: { 'pkce.malformed-challenge': 'pass', 'pkce.missing-verifier': 'fail' },
  },
}
