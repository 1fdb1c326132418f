import { check } from '../../harness/check.ts'
import type { Answer, Context, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const api401ForMissingExpiredInvalid = check({
  id: 'dialect.api-401-for-missing-expired-invalid',
  title: 'The API answers 401 for a missing, malformed and unknown token',
  law: [must('vendor documentation', 'errors')],
  needs: ['resource', 'documented_api'],
  steps: {
    control: 'Call the API with a valid token',
    bad: 'Call it without a token, with a malformed one, an unknown one, and one that another key signed',
    revoked: 'Where the server has revocation: call it with a revoked token',
  },
  holds: 'Every answer is 401',
  defect: 'api-401-as-403',
  caution:
    'Judged where documentation.api_statuses is true; elsewhere the bearer checks judge. A revoked JWT may live on at the API, which is a warning.',
  async run(context) {
    const { op, step, law, target, random, notApplicable } = context
    if (target.documentation?.api_statuses !== true)
      notApplicable('add documentation.api_statuses: true where the documentation promises 401 and 403')
    const token = await step.control(() => liveToken(context))
    const forged = await step.bad(() => op.forgedToken(token, 'unknown key'))
    const seen: Seen[] = []
    for (const [about, authorization] of Object.entries(badCredentials(random(40), forged)))
      seen.push({ about, answer: await step.bad(() => op.resource('', { authorization })) })
    if (target.has('revocation')) seen.push(...(await step.revoked(() => callRevoked(context))))
    law.each(seen, ({ answer, ...weighing }) => law(answer, weighing).status(401))
  },
})

export const tokenNeverInUrl = check({
  id: 'dialect.token-never-in-url',
  title: 'The API does not take the token from the URL',
  law: [must('vendor documentation', 'using the token')],
  needs: ['resource', 'documented_api'],
  steps: {
    control: 'Call the API with the token in the header',
    query: 'Call it without header, with the token in the query as access_token, token, api_key and auth',
  },
  holds: 'Every answer to a token in the query is 4xx',
  defect: 'api-token-from-url',
  caution: 'Judged where documentation.header_only is true; elsewhere bearer.query-token-refused judges.',
  async run(context) {
    const { op, step, law, target, notApplicable } = context
    if (target.documentation?.header_only !== true)
      notApplicable('add documentation.header_only: true where the documentation forbids tokens in URLs')
    const token = await step.control(() => liveToken(context))
    const seen = []
    for (const name of ['access_token', 'token', 'api_key', 'auth']) {
      const answer = await step.query(() => op.resource('', { authorization: [], query: { [name]: token } }))
      seen.push({ name, answer })
    }
    law.each(seen, ({ name, answer }) =>
      law.that(answer.status >= 400 && answer.status < 500, {
        expected: '401',
        actual: `${answer.describe()} to a token in the query as ${name}`,
      }),
    )
  },
})

export const httpRejected = check({
  id: 'dialect.http-rejected',
  title: 'Plain HTTP requests are rejected, not merely redirected',
  law: [must('vendor documentation', 'security')],
  needs: ['resource', 'https', 'documented_api'],
  steps: {
    control: 'Send a made-up token and made-up client credentials over https',
    plain: 'Send the same without TLS: to the same port, to port 80 for 443, to plain_http of the target file',
  },
  holds: 'Without TLS there is no connection, or a 4xx that does not judge what was sent',
  defect: 'http-redirected-with-token',
  caution:
    'A plain redirect to https is a warning, as rejection is what is documented. Judged where documentation.http_rejected is true. An error that says TLS is required passes.',
  async run({ op, step, law, target, random, notApplicable }) {
    if (target.documentation?.http_rejected !== true)
      notApplicable('add documentation.http_rejected: true where the documentation says so')
    const [token, secret] = [random(32), random(32)]
    const credentials = `client_id=${random(12)}&client_secret=${secret}`
    const seen = []
    for (const { url, ...request } of withSecrets(target, token, credentials)) {
      if (!/^https:/i.test(url)) law.that(false, { expected: 'an https URL', actual: url })
      const control = await step.control(() => op.request(url, request))
      const found = await step.plain(() => op.unencrypted(url, request))
      seen.push(...found.map(({ answer }) => ({ answer, control })))
    }
    law.each(seen, ({ answer, control }) => rejected(law, answer, control, [token, secret]))
  },
})

interface Seen {
  readonly about: string
  readonly answer: Answer
  readonly tolerated?: string | undefined
}

/** Authorization headers of requests without a valid token. */
function badCredentials(unknown: string, forged: string): Readonly<Record<string, readonly string[]>> {
  return {
    'no token': [],
    'a malformed token': ['Bearer made up, "and" odd'],
    'an unknown token': [`Bearer ${unknown}`],
    'a token of another issuer': [`Bearer ${forged}`],
  }
}

/** The API's answer to a revoked token; none where the revocation itself fails. */
async function callRevoked({ op, target }: Pick<Context, 'op' | 'target'>): Promise<readonly Seen[]> {
  const { client, access_token: dead } = await op.tokenFor(target.resource?.scope)
  const done = await op.revoke(dead, { client })
  const answer = await op.resource(dead)
  const tolerated = op.claims(dead) === undefined ? undefined : 'a JWT is valid without a question to the server'
  return done.status === 200 ? [{ about: 'a revoked token', answer, tolerated }] : []
}

/** One request for the API, one for the token endpoint, each with something secret in it. */
function withSecrets(target: Target, token: string, credentials: string) {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = `grant_type=client_credentials&${credentials}`
  return [
    { url: target.resource?.url ?? '', method: 'GET', headers: { authorization: `Bearer ${token}` } },
    { url: target.endpoint('token'), method: 'POST', headers: form, body },
  ]
}

function rejected(law: Context['law'], answer: Answer, control: Answer, sent: readonly string[]): void {
  const place = answer.request.url.split('?', 1)[0]
  const expected = 'a refusal without TLS'
  const location = answer.header('location') ?? ''
  law.that(!sent.some((value) => location.includes(value)), {
    expected,
    actual: `${answer.status} from ${place} to a URL that repeats the credentials`,
  })
  const actual = `${answer.describe()} from ${place}`
  law.that(answer.status >= 300 && answer.status < 500, { expected, actual })
  law.that(answer.error === undefined || answer.error !== control.error || wantsTls(answer), {
    expected: 'no judgement of what was sent without TLS',
    actual: `${actual}, as over https`,
  })
  const tolerated = 'a redirect serves nothing, only the credentials have crossed the wire by then'
  law.that(answer.status >= 400, { expected, actual, tolerated })
}

function wantsTls({ body }: Answer): boolean {
  return /\b(?:https|tls|ssl|secure)\b/i.test(body)
}

/** An access token that the API takes. */
async function liveToken({ op, target, blocked }: Pick<Context, 'op' | 'target' | 'blocked'>): Promise<string> {
  const { access_token: token } = await op.tokenFor(target.resource?.scope)
  const answer = await op.resource(token)
  if (answer.status >= 300) blocked(`the resource does not accept a fresh token: ${answer.describe()}`)
  return token
}
