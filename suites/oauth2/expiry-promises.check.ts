import { check } from '../../harness/check.ts'
import type { Tokens } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const accessTokenLivesAsPromised = check({
  id: 'expiry.access-token-lives-as-promised',
  title: 'An access token works until shortly before expires_in',
  law: [security('RFC 6749', '5.1')],
  needs: ['resource', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it',
    late: 'Call it again shortly before expires_in has passed',
  },
  holds: 'The resource accepts the token as it did at first',
  defect: 'expires-in-overstated',
  caution: 'Servers may end tokens early, as OAuth 2.1 says: always a warning.',
  waits: 'expires_in of the access token without a margin',
  async run({ op, step, law, target, wait, expired, notApplicable, blocked }) {
    const tokens = await step.token(() => (target.has('authorization_code') ? op.userTokens() : op.anyGrant().tokens()))
    const { access_token: token, expires_in: seconds = 0 } = tokens
    const pause = seconds - marginOf(seconds)
    if (pause <= 0) notApplicable('expires_in is missing or too short to look before its end')
    const control = await step.control(() => op.resource(token))
    if (control.status >= 300) blocked(`the resource does not accept a fresh access token: ${control.describe()}`)
    await wait(pause, 'the end of expires_in to come near')
    const late = await step.late(() => op.resource(token))
    expired.accessToken(tokens)
    const about = `an access token ${pause} s after expires_in=${seconds}`
    law(late, { about, tolerated: 'servers may end tokens early' }).status(control.status)
  },
})

export const accessTokenAtMostOneHour = check({
  id: 'expiry.access-token-at-most-one-hour',
  title: 'Bearer tokens live one hour or less',
  law: [should('RFC 6750', '5.3')],
  needs: ['token'],
  steps: {
    token: 'Get an access token and read expires_in',
    introspection: 'Where the answer does not tell: introspect the token',
  },
  holds: 'The lifetime by expires_in, else by introspection or the exp of a JWT, is 3600 seconds at most',
  defect: 'access-token-long-lived',
  caution: 'Longer ones are widespread. Tokens that are bound to a key or a certificate are exempt.',
  async run({ op, step, law, target, notApplicable }) {
    const tokens = await step.token(() => op.anyGrant().tokens())
    const { access_token: token, answer } = tokens
    const claims = op.claims(token)
    const asks = tokens.expires_in === undefined && target.has('introspection')
    const told = asks ? (await step.introspection(() => op.introspect(token))).json : undefined
    if (isBound(tokens) || 'cnf' in { ...claims, ...told }) notApplicable('the token is no bearer token')
    const end = [told?.['exp'], claims?.['exp']].find((exp) => typeof exp === 'number')
    const seconds = tokens.expires_in ?? (end === undefined ? undefined : Math.round(end - answer.at / 1000))
    if (seconds === undefined) return notApplicable('nothing tells how long the token lives')
    law.that(seconds <= hour, { expected: `${hour} s at most`, actual: `${seconds} s` })
  },
})

export const expiredAndUsedLookAlike = check({
  id: 'expiry.expired-and-used-look-alike',
  title: 'Expired codes and refresh tokens are invalid_grant',
  law: [must('RFC 6749', '5.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and redeem the code',
    code: 'Complete another and leave its code unused',
    late: 'Redeem that code after its lifetime and a margin for the clock',
    refresh: 'Where refresh tokens of the first flow have ended by then: refresh with one',
  },
  holds: 'The answers are 400 with error=invalid_grant',
  defect: 'expired-code-wrong-error',
  caution:
    'Another 4xx status with invalid_grant is a warning. A code that still works is judged by expiry.code; refresh tokens count where lifetimes.refresh_token is declared and not longer than the wait for the code.',
  waits: 'the code lifetime and a margin',
  async run({ op, step, law, target, wait, notApplicable }) {
    const { code: lifetime = 600, refresh_token: idle = Infinity, tolerance = 30 } = target.lifetimes
    const holder = target.findClient('refresh')
    const tokens = await step.control(() => op.userTokens(holder === undefined ? {} : { client: holder }))
    const code = await step.code(() => op.authorize())
    await wait(lifetime + tolerance, 'the lifetime of codes and the clock tolerance')
    const late = await step.late(() => op.redeem(code))
    const ended = tokens.refresh_token !== undefined && idle <= lifetime && target.has('refresh_token')
    const refreshed = ended ? [await step.refresh(() => op.refresh(tokens))] : []
    const answers = [
      { answer: late, about: 'an expired code' },
      ...refreshed.map((answer) => ({ answer, about: 'an expired refresh token' })),
    ].filter(({ answer }) => !answer.hasToken)
    if (answers.length === 0) notApplicable('nothing has expired (see expiry.code): add lifetimes.code')
    law.each(answers, ({ answer, about }) => law(answer, { about }).errs('invalid_grant'))
  },
})

/** Seconds. */
const hour = 3600

/** Ten seconds or five percent, whichever is more; half of a short life, and never less than the whole second servers count in. */
function marginOf(seconds: number): number {
  return Math.max(1.5, Math.min(seconds / 2, Math.max(10, seconds / 20)))
}

function isBound({ answer }: Tokens): boolean {
  return !/^bearer$/i.test(String(answer.json?.['token_type'] ?? 'bearer'))
}
