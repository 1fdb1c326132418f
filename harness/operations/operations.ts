import type { Operations } from '../context.ts'
import { authorization, authorize, knock, walk } from './authorization.ts'
import { forge } from './forge.ts'
import { anyGrant, clientCredentials, redeem, refresh, refreshable, token, userTokens } from './grants.ts'
import { misdirect, returnParameters } from './login-return.ts'
import { race } from './race.ts'
import { redirectTo } from './redirect-to.ts'
import { register } from './registration.ts'
import { metadata, request } from './request.ts'
import { introspect, resource, revoke } from './resource.ts'
import { joseHeader, signature } from './signature.ts'
import { claims, scopeOf } from './token-facts.ts'
import type { Surroundings } from './surroundings.ts'

/** The operations of one check, over its own line and user agent. */
export function operations(around: Surroundings): Operations {
  return {
    authorize: (options) => authorize(around, options),
    authorization: (options) => authorization(around, options),
    walk: (options) => walk(around, options),
    forge: (options, how) => forge(around, options, how),
    knock: (options, change) => knock(around, options, change),
    redirectTo: (code, uris, change) => redirectTo(around, code, uris, change),
    redeem: (code, change) => redeem(around, code, change),
    refresh: (tokens, change) => refresh(around, tokens, change),
    clientCredentials: (change) => clientCredentials(around, change),
    anyGrant: (change) => anyGrant(around, change),
    token: (client, parameters, change) => token(around, client, parameters, change),
    userTokens: (options) => userTokens(around, options),
    refreshable: (options) => refreshable(around, options),
    resource: (accessToken, options) => resource(around, accessToken, options),
    introspect: (value, change) => introspect(around, value, change),
    revoke: (value, change) => revoke(around, value, change),
    metadata: (document) => metadata(around, document),
    request: (url, options) => request(around, url, options),
    claims,
    scopeOf: (answer) => scopeOf(around, answer),
    returnParameters: (seen) => returnParameters(around, seen),
    misdirect: (parameter, value, options) => misdirect(around, parameter, value, options),
    register: (members) => register(around, members),
    signature,
    joseHeader,
    race: (n, send) => race(around, n, send),
  }
}
