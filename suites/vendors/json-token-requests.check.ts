import { check } from '../../harness/check.ts'
import type { Code } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const jsonClientCredentials = check({
  id: 'dialect.json-client-credentials',
  title: 'A JSON body with client_id, client_secret and grant_type gives a token',
  law: [must('vendor documentation', 'token requests')],
  needs: ['client_secret_json', 'client_credentials'],
  steps: {
    token: 'Ask for a token with grant_type=client_credentials in a JSON body with client_id and client_secret',
    form: 'Where the credentials are refused: send the same as a form',
  },
  holds: 'The answer is 200, JSON, with access_token and token_type',
  defect: 'json-client-credentials-unsupported',
  caution:
    'RFC 6749 knows form bodies only. Where JSON and form are both refused with invalid_client nothing is judged: the credentials in the target file may be wrong.',
  async run({ op, step, law, blocked }) {
    const client = op.jsonClient('client_credentials')
    const members = await op.grantOf(client)
    const answer = await step.token(() => op.tokenInJson(client, members))
    if (answer.error === 'invalid_client') {
      const form = await step.form(() => op.token(client, members, { json: false, auth: 'client_secret_post' }))
      if (!form.hasToken) blocked(`the credentials of client ${client.name} are refused`)
    }
    law(answer).grants()
    const type = answer.json?.['token_type']
    law.that(typeof type === 'string', { expected: 'a token_type', actual: 'an answer without token_type' })
  },
})

export const jsonAuthorizationCode = check({
  id: 'dialect.json-authorization-code',
  title: 'A code is redeemed with a JSON body',
  law: [must('vendor documentation', 'authorization code')],
  needs: ['client_secret_json', 'authorization_code'],
  steps: { code: 'Complete a code flow', redeem: 'Redeem the code with a JSON body' },
  holds: 'The answer is 200 with an access_token',
  defect: 'json-code-unsupported',
  async run({ op, step, law }) {
    const client = op.jsonClient('authorization_code')
    const code = await step.code(() => op.authorize({ client }))
    law(await step.redeem(() => op.tokenInJson(client, redemption(code)))).grants()
  },
})

export const jsonRefreshToken = check({
  id: 'dialect.json-refresh-token',
  title: 'A refresh token is used with a JSON body',
  law: [must('vendor documentation', 'refreshing a token')],
  needs: ['client_secret_json', 'refresh_token'],
  steps: { tokens: 'Complete a code flow that gives a refresh token', refresh: 'Refresh with a JSON body' },
  holds: 'The answer is 200 with an access_token',
  defect: 'json-refresh-unsupported',
  async run({ op, step, law, expired }) {
    const client = op.jsonClient('refresh_token')
    const tokens = await step.tokens(() => op.refreshable({ client }))
    const members = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    const answer = await step.refresh(() => op.tokenInJson(client, members))
    if (!answer.hasToken) expired.refreshToken(tokens)
    law(answer).grants()
  },
})

export const jsonPassword = check({
  id: 'dialect.json-password',
  title: 'The password grant works with a JSON body',
  law: [must('vendor documentation', 'password grant')],
  needs: ['client_secret_json', 'password'],
  steps: { token: 'Ask for a token with grant_type=password, username and password in a JSON body' },
  holds:
    'The answer is 200 with an access_token, and with a refresh_token where documentation.password_refresh says so',
  defect: 'password-without-refresh-token',
  caution: 'RFC 9700 forbids the grant; password.disabled judges that.',
  async run({ op, step, law, target, notApplicable }) {
    const client = op.jsonClient('password')
    const person = target.users.find(({ password }) => password !== undefined)
    const { username, password } = person ?? notApplicable('add a user with a password under users')
    const scope = client.scope?.split(' ')[0] ?? target.scopes[0]
    const answer = await step.token(() => op.tokenInJson(client, { grant_type: 'password', username, password, scope }))
    law(answer).grants()
    const promised = target.documentation?.password_refresh === true
    law.that(!promised || typeof answer.json?.['refresh_token'] === 'string', {
      expected: 'a refresh_token, as documented',
      actual: 'an answer without refresh_token',
    })
  },
})

function redemption({ value, redirectUri, verifier }: Code) {
  return { grant_type: 'authorization_code', code: value, redirect_uri: redirectUri, code_verifier: verifier }
}
