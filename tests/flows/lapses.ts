import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto'
import { defaultClients } from '../../mock-server/defaults.ts'
import { givenAway, membersOf, ok, saying } from './answers.ts'
import type { Passing, Rules } from './gatekeeper.ts'
import { legacy } from './legacy-clients.ts'
import type { OtherMake } from './other-makes.ts'

const algOf = (jwt: string): unknown =>
  membersOf({ body: Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString() })['alg']

/** Members of the refusal of a wrong password. */
function refusedPasswords(members: (username: string) => object): Rules {
  return {
    after(returning, { body }) {
      const isRefused = body.get('grant_type') === 'password' && returning.status === 400
      return isRefused
        ? saying(returning, { ...membersOf(returning), ...members(body.get('username') ?? '') })
        : returning
    },
  }
}

/** Takes whatever is unsigned in this spelling. */
function unsignedAs(spelling: string): Rules {
  return {
    before({ path, body, headers }) {
      const token = /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
      if (path === '/resource' && algOf(token) === spelling) return ok({ sub: 'alice' })
      const assertion = body.get('assertion') ?? ''
      if (path === '/token' && algOf(assertion) === spelling) return givenAway()
      return undefined
    },
  }
}

/** Forgets what it has refused, and that it was used. */
function refusingOnce(): Rules {
  const refused = new Set<string>()
  const given = ({ body }: Passing): string => body.get('code') ?? body.get('refresh_token') ?? ''
  return {
    before: (passing) => (passing.path === '/token' && refused.has(given(passing)) ? givenAway() : undefined),
    after(returning, passing) {
      if (passing.path === '/token' && membersOf(returning)['error'] === 'invalid_grant') refused.add(given(passing))
      return returning
    },
  }
}

/** Verifies what is signed HS256 with the PEM text of a published key. */
function confusedKeys(): Rules {
  const secrets = new Set<string>()
  const isSigned = (token: string): boolean => {
    const [header, payload, signature] = token.split('.')
    return [...secrets].some(
      (secret) => createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url') === signature,
    )
  }
  return {
    before({ path, body, headers }) {
      if (path === '/introspect') return isSigned(body.get('token') ?? '') ? ok({ active: true }) : undefined
      const token = /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
      return path === '/resource' && isSigned(token) ? ok({ sub: 'alice' }) : undefined
    },
    after(returning, { path }) {
      const { keys }: { keys?: JsonWebKey[] } = path === '/jwks' ? membersOf(returning) : {}
      for (const key of keys ?? []) {
        const open = createPublicKey({ key, format: 'jwk' })
        secrets.add(open.export({ type: 'spki', format: 'pem' }).toString())
      }
      return returning
    },
  }
}

/** Asks nobody who it is that wants the end of an access token. */
function freeRevocations(isFree: (passing: Passing, owner: string | undefined) => boolean): Rules {
  const owners = new Map<unknown, string | undefined>()
  const dead = new Set<string | null>()
  return {
    before(passing) {
      const token = passing.body.get('token')
      if (passing.path === '/introspect' && dead.has(token)) return ok({ active: false })
      if (passing.path !== '/revoke' || !owners.has(token) || !isFree(passing, owners.get(token))) return undefined
      dead.add(token)
      return { status: 200, headers: {}, body: '' }
    },
    after(returning, { path, client }) {
      if (path === '/token') owners.set(membersOf(returning)['access_token'] ?? 'none', client)
      return returning
    },
  }
}

/** The challenge of the 403 gives its scope twice. */
function oddChallenge(): Rules {
  const challenge = 'Bearer error="insufficient_scope", scope="read", scope="write"'
  return {
    after(returning, { path }) {
      if (path !== '/resource' || returning.status !== 403) return returning
      return { ...returning, headers: { ...returning.headers, 'www-authenticate': challenge } }
    },
  }
}

/** Gives tokens in the fragment to the clients that are registered for them, and lists code alone. */
function hiddenImplicit(): Rules {
  return {
    after(returning, { path }) {
      if (!path.includes('/.well-known/') || returning.status !== 200) return returning
      return saying(returning, { ...membersOf(returning), response_types_supported: ['code'] })
    },
  }
}

/** Says of a response type it lists that it knows none such. */
function unsupportedToken(): Rules {
  return {
    before({ path, query }) {
      if (path !== '/authorize' || query.get('response_type') !== 'token') return undefined
      const error = new URLSearchParams({ error: 'unsupported_response_type', state: query.get('state') ?? '' })
      return { status: 302, headers: { location: `${query.get('redirect_uri')}#${error}` }, body: '' }
    },
  }
}

/** Says how a refused client wanted to prove itself. */
function repeatedHeader(): Rules {
  return {
    after(returning, { path, headers }) {
      const { authorization } = headers
      if (path !== '/token' || returning.status < 400 || authorization === undefined) return returning
      return saying(returning, { ...membersOf(returning), error_description: `asked with ${authorization}` })
    },
  }
}

const credentialsOf = (authorization = ''): string =>
  decodeURIComponent(Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString())

