import type { Operations } from '../context.ts'
import { forgedGrantAssertions, grantAssertion, jwtBearer } from './jwt-bearer.ts'
import { fittingAlgorithms, makeAssertion, publicKeySpellings } from './assertion.ts'
import { authorization, authorize, knock, walk } from './authorization.ts'
import { exchange, forgedToken, subjectToken } from './exchange.ts'
import { approve, askDevice, device, glance, poll, untilPoll } from './device.ts'
import { confused } from './confused-jwt.ts'
import { forge } from './forge.ts'
import {
  anyGrant,
  clientCredentials,
  grantParameters,
  redeem,
  refresh,
  refreshable,
  renew,
  token,
  userTokens,
} from './grants.ts'
import { knockOutcome } from './knock-outcome.ts'
import { implicit, implicitToken } from './implicit.ts'
import { password } from './password.ts'
import { misdirect, returnParameters } from './login-return.ts'
import { race } from './race.ts'
import { redirectTo } from './redirect-to.ts'
import { register } from './registration.ts'
import { metadata, request } from './request.ts'
import { callers, introspect, revoke } from './about-token.ts'
import { resource } from './resource.ts'
import { joseHeader, signature } from './signature.ts'
import { claims, scopeOf, tokenScope } from './token-facts.ts'
import { series } from './series.ts'
import { hello } from './client-hello.ts'
import { greet } from './greeting.ts'
import { sessionCookies } from './session-cookies.ts'
import { signers, tryAssertions } from './try-assertions.ts'
import { unencrypted } from './unencrypted.ts'
import { walkAnew } from './walk-anew.ts'
import { audienceOf, call, jsonClient, tokenFor, tokenInJson } from './vendor.ts'
import type { Surroundings } from './surroundings.ts'

/** The operations of one check, over its own line and user agent. */
export function operations(around: Surroundings): Operations {
  return {
    authorize: (options) => authorize(around, options),
    authorization: (options) => authorization(around, options),
    walk: (options) => walk(around, options),
    walkAnew: (options) => walkAnew(around, options),
    forge: (options, how) => forge(around, options, how),
    knock: (options, change) => knock(around, options, change),
    knockOutcome: (options, change) => knockOutcome(around, options, change),
    redirectTo: (code, uris, change) => redirectTo(around, code, uris, change),
    redeem: (code, change) => redeem(around, code, change),
    refresh: (tokens, change) => refresh(around, tokens, change),
    password: (change) => password(around, change),
    implicit: (options) => implicit(around, options),
    implicitToken: (options) => implicitToken(around, options),
    tokenScope: (accessToken) => tokenScope(around, accessToken),
    clientCredentials: (change) => clientCredentials(around, change),
    anyGrant: (change) => anyGrant(around, change),
    token: (client, parameters, change) => token(around, client, parameters, change),
    userTokens: (options) => userTokens(around, options),
    refreshable: (options) => refreshable(around, options),
    renew: (tokens, change) => renew(around, tokens, change),
    resource: (accessToken, options) => resource(around, accessToken, options),
    introspect: (value, change) => introspect(around, value, change),
    callers: (owner) => callers(around, owner),
    revoke: (value, change) => revoke(around, value, change),
    metadata: (document) => metadata(around, document),
    request: (url, options) => request(around, url, options),
    signers: () => signers(around),
    tryAssertions: (client, tries) => tryAssertions(around, client, tries),
    assertion: (client, options) => makeAssertion(client, around.target.assertionAudience, options),
    publicKeySpellings,
    fittingAlgorithms,
    claims,
    scopeOf: (answer) => scopeOf(around, answer),
    series: (kind) => series(around, kind),
    grantAssertion: (change) => grantAssertion(around, change),
    forgedGrantAssertions: () => forgedGrantAssertions(around),
    jwtBearer: (value, change) => jwtBearer(around, value, change),
    subjectToken: (options) => subjectToken(around, options),
    exchange: (token, change) => exchange(around, token, change),
    forgedToken: (like, signature) => forgedToken(around, like, signature),
    askDevice: (change) => askDevice(around, change),
    device: (change) => device(around, change),
    poll: (given, change) => poll(around, given, change),
    untilPoll,
    approve: (given, decision) => approve(around, given, decision),
    glance: (url) => glance(around, url),
    unencrypted: (url, options) => unencrypted(around, url, options),
    greet: (url, version) => greet(around, url, version),
    hello: (url, offer) => hello(around, url, offer),
    sessionCookies: () => sessionCookies(around),
    returnParameters: (seen) => returnParameters(around, seen),
    misdirect: (parameter, value, options) => misdirect(around, parameter, value, options),
    register: (members) => register(around, members),
    signature,
    confused: (jwt) => confused(around, jwt),
    joseHeader,
    race: (n, send) => race(around, n, send),
    tokenFor: (scope, set) => tokenFor(around, scope, set),
    jsonClient: (grantType) => jsonClient(around, grantType),
    grantOf: (client) => grantParameters(around, client),
    audienceOf: (accessToken) => audienceOf(around, accessToken),
    tokenInJson: (client, members, sent) => tokenInJson(around, client, members, sent),
    call: (url, accessToken, options) => call(around, url, accessToken, options),
  }
}
