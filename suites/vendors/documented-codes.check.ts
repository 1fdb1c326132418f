import { check } from '../../harness/check.ts'
import type { Answer, Judge, Landing } from '../../harness/context.ts'
import { may, must } from '../../harness/law.ts'

export const codeWithoutRedirectUri = check({
  id: 'dialect.code-without-redirect-uri',
  title: 'The documented redemption without redirect_uri works',
  law: [may('vendor documentation', 'authorization code')],
  needs: ['client_secret_json', 'authorization_code', 'redirect_uri_optional'],
  steps: {
    code: 'Complete a code flow that has a redirect_uri',
    redeem: 'Redeem the code with a JSON body that has none',
  },
  holds: 'The answer is 200 with an access_token',
  defect: 'json-redirect-uri-required',
  caution: 'RFC 6749 section 4.1.3 demands the parameter: code.redirect-uri-missing is a warning for such a target.',
  async run({ op, step, law }) {
    const client = op.jsonClient('authorization_code')
    const { value, verifier } = await step.code(() => op.authorize({ client }))
    const members = { grant_type: 'authorization_code', code: value, code_verifier: verifier }
    law(await step.redeem(() => op.tokenInJson(client, members)), { about: 'a code without redirect_uri' }).grants()
  },
})

export const minimalAuthorizationRequest = check({
  id: 'dialect.minimal-authorization-request',
  title: 'The documented authorization request without scope, state and PKCE works',
  law: [must('vendor documentation', 'authorization code')],
  needs: ['authorization_code', 'confidential_client', 'documented_api'],
  steps: {
    control: 'Complete a code flow as usual',
    request: 'Start a flow with client_id, redirect_uri and response_type=code alone',
    redeem: 'Redeem the code',
  },
  holds: 'A code arrives and gives a token',
  defect: 'scope-required',
  caution: 'A server that wants PKCE or a scope breaks this promise only, and no standard.',
  async run({ op, step, law, target, notApplicable }) {
    if (target.documentation?.short_authorization_request !== true)
      notApplicable('add documentation.short_authorization_request: true where the documentation shows such a request')
    const client = target.client('confidential')
    if (!target.allows(client, 'authorization_code'))
      notApplicable('no client with a client_secret has the authorization_code grant')
    await step.control(() => op.authorize({ client }))
    const none = Object.fromEntries([...Object.keys(target.authorizationParameters), 'state'].map((key) => [key, null]))
    const landing = await step.request(() => op.authorization({ client, scope: null, pkce: 'omit', parameters: none }))
    if (landing.kind !== 'code')
      return law.that(false, { expected: 'a code for the documented request', actual: told(landing) })
    law(await step.redeem(() => op.redeem(landing.code))).grants()
  },
})

export const localhostRedirectUri = check({
  id: 'dialect.localhost-redirect-uri',
  title: 'A plain http redirect URI on localhost is accepted for development',
  law: [may('vendor documentation', 'registration')],
  needs: ['authorization_code', 'confidential_client', 'localhost_redirect_uri'],
  steps: { request: 'Complete a flow of a client that registered http://localhost with a port' },
  holds: 'The code arrives there',
  defect: 'localhost-redirect-refused',
  caution: 'RFC 8252 prefers the IP literal, and RFC 9700 allows loopback http for native clients only.',
  async run({ op, step, law, target }) {
    const client = target.client('localhost')
    const redirectUri = client.redirect_uris.find((uri) => /^http:\/\/localhost\b/i.test(uri)) ?? ''
    const landing = await step.request(() => op.authorization({ client, redirectUri }))
    law.that(landing.kind === 'code', { expected: `a code at ${redirectUri}`, actual: told(landing) })
  },
})

export const codeAnswerMembers = check({
  id: 'dialect.code-answer-members',
  title: 'The code redemption answers with the documented members',
  law: [must('vendor documentation', 'authorization code')],
  needs: ['client_secret_json', 'authorization_code', 'documented_api'],
  steps: {
    code: 'Complete a code flow, with scope openid profile email where an id_token is documented',
    redeem: 'Redeem the code with a JSON body',
  },
  holds: 'The answer has every member of documentation.code_answer, and token_type is Bearer where that is one',
  defect: 'code-answer-without-refresh-token',
  caution: 'An id_token needs openid; offline_access is asked for where the server lists it.',
  async run({ op, step, law, target, notApplicable }) {
    const wanted =
      target.documentation?.code_answer ??
      notApplicable('add documentation.code_answer: the members of the documented answer to a code')
    const client = op.jsonClient('authorization_code')
    const lasting = wanted.includes('refresh_token') && target.has('offline_access') ? ' offline_access' : ''
    const scope = wanted.includes('id_token') ? { scope: `openid profile email${lasting}` } : {}
    const code = await step.code(() => op.authorize({ client, ...scope }))
    const { value, redirectUri: redirect_uri, verifier: code_verifier } = code
    const answer = await step.redeem(() =>
      op.tokenInJson(client, { grant_type: 'authorization_code', code: value, redirect_uri, code_verifier }),
    )
    law(answer).grants()
    hasMembers(law, answer, wanted)
  },
})

function hasMembers(law: Judge, { json }: Answer, wanted: readonly string[]): void {
  const missing = wanted.filter((name) => (json?.[name] ?? undefined) === undefined)
  law.that(missing.length === 0, {
    expected: `an answer with ${wanted.join(', ')}`,
    actual: `an answer without ${missing.join(', ')}`,
  })
  const type = String(json?.['token_type'])
  law.that(!wanted.includes('token_type') || /^bearer$/i.test(type), {
    expected: 'token_type Bearer',
    actual: `token_type ${type}`,
  })
}

function told(landing: Landing): string {
  if (landing.kind === 'code') return 'a code'
  return landing.kind === 'error' ? `error=${landing.error}` : `a page with status ${landing.status}: ${landing.stuck}`
}
