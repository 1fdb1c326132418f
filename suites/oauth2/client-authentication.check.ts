import { check } from '../../harness/check.ts'
import type { Answer, Change, Context } from '../../harness/context.ts'
import { may, must } from '../../harness/law.ts'

export const basicSupported = check({
  id: 'client-auth.basic-supported',
  title: 'HTTP Basic works for clients that have a secret',
  law: [must('RFC 6749', '2.3.1')],
  needs: ['token', 'client_secret_basic'],
  steps: {
    basic: 'Send a valid token request with id and secret, form-encoded, in HTTP Basic; if that fails, in the body',
  },
  holds: 'The answer to HTTP Basic is 200 with an access_token',
  defect: 'basic-unsupported',
  caution:
    'A failure is not judged where the metadata leaves client_secret_basic out, nor where the credentials fail in the body too: then they may be wrong. Under the profile oauth-2.1 a warning, because there Basic is an option.',
  async run({ op, step, law, target, profile, notApplicable, blocked }) {
    const client = target.client('basic')
    const answer = await step.basic(() => op.anyGrant({ client }))
    if (answer.hasToken) return
    const listed = target.metadata['token_endpoint_auth_methods_supported']
    if (Array.isArray(listed) && !listed.includes('client_secret_basic')) {
      notApplicable('the metadata does not list client_secret_basic: declare the method the client uses')
    }
    const other = await step.basic(() => op.anyGrant({ client, auth: 'client_secret_post' }))
    if (!other.hasToken) blocked(neither(answer))
    const tolerated = profile === 'oauth-2.1' ? 'OAuth 2.1 leaves HTTP Basic to the server' : undefined
    law(answer, { tolerated }).grants()
  },
})

export const postSupported = check({
  id: 'client-auth.post-supported',
  title: 'Credentials in the body work when the server declares client_secret_post',
  law: [may('RFC 6749', '2.3.1')],
  needs: ['token', 'client_secret_post'],
  steps: {
    post: 'Send a valid token request with client_id and client_secret in the body; if that fails, in HTTP Basic',
  },
  holds: 'The answer to credentials in the body is 200 with an access_token',
  defect: 'post-auth-broken',
  caution: 'Not judged where the credentials fail in HTTP Basic too: then they may be wrong.',
  async run({ op, step, law, target, blocked }) {
    const client = target.client('post')
    const answer = await step.post(() => op.anyGrant({ client }))
    if (answer.hasToken) return
    const other = await step.post(() => op.anyGrant({ client, auth: 'client_secret_basic' }))
    if (!other.hasToken) blocked(neither(answer))
    law(answer).grants()
  },
})

export const requiredForConfidential = check({
  id: 'client-auth.required-for-confidential',
  title: 'A confidential client is refused without credentials',
  law: [must('RFC 6749', '3.2.1')],
  needs: ['token', 'confidential_client'],
  steps: {
    control: 'Send a valid request of each grant the confidential clients may use',
    named: 'Send it again, with a fresh code or refresh token, with client_id alone',
    nameless: 'Send it without any sign of the client',
  },
  holds: 'Each is refused with error=invalid_client, or invalid_request where no client is named',
  defect: 'client-secret-optional',
  caution: 'Another error code is a warning. The clients must be registered as confidential.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const seen: { answer: Answer; about: string; codes: readonly string[] }[] = []
    for (const ask of grantsOfSecretClients({ op, target })) {
      const control = await step.control(() => ask({}))
      if (!control.hasToken) blocked(`no token for a request without fault: ${control.describe()}`)
      const grant = new URLSearchParams(control.request.body).get('grant_type') ?? ''
      const named = await step.named(() => ask({ auth: 'none' }))
      const nameless = await step.nameless(() => ask({ auth: 'nothing' }))
      seen.push({ answer: named, about: `${grant} with client_id alone`, codes: ['invalid_client'] })
      seen.push({ answer: nameless, about: `${grant} without a client`, codes: ['invalid_client', 'invalid_request'] })
    }
    if (seen.length === 0)
      notApplicable('add a client_secret to a client with the client_credentials or authorization_code grant')
    law.each(seen, ({ answer, about, codes }) => law(answer, { about }).refuses(...codes))
  },
})

export const queryCredentialsRefused = check({
  id: 'client-auth.query-credentials-refused',
  title: 'Client credentials in the URL are not accepted',
  law: [must('RFC 6749', '2.3.1')],
  needs: ['token', 'client_secret'],
  steps: {
    control: 'Send a valid token request',
    query:
      'Send the same kind of request with client_id and client_secret in the query of the URL, the rest in the body',
  },
  holds: 'The answer is a refusal with error=invalid_client or invalid_request',
  defect: 'query-credentials-accepted',
  caution: 'The real secret lands in the logs of the server: use a client whose secret can be changed.',
  async run({ op, step, law, target }) {
    const client = target.findClient('post') ?? target.client('secret')
    await step.control(() => op.anyGrant({ client }).tokens())
    const query = { client_id: client.client_id, client_secret: client.client_secret ?? '' }
    const answer = await step.query(() => op.anyGrant({ client, auth: 'nothing', query }))
    law(answer).refuses('invalid_client', 'invalid_request')
  },
})

function neither({ status, error }: Answer): string {
  const seen = error === undefined ? String(status) : `${status} with error=${error}`
  return `the credentials fail by both methods (${seen}): they may be wrong in the target file`
}

/** Ways to send a correct request of each grant that a client with a secret may use. */
function* grantsOfSecretClients({
  op,
  target,
}: Pick<Context, 'op' | 'target'>): Generator<(change: Change) => PromiseLike<Answer>> {
  if (target.has('client_credentials')) yield (change) => op.clientCredentials(change)
  const client = target.client('confidential')
  if (!target.has('authorization_code') || !target.allows(client, 'authorization_code')) return
  yield async (change) => op.redeem(await op.authorize({ client }), change)
  if (!target.allows(client, 'refresh_token')) return
  yield async (change) => {
    const tokens = await op.userTokens({ client })
    // Without a refresh token the redemption is all there is; it is shown once more, without harm.
    return tokens.refresh_token === undefined
      ? op.redeem(await op.authorize({ client }), change)
      : op.refresh(tokens, change)
  }
}
