import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Judge, Step, Tokens } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const activeToken = check({
  id: 'introspection.active-token',
  title: 'A live token is reported active with members of the right types',
  law: [must('RFC 7662', '2.2')],
  needs: ['introspection', 'token'],
  steps: {
    token: 'Get an access token with a confidential client',
    introspect: 'Ask about it as that client, then as others, until one is told more than active=false',
  },
  holds: 'The answer is 200 with a JSON object: active is true, and every other member that is there has its type',
  defect: 'introspect-wrong-types',
  caution:
    'Nothing can be said where no configured client may see the token: some servers show it to its resource only. 400 with error=unsupported_token_type for a JWT, which its resource can read by itself, is a warning.',
  async run({ op, step, law, target, blocked }) {
    const tokens = await step.token(() => op.anyGrant({ client: target.client('confidential') }).tokens())
    const answers: Answer[] = []
    for (const client of op.callers(tokens.client)) {
      const answer = await step.introspect(() => op.introspect(tokens.access_token, { client }))
      if (!isTurnedAway(answer)) answers.push(answer)
      if (answer.status === 200 && answer.json?.['active'] !== false) break
    }
    const answer = answers.findLast(({ status }) => status === 200) ?? answers.at(-1) ?? blocked(unseen)
    if (answer.json?.['active'] === false) blocked(unseen)
    const tolerated =
      isDeclined(answer) && op.claims(tokens.access_token) ? 'JWTs are not introspected here' : undefined
    law(answer, { about: 'a live token', tolerated }).status(200)
    const actual = `${answer.describe()} for a live token`
    law.that(answer.json !== undefined && answer.mediaType === 'application/json', { expected: 'JSON', actual })
    law.each(Object.entries({ active: undefined, ...answer.json }), ([name, value]) => hasItsType(law, name, value))
  },
})

export const unknownToken = check({
  id: 'introspection.unknown-token',
  title: 'A token the server does not know is answered 200 with active=false',
  law: [must('RFC 7662', '2.2')],
  needs: ['introspection', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'See that it is reported active',
    opaque: 'Ask the same about a random value',
    jwt: 'Ask the same about a JWT whose signature is random',
  },
  holds: 'Both answers are 200 with active=false in JSON',
  defect: 'introspect-unknown-is-error',
  caution: 'For the JWT 400 with error=unsupported_token_type is a warning where access tokens are opaque.',
  async run(context) {
    const { op, step, law, target, random } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const isOpaque = op.claims(tokens.access_token) === undefined
    const opaque = await step.opaque(() => op.introspect(random(43), { client }))
    const jwt = await step.jwt(() => op.introspect(strangersJwt(target.issuer, random), { client }))
    law(opaque, { about: 'a random value' }).status(200)
    const excused = isOpaque && jwt.status === 400 && jwt.error === 'unsupported_token_type'
    law.each([opaque, jwt], (answer) =>
      law.that(answer.status === 200 && answer.json?.['active'] === false, {
        expected: '200 with active=false',
        actual: `${answer.describe()} and ${activity(answer)} to a ${answer === jwt ? 'JWT' : 'token'} nobody knows`,
        tolerated: answer === jwt && excused ? 'this server has no JWTs to introspect' : undefined,
      }),
    )
  },
})

export const inactiveSaysNothingMore = check({
  id: 'introspection.inactive-says-nothing-more',
  title: 'The answer for an inactive token carries active=false and nothing else',
  law: [should('RFC 7662', '2.2')],
  needs: ['introspection', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'See that it is reported active',
    revoke: 'Where the server has revocation: revoke it',
    inactive: 'Ask about that token and about a random value',
  },
  holds: 'Every JSON object with active=false has that one member',
  defect: 'introspect-inactive-leaks',
  caution: 'Only recommended. Tokens that stay active and answers in another form are judged by other checks.',
  alone: true,
  async run(context) {
    const { op, step, law, target, random, notApplicable } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const token = tokens.access_token
    if (target.has('revocation')) await step.revoke(() => op.revoke(token, { client: tokens.client }))
    const answers = []
    for (const value of [token, random(43)]) {
      const answer = await step.inactive(() => op.introspect(value, { client }))
      if (answer.json?.['active'] === false) answers.push(answer)
    }
    if (answers.length === 0) notApplicable('no token is reported inactive (see introspection.unknown-token)')
    law.each(answers, ({ json = {} }) => {
      const more = Object.keys(json).filter((name) => name !== 'active')
      law.that(more.length === 0, { expected: 'active=false alone', actual: `active=false with ${more.join(', ')}` })
    })
  },
})

