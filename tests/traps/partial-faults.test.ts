import { expect, test } from 'vitest'

import { loadChecks } from '../../harness/catalogue.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { select } from '../../harness/selection.ts'
import { createMockServer, type TenantOptions } from '../../mock-server/index.ts'
import { judgeDefect } from '../../scripts/proof/judge-defect.ts'
import { patience } from '../acceptance/assay.ts'

type Hooks = NonNullable<TenantOptions['hooks']>

/** A state that comes back as something else. */
const stateAs = (made: (state: string) => string): Hooks => ({
  answer(answer) {
    const { location, status } = answer
    const state = location?.searchParams.get('state')
    if (!location || typeof state !== 'string' || !location.searchParams.has('code')) return
    location.searchParams.set('state', made(state))
    Object.assign(answer, { location, status })
  },
})

/** Errors are sent to redirect URIs that nobody registered, as far as they look like these. */
const redirectsTo = (alike: RegExp): Hooks => ({
  request({ path, query }) {
    const uri = query.get('redirect_uri')
    if (!path.endsWith('/authorize') || uri === null || !alike.test(uri)) return undefined
    return { status: 303, headers: { location: `${uri}?error=invalid_request` } }
  },
})

const failsAtOddScopes: Hooks = {
  request({ path, query }) {
    const odd = path.endsWith('/authorize') && /[^ -~]/.test(query.get('scope') ?? '')
    return odd ? { status: 500, headers: {}, body: 'failed' } : undefined
  },
}

/** What comes in counts as the challenge it is like. */
const challengesAlike: Hooks = {
  request({ query }) {
    const given = query.get('code_challenge') ?? ''
    const known = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    if (given.toLowerCase() === known.toLowerCase()) query.set('code_challenge', known)
  },
}

const guessesGrants: Hooks = {
  request({ endpoint, form }) {
    if (endpoint === 'token' && form.has('code') && !form.has('grant_type'))
      form.set('grant_type', 'authorization_code')
  },
}

/** Values that open every client. */
const takesAsSecret = (opens: (secret: string, id: string) => boolean): Hooks => ({
  request({ endpoint, headers }) {
    const [id = '', secret = ''] = atob(headers.authorization?.split(' ')[1] ?? '')
      .split(':')
      .map(decodeURIComponent)
    if (endpoint !== 'token' || !opens(secret, id)) return undefined
    return { status: 200, body: { access_token: crypto.randomUUID(), token_type: 'Bearer', expires_in: 60 } }
  },
})

/** A user is known by a parameter alone. */
const knowsUserBy = (name: string): Hooks => ({
  request({ path, query, headers }) {
    if (!path.endsWith('/authorize') || !query.has(name) || headers.cookie !== undefined) return undefined
    const parameters = new URLSearchParams({ code: crypto.randomUUID(), state: query.get('state') ?? '' })
    return { status: 303, headers: { location: `${query.get('redirect_uri')}?${parameters}` } }
  },
})

const readsBeginnings: Hooks = {
  request({ query }) {
    if (query.get('response_type')?.startsWith('code') === true) query.set('response_type', 'code')
  },
}

const readsSecretsInUrls: Hooks = {
  request({ endpoint, form, query }) {
    const secret = endpoint === 'token' && !form.has('client_secret') ? query.get('client_secret') : null
    if (secret !== null) form.set('client_secret', secret)
  },
}

const decodesRedirectUris: Hooks = {
  request({ path, query }) {
    const uri = query.get('redirect_uri')
    const alike = uri !== null && uri.replaceAll(/%6[0-9a-f]/gi, decodeURIComponent)
    if (!path.endsWith('/authorize') || alike === uri) return undefined
    return { status: 303, headers: { location: `${uri}?error=invalid_request` } }
  },
}

/** A refusal in the name of whatever host a client makes up. */
const namesForwardedHost: Hooks = {
  request({ path, query, headers }) {
    const host = headers['x-forwarded-host']
    if (!path.endsWith('/authorize') || query.get('prompt') !== 'none' || host === undefined) return undefined
    const parameters = new URLSearchParams({ error: 'login_required', iss: `https://${String(host)}` })
    return { status: 303, headers: { location: `${query.get('redirect_uri')}?${parameters}` } }
  },
}

/** Faults that show for some clients, endpoints or characters only, and the check that finds each. */
const servers: Readonly<Record<string, { readonly hooks: Hooks; readonly broken: string }>> = {
  'a state of digits is read as a number': {
    hooks: stateAs((state) => (/^\d+$/.test(state) ? String(Number(state)) : state)),
    broken: 'authz.state-exact',
  },
  'backslashes of a state are doubled': {
    hooks: stateAs((state) => state.replaceAll('\\', '\\\\')),
    broken: 'authz.state-exact',
  },
  'dots of a registered host match anything': {
    hooks: redirectsTo(/^https:\/\/\w+x\w+[/:]/),
    broken: 'redirect-uri.host-suffix-refused',
  },
  'slashes of a path are merged': {
    hooks: redirectsTo(/^https?:\/\/[^/]+\/\//),
    broken: 'redirect-uri.path-confusion-refused',
  },
  'localhost is always right': {
    hooks: redirectsTo(/^http:\/\/localhost\//),
    broken: 'redirect-uri.unregistered-host-refused',
  },
  'a malformed scope fails at the authorization endpoint only': {
    hooks: failsAtOddScopes,
    broken: 'scope.malformed',
  },
  'the letter case of a challenge means nothing': { hooks: challengesAlike, broken: 'pkce.wrong-verifier' },
  'a code tells the grant': { hooks: guessesGrants, broken: 'token.grant-type-missing' },
  'the client_id is a secret too': {
    hooks: takesAsSecret((secret, id) => secret === id && id !== ''),
    broken: 'client-auth.secret-compared-in-full',
  },
  'a secret that is not there is written as a word': {
    hooks: takesAsSecret((secret) => secret === 'undefined'),
    broken: 'client-auth.secret-compared-in-full',
  },
  'prompt=none gives a code to nobody': {
    hooks: knowsUserBy('prompt'),
    broken: 'authz.resource-owner-authenticated-first',
  },
  'a hint is as good as a login': {
    hooks: knowsUserBy('login_hint'),
    broken: 'authz.resource-owner-authenticated-first',
  },
  'only the beginning of a response_type is read': {
    hooks: readsBeginnings,
    broken: 'authz.response-type-unknown',
  },
  'a secret may stand in the URL': { hooks: readsSecretsInUrls, broken: 'token.body-parameters-only' },
  'redirect URIs are decoded before they are compared': {
    hooks: decodesRedirectUris,
    broken: 'redirect-uri.path-confusion-refused',
  },
  'the issuer of a refusal has the host of a forwarding header': {
    hooks: namesForwardedHost,
    broken: 'robustness.forwarded-headers-not-trusted',
  },
}

test.each(Object.entries(servers))('%s', { timeout: patience }, async (_, { hooks, broken }) => {
  await using mock = await createMockServer()
  const checks = select(await loadChecks(), [broken])

  const verdicts = await judgeDefect(mock, { tenant: { hooks }, proves: [] }, [], checks, new Crowd(8))

  expect(verdicts[broken]).toMatchObject({ verdict: 'fail' })
})