/** Fails inside at some requests for tokens. */
function breakingAt(isTooMuch: (passing: Passing) => boolean): Rules {
  const failure = { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal Server Error' }
  return { before: (passing) => (passing.path === '/token' && isTooMuch(passing) ? failure : undefined) }
}

/** Says more in each answer of the token endpoint. */
function withEach(members: (passing: Passing) => object): Rules {
  return {
    after(returning, passing) {
      if (passing.path !== '/token') return returning
      return saying(returning, { ...membersOf(returning), ...members(passing) })
    },
  }
}

/** Answers questions by GET, and asks nobody who it is. */
function openToGet(): Rules {
  return {
    before({ path, method, query }) {
      return path === '/introspect' && method === 'GET' && query.has('token') ? ok({ active: true }) : undefined
    },
  }
}

/** Tells introspection something else of every live token. */
function otherwiseTold(members: () => object): Rules {
  return {
    after(returning, { path }) {
      const told = membersOf(returning)
      return path === '/introspect' && told['active'] === true
        ? saying(returning, { ...told, ...members() })
        : returning
    },
  }
}

/** Laws kept nearly everywhere, and what a server says that keeps them. */
export const lapses: Readonly<Record<string, OtherMake>> = {
  'attempts are counted for users that exist': {
    tenant: { clients: [...defaultClients(), ...legacy] },
    rules: () => refusedPasswords((name) => (name === 'alice' ? { attempts_left: 4 } : {})),
    verdicts: { 'password.no-user-enumeration': 'fail', 'password.wrong-password-code': 'pass' },
  },
  'every refusal of a password has a reference and the time': {
    tenant: { clients: [...defaultClients(), ...legacy] },
    rules: () => {
      let count = 0
      return refusedPasswords(() => ({ ref: `R-${(count += 1)}`, at: Math.floor(performance.now()), user: null }))
    },
    verdicts: { 'password.no-user-enumeration': 'pass' },
  },
  'unsigned tokens as None': {
    tenant: { accessTokens: 'jwt' },
    rules: () => unsignedAs('None'),
    verdicts: { 'bearer.tampered-token-refused': 'fail', 'bearer.invalid-token-refused': 'pass' },
  },
  'tokens signed with the PEM text of the public key': {
    tenant: { accessTokens: 'jwt' },
    target: { capabilities: { add: ['jwt_access_tokens'] } },
    rules: confusedKeys,
    verdicts: { 'bearer.tampered-token-refused': 'fail', 'introspection.tampered-jwt': 'fail' },
  },
  'what was used is refused once': {
    rules: refusingOnce,
    verdicts: {
      'code.single-use': 'fail',
      'code.single-use-later': 'fail',
      'refresh.rotated-token-refused': 'fail',
    },
  },
  'unsigned assertions as NONE': {
    rules: () => unsignedAs('NONE'),
    verdicts: { 'jwt-grant.bad-signature': 'fail', 'jwt-grant.wrong-audience': 'pass' },
  },
  'access tokens that every client may revoke': {
    rules: () => freeRevocations(({ client }, owner) => client !== undefined && client !== owner),
    verdicts: { 'revocation.other-clients-token': 'fail', 'revocation.client-authentication': 'pass' },
  },
  'access tokens revoked without a secret': {
    rules: () => freeRevocations(({ headers, body }) => !headers.authorization && !body.has('client_secret')),
    verdicts: { 'revocation.other-clients-token': 'pass', 'revocation.client-authentication': 'fail' },
  },
  'a 403 with an odd challenge': {
    rules: oddChallenge,
    verdicts: { 'bearer.challenge-syntax': 'fail', 'bearer.missing-token-challenge': 'pass' },
  },
  'introspection by GET for everybody': {
    rules: openToGet,
    verdicts: { 'introspection.caller-must-authenticate': 'fail', 'introspection.bad-credentials': 'pass' },
  },
  'a live token that may not be used yet': {
    rules: () => otherwiseTold(() => ({ nbf: Math.floor(Date.now() / 1000) + 3600 })),
    verdicts: { 'introspection.members-tell-the-truth': 'fail', 'introspection.active-token': 'pass' },
  },
  'a token_type that tells the use of the token': {
    rules: () => otherwiseTold(() => ({ token_type: 'access_token' })),
    verdicts: { 'introspection.members-tell-the-truth': 'warn' },
  },
  'refusals that repeat the Authorization header': {
    rules: repeatedHeader,
    verdicts: { 'robustness.no-secret-echo': 'fail', 'token.grant-type-missing': 'pass' },
  },
  'raw bytes that are no UTF-8 break it down': {
    rules: () => breakingAt(({ bytes }) => bytes.some((byte) => byte > 0x7f)),
    verdicts: { 'robustness.invalid-utf8': 'fail', 'robustness.bad-percent-encoding': 'pass' },
  },
  'half a megabyte breaks it down': {
    rules: () => breakingAt(({ bytes }) => bytes.length > 400_000),
    verdicts: { 'robustness.very-long-values': 'fail' },
  },
  'half a megabyte has it hang up': {
    rules: () => ({
      before({ bytes }) {
        if (bytes.length > 400_000) throw new Error('too long')
        return undefined
      },
    }),
    verdicts: { 'robustness.very-long-values': 'pass' },
  },
  'tokens beside the secret they were asked for with': {
    rules: () => withEach(({ headers }) => ({ client: credentialsOf(headers.authorization) })),
    verdicts: { 'robustness.no-secret-echo': 'fail', 'token.access-token-present': 'pass' },
  },
  'a password that is a word of the protocol, or the name of its user': {
    tenant: { clients: [...defaultClients(), ...legacy], users: [{ username: 'password', password: 'password' }] },
    rules: () => withEach(({ body }) => ({ grant: body.get('grant_type'), for: body.get('username') })),
    verdicts: { 'robustness.no-secret-echo': 'pass', 'password.works': 'pass', 'password.wrong-password-code': 'pass' },
  },
  'a response type that is listed and unsupported': {
    tenant: { clients: [...defaultClients(), ...legacy] },
    rules: unsupportedToken,
    verdicts: { 'metadata.response-types-honest': 'warn' },
  },
  'tokens in the fragment that nobody lists': {
    tenant: { clients: [...defaultClients(), ...legacy] },
    rules: hiddenImplicit,
    verdicts: { 'metadata.response-types-honest': 'fail' },
  },
}