export const hintIsOnlyAHint = check({
  id: 'introspection.hint-is-only-a-hint',
  title: 'A wrong or unknown token_type_hint does not hide a live token',
  law: [must('RFC 7662', '2.1')],
  needs: ['introspection', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'See that it is reported active without a hint',
    wrong: 'Ask with the hint refresh_token',
    unknown: 'Ask with a hint that does not exist',
  },
  holds: 'Both answers say active=true',
  defect: 'introspect-trusts-hint',
  caution: 'An error for the unknown hint is a warning.',
  async run(context) {
    const { op, step, law } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const { access_token: token } = tokens
    const wrong = await step.wrong(() => op.introspect(token, { client, hint: 'refresh_token' }))
    const unknown = await step.unknown(() => op.introspect(token, { client, hint: 'a_type_nobody_knows' }))
    context.expired.accessToken(tokens)
    const excuse = unknown.error === undefined ? undefined : 'the hint itself is refused, and hides nothing'
    const seen = [
      { answer: wrong, about: 'an access token with the hint refresh_token', tolerated: undefined },
      { answer: unknown, about: 'a live token with an unknown hint', tolerated: excuse },
    ]
    law.each(seen, ({ answer, about, tolerated }) => {
      if (answer.status >= 500) law(answer, { about }).status(200)
      const actual = `${answer.describe()} and ${activity(answer)} to ${about}`
      law.that(answer.json?.['active'] === true, { expected: '200 with active=true', actual, tolerated })
    })
  },
})

const declined = 'introspection does not take such tokens: error=unsupported_token_type'
const unseen = 'no configured client is told about a live token: add the client of its resource'

/** Whether this client may introspect nothing at all (RFC 7662 section 2.1 leaves open who may). */
const isTurnedAway = ({ status, error }: Answer): boolean =>
  status === 403 || error === 'unauthorized_client' || error === 'access_denied'

/** Whether the server says that it introspects no tokens of this kind, in the words of RFC 7009 section 2.2.1. */
const isDeclined = ({ status, error }: Answer): boolean => status === 400 && error === 'unsupported_token_type'

type Asking = Pick<Context, 'op' | 'target' | 'blocked' | 'notApplicable'>

/** An access token, and a client that is told it is active. */
async function seenActive(
  { op, target, blocked, notApplicable }: Asking,
  token: Step,
  control: Step,
): Promise<{ client: Client; tokens: Tokens }> {
  const tokens = await token(() => op.anyGrant({ client: target.client('confidential') }).tokens())
  const answers: Answer[] = []
  for (const client of op.callers(tokens.client)) {
    const answer = await control(() => op.introspect(tokens.access_token, { client }))
    if (answer.json?.['active'] === true) return { client, tokens }
    answers.push(answer)
  }
  return answers.every(isDeclined) ? notApplicable(declined) : blocked(unseen)
}

const activity = ({ json }: Answer): string => `active=${JSON.stringify(json?.['active']) ?? 'missing'}`

const text = ['scope', 'client_id', 'username', 'token_type', 'sub', 'iss', 'jti']

function hasItsType(law: Judge, name: string, value: unknown): void {
  const seen = Array.isArray(value) ? 'array' : value === undefined ? 'missing' : typeof value
  const sides = (expected: string, actual = seen) => ({
    expected: `${name}: ${expected}`,
    actual: `${name}: ${actual}`,
  })
  if (name === 'active') law.that(value === true, sides('true', value === 'true' ? 'the string "true"' : seen))
  if (['exp', 'iat', 'nbf'].includes(name)) law.that(Number.isInteger(value), sides('an integer'))
  if (text.includes(name)) law.that(typeof value === 'string', sides('a string'))
  if (name !== 'aud') return
  const texts = Array.isArray(value) && value.every((each) => typeof each === 'string')
  law.that(texts || typeof value === 'string', sides('a string or an array of strings'))
}

/** A well-formed JWT of a key that the server has never seen. */
function strangersJwt(iss: string, random: (length: number) => string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss, sub: random(12), aud: iss, iat: now, exp: now + 600, jti: random(22) }
  return `${part({ alg: 'RS256', typ: 'at+jwt', kid: random(12) })}.${part(claims)}.${random(342)}`
}
