import { check } from '../../harness/check.ts'
import { must } from '../../harness/law.ts'

export const clientCredentialsWithoutRefreshToken = check({
  id: 'dialect.client-credentials-without-refresh-token',
  title: 'A client gets no refresh token for itself, as documented',
  law: [must('vendor documentation', 'client credentials')],
  needs: ['client_secret_json', 'client_credentials', 'documented_api'],
  steps: { token: 'Ask for a client_credentials token with a JSON body' },
  holds: 'The answer has no refresh_token',
  defect: 'json-client-credentials-refresh-token',
  caution: 'Judged where documentation.client_credentials_refresh is false.',
  async run({ op, step, law, target, notApplicable }) {
    if (target.documentation?.client_credentials_refresh !== false)
      notApplicable('add documentation.client_credentials_refresh: false where the documentation says so')
    const client = op.jsonClient('client_credentials')
    const members = await op.grantOf(client)
    const { answer } = await step.token(() => op.tokenInJson(client, members).tokens())
    law.that((answer.json?.['refresh_token'] ?? undefined) === undefined, {
      expected: 'no refresh_token, as documented',
      actual: 'an answer with a refresh_token',
    })
  },
})

export const clientCredentialsWithRefreshToken = check({
  id: 'dialect.client-credentials-with-refresh-token',
  title: 'A client gets a refresh token for itself that works, as documented',
  law: [must('vendor documentation', 'client credentials')],
  needs: ['client_secret_json', 'client_credentials', 'client_credentials_refresh'],
  steps: {
    token: 'Ask for a client_credentials token with a JSON body',
    refresh: 'Refresh with its refresh_token, with a JSON body',
  },
  holds: 'Both answers have an access_token and a refresh_token, and those of the second are new',
  defect: 'client-credentials-refresh-token-dead',
  caution: 'RFC 6749 section 4.4.3 advises against it; client-credentials.no-refresh-token warns.',
  async run({ op, step, law, expired }) {
    const client = op.jsonClient('client_credentials')
    const members = await op.grantOf(client)
    const tokens = await step.token(() => op.tokenInJson(client, members).tokens())
    const { refresh_token } = tokens
    law.that(refresh_token !== undefined, { expected: 'a refresh_token, as documented', actual: 'an answer without' })
    const answer = await step.refresh(() => op.tokenInJson(client, { grant_type: 'refresh_token', refresh_token }))
    if (!answer.hasToken) expired.refreshToken(tokens)
    law(answer, { about: 'the refresh' }).grants()
    const fresh = answer.json?.['refresh_token']
    law.that(typeof fresh === 'string' && fresh !== refresh_token, {
      expected: 'a fresh refresh_token, as documented',
      actual: typeof fresh === 'string' ? 'the same one' : 'an answer without',
    })
  },
})

export const refreshGivesFreshRefreshToken = check({
  id: 'dialect.refresh-gives-fresh-refresh-token',
  title: 'A refresh returns a new access token and a fresh refresh token',
  law: [must('vendor documentation', 'refreshing a token')],
  needs: ['client_secret_json', 'refresh_token', 'documented_api'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    refresh: 'Refresh with a JSON body',
    again: 'Refresh with the fresh refresh token',
  },
  holds: 'Both tokens are there, both are new, and the fresh refresh token works',
  defect: 'dialect-refresh-token-unchanged',
  caution: 'No standard demands it of confidential clients: judged where documentation.refresh_token_replaced is true.',
  async run({ op, step, law, target, expired, notApplicable }) {
    if (target.documentation?.refresh_token_replaced !== true)
      notApplicable('add documentation.refresh_token_replaced: true where the documentation promises a fresh one')
    const client = op.jsonClient('refresh_token')
    const old = await step.tokens(() => op.refreshable({ client }))
    const refresh = (token: unknown) =>
      op.tokenInJson(client, { grant_type: 'refresh_token', refresh_token: String(token) })
    const answer = await step.refresh(() => refresh(old.refresh_token))
    if (!answer.hasToken) expired.refreshToken(old)
    law(answer).grants()
    for (const name of ['access_token', 'refresh_token'] as const) {
      const fresh = answer.json?.[name]
      law.that(typeof fresh === 'string' && fresh !== old[name], {
        expected: `a new ${name}`,
        actual: fresh === old[name] ? 'the old one' : `an answer without ${name}`,
      })
    }
    const again = await step.again(() => refresh(answer.json?.['refresh_token']))
    law(again, { about: 'the fresh refresh token' }).grants()
  },
})

export const implicitTokenWithoutRefreshToken = check({
  id: 'dialect.implicit-token-without-refresh-token',
  title: 'The implicit grant returns the access token directly and no refresh token',
  law: [must('vendor documentation', 'implicit grant')],
  needs: ['implicit', 'documented_api'],
  steps: { flow: 'Complete a flow with response_type=token and read the redirect' },
  holds: 'The redirect has an access_token, no code and no refresh_token',
  defect: 'implicit-returns-code',
  caution: 'RFC 9700 advises against the grant; implicit.disabled judges that.',
  async run({ op, step, law, blocked }) {
    const { response, landing } = await step.flow(() => op.implicit())
    const parameters = response?.parameters ?? new URLSearchParams()
    const odd = ['code', 'refresh_token'].filter((name) => parameters.has(name))
    law.that(odd.length === 0, { expected: 'an access_token alone', actual: `a redirect with ${odd.join(' and ')}` })
    if (!parameters.has('access_token'))
      blocked(`no token: ${landing.kind === 'error' ? landing.error : 'no redirect came'}`)
  },
})
