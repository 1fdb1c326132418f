import { check } from '../../harness/check.ts'
import { must, should } from '../../harness/law.ts'

export const secretInBodySupported = check({
  id: 'oauth21.secret-in-body-supported',
  title: 'Client credentials are taken in the body, as OAuth 2.1 wants it of every server',
  law: [must('OAuth 2.1 draft', '2.4.1')],
  needs: ['token', 'confidential_client'],
  steps: {
    body: 'Send a valid token request with client_id and client_secret in the body',
    control: 'If that fails, send the same kind of request with HTTP Basic',
  },
  holds: 'The answer to credentials in the body is 200 with an access_token',
  defect: 'body-secret-refused',
  caution:
    'RFC 6749 asks for HTTP Basic instead. A client that is registered for HTTP Basic may be refused: a warning. Not judged where the credentials fail by both methods: then they may be wrong.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const client = target.findClient('post') ?? target.client('confidential')
    if (client.client_secret === undefined) notApplicable(`client ${client.name} has a key and no secret to send`)
    const answer = await step.body(() => op.anyGrant({ client, auth: 'client_secret_post' }))
    if (answer.hasToken) return
    const basic = await step.control(() => op.anyGrant({ client, auth: 'client_secret_basic' }))
    if (!basic.hasToken) blocked('the credentials fail by both methods: they may be wrong in the target file')
    const post = client.token_endpoint_auth_method === 'client_secret_post'
    law(answer, { tolerated: post ? undefined : 'the client is registered for HTTP Basic' }).grants()
  },
})

export const scopeAlwaysReported = check({
  id: 'oauth21.scope-always-reported',
  title: 'The scope is in the token answer even when it equals the request',
  law: [should('OAuth 2.1 draft', '3.2.3')],
  needs: ['token', 'two_scopes'],
  steps: {
    user: 'Complete a code flow for two scopes and redeem the code; for one scope where the two are not granted together',
    service: 'Without a code flow, ask for a token by another grant',
  },
  holds: 'The answer has a scope member',
  defect: 'same-scope-not-reported',
  caution: 'Recommended only: RFC 6749 lets the server leave out a scope that is the one that was asked for.',
  async run({ op, step, law, target }) {
    const answers = []
    if (target.has('authorization_code')) {
      const both = await step.user(() => op.authorization({ scope: target.scopes.slice(0, 2).join(' ') }))
      const code = both.kind === 'code' ? both.code : await step.user(() => op.authorize())
      answers.push(await step.user(() => op.redeem(code).tokens()))
    } else answers.push(await step.service(() => op.anyGrant().tokens()))
    for (const { scope } of answers) {
      law.that(scope !== undefined, { expected: 'scope in the token answer', actual: 'a token answer without scope' })
    }
  },
})

export const redirectUriStillEnforced = check({
  id: 'oauth21.redirect-uri-still-enforced',
  title: 'A redirect_uri in the token request is compared also when PKCE is used',
  law: [must('OAuth 2.1 draft', '10.2')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with PKCE and redeem the code',
    code: 'Complete another one',
    altered: 'Redeem the code with the right verifier and a redirect_uri that has one query parameter more',
  },
  holds: 'The answer is a refusal, 400 with error=invalid_grant',
  defect: 'redirect-uri-ignored-with-pkce',
  caution:
    'The sentence is for servers of OAuth 2.0 clients too; one that serves OAuth 2.1 alone may ignore the parameter, so under the profile oauth-2.1 a token is a warning.',
  async run({ op, step, law, profile }) {
    await step.control(() => op.userTokens({ pkce: 'S256' }))
    const code = await step.code(() => op.authorize({ pkce: 'S256' }))
    const elsewhere = `${code.redirectUri}${code.redirectUri.includes('?') ? '&' : '?'}assay=1`
    const answer = await step.altered(() => op.redeem(code, { set: { redirect_uri: elsewhere } }))
    const only = profile === 'oauth-2.1' && answer.hasToken
    const tolerated = only ? 'the verifier binds the code where only OAuth 2.1 is served' : undefined
    law(answer, { tolerated }).refuses('invalid_grant')
  },
})

export const oneTokenPerCode = check({
  id: 'oauth21.one-token-per-code',
  title: 'A code that was redeemed a moment ago gives no token again, not even the same one',
  law: [must('OAuth 2.1 draft', '4.1.3')],
  needs: ['authorization_code'],
  steps: {
    code: 'Complete a code flow',
    first: 'Redeem the code',
    again: 'As soon as that is answered, redeem it again with the very same request',
  },
  holds: 'The second answer is a refusal, 400 with error=invalid_grant',
  defect: 'code-retry-cache',
  caution:
    'Some servers repeat an answer on purpose, so that a lost one can be fetched again: outside the profile oauth-2.1 a warning. A refusal in another form is a warning.',
  alone: true,
  async run({ op, step, law, profile, expired }) {
    const code = await step.code(() => op.authorize())
    const first = await step.first(() => op.redeem(code).tokens())
    const again = await step.again(() => op.redeem(code))
    if (!again.hasToken) expired.code(code)
    const same = again.json?.['access_token'] === first.access_token && profile !== 'oauth-2.1'
    law(again, { tolerated: same ? 'the very same token is repeated' : undefined }).refuses('invalid_grant')
  },
})
