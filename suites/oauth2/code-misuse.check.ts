import { check } from '../../harness/check.ts'
import type { Client, Target } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const redirectUriOtherRegistered = check({
  id: 'code.redirect-uri-other-registered',
  title: 'Another registered redirect URI of the same client does not redeem the code',
  law: [must('RFC 6749', '10.6')],
  needs: ['authorization_code', 'second_redirect_uri'],
  steps: {
    control: 'Complete a code flow and redeem the code',
    code: 'Complete another one with the first registered redirect_uri',
    other: 'Redeem the code with the second one',
  },
  holds: 'The answer is a refusal, 400 with error=invalid_grant',
  defect: 'code-redirect-uri-any-registered',
  caution: 'With PKCE a token is a warning under the profile oauth-2.1, which drops the parameter.',
  async run({ op, step, law, target, profile, notApplicable }) {
    const client =
      target.clients.find((each) => hasTwo(target, each)) ?? notApplicable(target.lacking('second_redirect_uri'))
    await step.control(() => op.userTokens({ client }))
    const code = await step.code(() => op.authorize({ client }))
    const redirectUri = client.redirect_uris.find((uri) => uri !== code.redirectUri) ?? ''
    const answer = await step.other(() => op.redeem({ ...code, redirectUri }))
    const dropped = profile === 'oauth-2.1' && code.verifier !== undefined && answer.hasToken
    const tolerated = dropped ? 'OAuth 2.1 drops the parameter, and PKCE was used' : undefined
    law(answer, { tolerated }).refuses('invalid_grant')
  },
})

export const notUsableElsewhere = check({
  id: 'code.not-usable-elsewhere',
  title: 'A code is neither an access token nor a refresh token',
  law: [security('RFC 6749', '10.5')],
  needs: ['authorization_code', 'resource'],
  steps: {
    control: 'Complete a code flow, redeem the code and call the resource with the access token',
    code: 'Complete another one',
    bearer: 'Present the code to the resource as a bearer token',
    refresh: 'Present it to the token endpoint as a refresh_token, where there is such a grant',
  },
  holds: 'The resource answers 401, and the refresh is refused with error=invalid_grant',
  defect: 'code-accepted-as-token',
  caution: 'Another 4xx of the resource is a warning. What becomes of the code afterwards is left open.',
  async run({ op, step, law, target, blocked }) {
    const good = await step.control(async () => op.resource((await op.userTokens()).access_token))
    if (good.status >= 300) blocked(`the resource answers ${good.status} to a fresh access token`)
    const code = await step.code(() => op.authorize())
    const asBearer = await step.bearer(() => op.resource(code.value))
    const denied = law(asBearer, { about: 'a code as bearer token' })
    if (bearer.test(code.value)) denied.denies()
    else denied.status(400, 401)
    if (!target.has('refresh_token') || !target.allows(code.client, 'refresh_token')) return
    const tokens = { refresh_token: code.value, client: code.client }
    law(await step.refresh(() => op.refresh(tokens)), { about: 'a code as refresh_token' }).refuses('invalid_grant')
  },
})

export const scopeFixedByAuthorization = check({
  id: 'code.scope-fixed-by-authorization',
  title: 'A scope parameter in the redemption cannot widen the grant',
  law: [security('RFC 6749', '3.3')],
  needs: ['authorization_code', 'two_scopes'],
  steps: {
    control: 'Complete a code flow with one scope, redeem the code and see what the token covers',
    code: 'Complete another one with the same scope',
    wider: 'Redeem the code with a scope parameter that names a second scope as well',
    covered: 'See what that token covers',
  },
  holds: 'The second token covers no more than the first, or the request is refused',
  defect: 'code-scope-widening',
  caution:
    'The token request has no scope parameter, so ignoring it is right. Not judged where a plain redemption covers the second scope already, nor where nothing tells what a token covers.',
  async run({ op, step, law, target, notApplicable }) {
    const [scope = '', second = ''] = target.scopes
    const plain = await step.control(async () => op.scopeOf((await op.userTokens({ scope })).answer))
    if (plain?.includes(second)) notApplicable(`a token for ${scope} covers ${second} too: name other scopes`)
    const code = await step.code(() => op.authorize({ scope }))
    const answer = await step.wider(() => op.redeem(code, { set: { scope: `${scope} ${second}` } }))
    if (!answer.hasToken) return law(answer).refuses()
    const covered = (await step.covered(() => op.scopeOf(answer))) ?? notApplicable(untold)
    law.that(!covered.includes(second), {
      expected: `a token without ${second}, which was not authorized`,
      actual: `a token with scope ${covered.join(' ')}`,
    })
  },
})

