import { check } from '../../harness/check.ts'
import type { Context, Tokens } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const jwtAccessToken = check({
  id: 'dialect.jwt-access-token',
  title: 'Access tokens are signed JWTs',
  law: [must('vendor documentation', 'access tokens')],
  needs: ['client_credentials', 'jwks', 'documented_api'],
  steps: {
    tokens: 'Get an access token with every grant',
    keys: 'Fetch the published keys and verify the signatures',
  },
  holds: 'Each is a JWT with an asymmetric algorithm that a published key verifies, and exp minus iat is expires_in',
  defect: 'access-token-opaque',
  caution: 'Judged where documentation.jwt_access_tokens is true.',
  async run(context) {
    const { op, step, law, target, notApplicable } = context
    if (target.documentation?.jwt_access_tokens !== true)
      notApplicable('add documentation.jwt_access_tokens: true where the documentation promises JWTs')
    const tokens = await step.tokens(() => ofEveryGrant(context))
    const answer = await step.keys(() => op.request(target.endpoint('jwks')))
    law(answer, { about: 'the question for keys' }).status(200)
    const keys: readonly unknown[] = Array.isArray(answer.json?.['keys']) ? answer.json['keys'] : []
    const judged = []
    for (const [about, { access_token: token, expires_in: seconds }] of tokens)
      judged.push({ about, token, seconds, state: await op.signature(token, keys.filter(isKey)) })
    law.each(judged, (each) => isSignedJwt(context, each))
  },
})

export const lifetimeAsDocumented = check({
  id: 'dialect.lifetime-as-documented',
  title: 'expires_in is the documented lifetime',
  law: [must('vendor documentation', 'token expiration')],
  needs: ['token', 'documented_lifetime'],
  steps: { tokens: 'Get an access token with every grant' },
  holds: 'In each answer expires_in is documentation.access_token_lifetime',
  defect: 'expires-in-not-as-documented',
  caution: 'A lifetime of more than an hour is a warning of expiry.access-token-at-most-one-hour.',
  async run(context) {
    const { step, law, target } = context
    const documented = target.documentation?.access_token_lifetime
    const tokens = await step.tokens(() => ofEveryGrant(context))
    law.each(tokens, ([about, { expires_in: seconds }]) =>
      law.that(seconds === documented, {
        expected: `expires_in ${documented}, as documented`,
        actual: `${seconds === undefined ? 'no expires_in' : `expires_in ${seconds}`}: ${about}`,
      }),
    )
  },
})

export const expiredToken401AfterDocumentedLifetime = check({
  id: 'dialect.expired-token-401-after-documented-lifetime',
  title: 'After the documented lifetime the API answers 401',
  law: [must('vendor documentation', 'token expiration')],
  needs: ['resource', 'documented_lifetime'],
  steps: {
    token: 'Get an access token and call the resource',
    before: 'Call it shortly before the documented lifetime is over',
    after: 'Call it shortly after',
  },
  holds: 'The answer before is 2xx, the one after is 401',
  defect: 'api-accepts-expired-token',
  caution:
    'A day long is waited only with --max-wait of more than a day. The margins are lifetimes.tolerance, else 30 seconds, on either side.',
  waits: 'the documented lifetime',
  async run({ op, step, law, target, wait, blocked }) {
    const documented = target.documentation?.access_token_lifetime ?? 0
    const margin = Math.min(target.lifetimes.tolerance ?? 30, documented / 4)
    const { access_token: token } = await step.token(() => op.tokenFor(target.resource?.scope))
    const control = await step.token(() => op.resource(token))
    if (control.status >= 300) blocked(`the resource does not accept a fresh token: ${control.describe()}`)
    await wait(documented - margin - 1, 'the documented lifetime of access tokens')
    const before = await step.before(() => op.resource(token))
    await wait(2 * margin + 1, 'the end of an access token')
    const after = await step.after(() => op.resource(token))
    const expected = `2xx ${margin + 1} s before the documented ${documented} s are over`
    law.that(before.status < 300, { expected, actual: before.describe() })
    law(after, { about: 'an expired token' }).status(401)
  },
})

interface Signed {
  readonly about: string
  readonly token: string
  /** What expires_in says. */
  readonly seconds: number | undefined
  readonly state: Awaited<ReturnType<Context['op']['signature']>>
}

function isSignedJwt({ op, law }: Pick<Context, 'op' | 'law'>, { about, token, seconds, state }: Signed): void {
  const { iat, exp } = op.claims(token) ?? {}
  const alg = String(op.joseHeader(token)?.['alg'])
  const found = op.claims(token) === undefined ? 'no JWT' : `a JWT with alg ${alg} whose signature is ${state}`
  law.that(state === 'verified', { expected: 'a JWT that a published key verifies', actual: `${found}: ${about}` })
  const lived = Number(exp) - Number(iat)
  law.that(seconds === undefined || Math.abs(lived - seconds) <= 1, {
    expected: `exp minus iat of ${seconds} s, as expires_in says`,
    actual: `${lived} s: ${about}`,
  })
}

type Granting = Pick<Context, 'op' | 'target'>

/** An access token of every grant the target has, with the name of the grant. */
async function ofEveryGrant({ op, target }: Granting): Promise<readonly (readonly [string, Tokens])[]> {
  const all: [string, Tokens][] = []
  if (target.has('client_credentials')) all.push(['client_credentials', await op.clientCredentials().tokens()])
  if (target.has('password')) all.push(['password', await op.password().tokens()])
  if (!target.has('authorization_code')) return all
  const tokens = await op.userTokens()
  all.push(['authorization_code', tokens])
  if (target.has('refresh_token') && tokens.refresh_token !== undefined)
    all.push(['refresh_token', await op.refresh(tokens).tokens()])
  return all
}

function isKey(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
