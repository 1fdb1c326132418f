import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Step, Tokens } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const tamperedJwt = check({
  id: 'introspection.tampered-jwt',
  title: 'A JWT access token with an altered payload or signature is reported inactive',
  law: [must('RFC 7662', '4')],
  needs: ['introspection', 'jwt_access_tokens'],
  steps: {
    token: 'Get a JWT access token',
    control: 'See that it is reported active',
    keys: 'Get the keys the server publishes',
    altered:
      'Ask about a copy with a later exp, one with a shorter signature, some with alg none or None and no signature, and some signed HS256 with a published key as secret',
    real: 'Ask about the token itself again',
  },
  holds: 'No copy is reported active',
  defect: 'introspect-trusts-jwt-payload',
  caution: 'Where introspection declines JWTs with error=unsupported_token_type nothing can be said.',
  async run(context) {
    const { step, law, op, expired, blocked } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const seen = []
    const confused = await step.keys(() => op.confused(tokens.access_token))
    const signed = Object.entries(confused).map(
      ([secret, value]) => [`a copy under HS256 with ${secret}`, value] as const,
    )
    for (const [about, value] of [...Object.entries(forgeries(tokens.access_token, op)), ...signed]) {
      seen.push({ about, answer: await step.altered(() => op.introspect(value, { client })) })
    }
    const real = await step.real(() => op.introspect(tokens.access_token, { client }))
    law.each(seen, ({ about, answer }) => {
      if (answer.status >= 500 || answer.status === 429) law(answer, { about }).status(200)
      const actual = `${answer.describe()} and active=true for ${about}`
      law.that(answer.json?.['active'] !== true, { expected: 'active=false', actual })
    })
    expired.accessToken(tokens)
    if (real.json?.['active'] !== true) blocked(`the token itself is no longer active: ${real.describe()}`)
  },
})

export const unsupportedTypeIsSaid = check({
  id: 'revocation.unsupported-type-is-said',
  title: 'A server that cannot revoke a kind of token says unsupported_token_type instead of pretending',
  law: [security('RFC 7009', '2.2.1')],
  needs: ['revocation', 'jwt_access_tokens', 'introspection'],
  steps: {
    token: 'Get a JWT access token',
    control: 'See that it is reported active',
    revoke: 'Revoke it as its own client',
    after: 'Ask about it again; where it is still active, once more after a pause for other nodes',
  },
  holds: 'The token is revoked, or the answer is 400 with error=unsupported_token_type',
  defect: 'revoke-jwt-silently-ignored',
  caution: 'Where introspection declines JWTs with error=unsupported_token_type nothing can be said.',
  alone: true,
  async run(context) {
    const { step, law, op, wait, expired } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const answer = await step.revoke(() => op.revoke(tokens.access_token, { client: tokens.client }))
    const ask = () => step.after(() => op.introspect(tokens.access_token, { client }))
    let after = await ask()
    if (answer.status !== 200) return law(answer, { about: 'the revocation of a JWT' }).errs('unsupported_token_type')
    if (after.json?.['active'] === true) {
      await wait(Math.min(10, (tokens.expires_in ?? 60) / 3), 'other nodes of the server')
      after = await ask()
    }
    expired.accessToken(tokens)
    law(after, { about: 'a question about the revoked token' }).status(200)
    law.that(after.json?.['active'] === false, {
      expected: 'a token that is inactive after its revocation was answered with 200',
      actual: `active=${JSON.stringify(after.json?.['active']) ?? 'missing'}`,
    })
  },
})

type Asking = Pick<Context, 'op' | 'target' | 'blocked' | 'notApplicable'>

/** A JWT access token, and a client that is told it is active. */
async function seenActive(
  { op, target, blocked, notApplicable }: Asking,
  token: Step,
  control: Step,
): Promise<{ client: Client; tokens: Tokens }> {
  const tokens = await token(() => op.anyGrant({ client: target.client('confidential') }).tokens())
  if (op.claims(tokens.access_token) === undefined) notApplicable('the access token is no JWT that can be read')
  const answers: Answer[] = []
  for (const client of op.callers(tokens.client)) {
    const answer = await control(() => op.introspect(tokens.access_token, { client }))
    if (answer.json?.['active'] === true) return { client, tokens }
    answers.push(answer)
  }
  const declined = answers.every(({ error }) => error === 'unsupported_token_type')
  return declined
    ? notApplicable('introspection does not take JWTs: error=unsupported_token_type')
    : blocked('no configured client is told about a live token: add the client of its resource')
}

/** Copies of a JWT that its issuer never signed; what is shortened still decodes. */
function forgeries(token: string, op: Context['op']): Readonly<Record<string, string>> {
  const [claims = {}, own] = [op.claims(token), op.joseHeader(token)]
  const [header = '', payload = '', signature = ''] = token.split('.')
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const later = part({ ...claims, exp: (Number(claims['exp']) || Math.floor(Date.now() / 1000)) + 3600 })
  return {
    'a copy with a later exp': `${header}.${later}.${signature}`,
    'a copy with a shorter signature': `${header}.${payload}.${signature.slice(0, -8)}`,
    'a copy with alg=none': `${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    'a copy with alg=none in its own header': `${part({ ...own, alg: 'none' })}.${payload}.`,
    'a copy with alg=None': `${part({ ...own, alg: 'None' })}.${payload}.`,
  }
}