export const invalidReplayKeepsTokens = check({
  id: 'code.invalid-replay-keeps-tokens',
  title: 'A replay with wrong credentials or verifier does not revoke the legitimate tokens',
  law: [should('OAuth 2.1 draft', '7.5.2')],
  needs: ['authorization_code', 'confidential_client', 'pkce', 'resource'],
  steps: {
    control: 'Complete a code flow with S256, redeem the code and call the resource with the token',
    secret: 'Replay the code with a wrong client_secret',
    verifier: 'Replay it with a wrong code_verifier',
    after: 'Call the resource with the token again',
  },
  holds: 'Both replays are refused, and the token still works',
  defect: 'code-replay-denial-of-service',
  caution: 'RFC 6749 does not make the distinction: a warning.',
  alone: true,
  async run({ op, step, law, target, random, expired, blocked }) {
    const client = target.clients.find((each) => isConfidential(target, each))
    const code = await step.control(() => op.authorize({ ...(client && { client }), pkce: 'S256' }))
    const tokens = await step.control(() => op.redeem(code).tokens())
    const before = await step.control(() => op.resource(tokens.access_token))
    if (before.status >= 300) blocked(`the resource answers ${before.status} to a fresh access token`)
    const secret = await step.secret(() => op.redeem(code, { secret: random(40) }))
    const verifier = await step.verifier(() => op.redeem({ ...code, verifier: random(43) }))
    const after = await step.after(() => op.resource(tokens.access_token))
    expired.accessToken(tokens)
    if (secret.hasToken || verifier.hasToken) blocked('a replay gave a token, which code.single-use judges')
    law(after, { about: 'the token after two invalid replays' }).status(before.status)
  },
})

export const syntax = check({
  id: 'code.syntax',
  title: 'Codes consist of printable ASCII characters',
  law: [must('RFC 6749', 'A.11')],
  needs: ['authorization_code'],
  steps: { code: 'Complete a code flow, three times, and look at the characters of the code' },
  holds: 'Every character is between space and tilde',
  defect: 'code-non-ascii',
  async run({ op, step, law }) {
    for (let round = 0; round < 3; round += 1) {
      const { value } = await step.code(() => op.authorize())
      const odd = [...value].find((character) => !/[ -~]/.test(character))
      const point = odd?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
      law.that(odd === undefined, { expected: 'characters from space to tilde', actual: `U+${point} in a code` })
    }
  },
})

const untold = 'nothing tells what a token covers: add introspection to the target'

/** The characters of a bearer token in a header (RFC 6750 section 2.1); a code may hold others. */
const bearer = /^[\w.~+/-]+=*$/

function hasTwo(target: Target, client: Client): boolean {
  const speaks =
    client.client_secret !== undefined || /^(?:none|private_key_jwt)$/.test(client.token_endpoint_auth_method)
  return speaks && target.allows(client, 'authorization_code') && client.redirect_uris.length > 1
}

function isConfidential(target: Target, client: Client): boolean {
  const known = ['client_secret_basic', 'client_secret_post'].includes(client.token_endpoint_auth_method)
  return known && client.client_secret !== undefined && target.allows(client, 'authorization_code')
}
