import { check } from '../../harness/check.ts'
import type { Answer, Context, Operations, Target, Tokens } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const accessToken = check({
  id: 'expiry.access-token',
  title: 'The resource refuses an expired access token',
  law: [must('RFC 6749', '7')],
  needs: ['resource'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it',
    soon: 'Call it again as soon as expires_in has passed',
    late: 'Where that was accepted: call it once more after a margin for the clock',
  },
  holds: 'The resource answers an expired access token with 401',
  defect: 'access-token-never-expires',
  caution:
    'Without expires_in the declared lifetimes.access_token is taken. The margin is lifetimes.tolerance, else 60 seconds, for a JWT five minutes. A refusal with another status is a warning.',
  waits: 'expires_in of the access token and a margin',
  async run(context) {
    context.law(await outlived(context), { about: 'an expired access token' }).denies()
  },
})

export const accessTokenError = check({
  id: 'expiry.access-token-error',
  title: 'The refusal of an expired token is 401 invalid_token',
  law: [should('RFC 6750', '3.1')],
  needs: ['resource', 'bearer_tokens'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it',
    soon: 'Call it again as soon as expires_in has passed',
    late: 'Where that was accepted: call it once more after a margin for the clock',
  },
  holds: 'The answer is 401 with a Bearer challenge in WWW-Authenticate that says error="invalid_token"',
  defect: 'expired-token-403',
  caution: 'A resource that still accepts the token is judged by expiry.access-token.',
  waits: 'expires_in of the access token and a margin',
  async run(context) {
    const answer = await outlived(context)
    if (answer.status < 300) context.notApplicable('no expired access token is refused (see expiry.access-token)')
    context.law(answer, { about: 'an expired access token' }).challenges('invalid_token')
  },
})

export const expiresInMatchesToken = check({
  id: 'expiry.expires-in-matches-token',
  title: 'expires_in, introspection and JWT claims agree',
  law: [security('RFC 6749', '5.1')],
  needs: ['token'],
  steps: {
    token: 'Get an access token and note when it expires by expires_in',
    introspection: 'Where the server has introspection: ask it when the token expires',
  },
  holds: 'The exp of introspection and of a JWT lie within 30 seconds of that time',
  defect: 'expires-in-mismatch',
  caution:
    "Needs introspection that tells exp, or a JWT. A JWT's content is the business of its resource: without introspection that tells exp a difference is a warning. Times are compared by the server's own clock, taken from the Date header.",
  async run({ op, step, law, target, notApplicable }) {
    const asks = target.has('introspection')
    const tokens = await step.token(() => op.anyGrant(asks ? { client: target.client('confidential') } : {}).tokens())
    const { access_token: token, expires_in: seconds } = tokens
    if (seconds === undefined) return notApplicable('the answer has no expires_in')
    const told = asks ? (await step.introspection(() => op.introspect(token))).json?.['exp'] : undefined
    const claimed = op.claims(token)?.['exp']
    if (typeof (told ?? claimed) !== 'number') return notApplicable('nothing but expires_in tells the expiry')
    const sources = [
      { source: 'introspection', exp: told },
      { source: 'the JWT', exp: claimed },
    ]
    law.each(sources, ({ source, exp }) => {
      const left = typeof exp === 'number' ? Math.round(exp - issuedAt(tokens)) : seconds
      law.that(Math.abs(left - seconds) <= 30, {
        expected: `an exp ${seconds} s after the answer, as expires_in says`,
        actual: `${source} says ${left} s`,
        tolerated: typeof told === 'number' ? undefined : 'the claims are for the resource, not for the client',
      })
    })
  },
})

/** A refusal right after the end settles the matter at once. Seconds. */
const justAfter = 0.05

/** What a lifetime in whole seconds may fall short of the real one. Seconds. */
const rounding = 1

type Resource = Context<'token' | 'control' | 'soon' | 'late'>

/** What the resource says to an access token whose time is over: at once, or after the margin where it took it before. */
async function outlived({ op, step, target, wait, notApplicable, blocked }: Resource): Promise<Answer> {
  const tokens = await step.token(() => freshTokens(op, target))
  const lifetime = lifetimeOf(tokens, target)
  if (lifetime === undefined) return notApplicable('the answer has no expires_in: add lifetimes.access_token')
  const control = await step.control(() => op.resource(tokens.access_token))
  if (control.status >= 300) blocked(`the resource does not accept a fresh access token: ${control.describe()}`)
  await wait(lifetime + justAfter, 'the lifetime of access tokens')
  const soon = await step.soon(() => op.resource(tokens.access_token))
  if (soon.status >= 300) return soon
  await wait(rounding, 'servers that round expires_in down to whole seconds')
  const rounded = await step.late(() => op.resource(tokens.access_token))
  const rest = toleranceOf(tokens, target, op) - rounding
  if (rounded.status >= 300 || rest <= 0) return rounded
  await wait(rest, 'the clock tolerance for access tokens')
  return step.late(() => op.resource(tokens.access_token))
}

/** A user's token where there are users: resources do not always serve a client's own. */
function freshTokens(op: Operations, target: Target): Promise<Tokens> {
  return target.has('authorization_code') ? op.userTokens() : op.anyGrant().tokens()
}

/** What was promised for this very token, else what is declared for all. Seconds. */
function lifetimeOf({ expires_in: seconds }: Tokens, target: Target): number | undefined {
  return seconds !== undefined && seconds > 0 ? seconds : target.lifetimes.access_token
}

/** Libraries that check a JWT by themselves allow clocks to differ by up to five minutes. Seconds. */
function toleranceOf({ access_token: token }: Tokens, { lifetimes }: Target, op: Operations): number {
  return lifetimes.tolerance ?? (op.claims(token) === undefined ? 60 : 300)
}

/** When the answer was made by the server's clock, seconds since the epoch. */
function issuedAt({ answer }: Tokens): number {
  const date = Date.parse(answer.header('date') ?? '')
  return (Number.isNaN(date) ? answer.at : date) / 1000
}
