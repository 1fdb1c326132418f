import { check } from '../../harness/check.ts'
import type { Answer, AuthorizeOptions, Code, Context, Step, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const exchangeSucceeds = check({
  id: 'code.exchange-succeeds',
  title: 'A code is redeemed for an access token',
  law: [must('RFC 6749', '4.1.4')],
  needs: ['authorization_code'],
  steps: {
    code: 'Complete a code flow',
    redeemed: 'Redeem the code',
  },
  holds: 'The answer is 200 with an access_token',
  defect: 'code-exchange-broken',
  caution: 'With error=invalid_client nothing is judged: the credentials in the target file may be wrong.',
  async run({ op, step, law, blocked }) {
    const code = await step.code(() => op.authorize())
    const answer = await step.redeemed(() => op.redeem(code))
    if (answer.error === 'invalid_client') blocked(`the credentials of client ${code.client.name} are refused`)
    law(answer).grants()
  },
})

export const singleUse = check({
  id: 'code.single-use',
  title: 'An authorization code is refused the second time it is redeemed',
  law: [must('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: {
    code: 'Complete a code flow, and another with a public client where there is one, else with PKCE where it is known',
    first: 'Redeem each code',
    second:
      'A second later, or sooner where codes are short-lived, redeem each code again: same client, same redirect_uri, same verifier',
    third: 'Redeem once more what was refused',
  },
  holds: 'Each second answer is a refusal, 400 with error=invalid_grant, and no third one gives a token',
  defect: 'code-reusable',
  caution: 'A refusal in another form is a warning; code.unknown judges the error code.',
  alone: true,
  async run(context) {
    const { op, step, law, wait, target, expired } = context
    const codes = await used(context, step.code, step.first)
    await wait(Math.min(1, ((target.lifetimes.code ?? 60) - 1) / 8), 'the second redemption')
    const seen = []
    for (const code of codes) {
      expired.code(code)
      const about = `the used code of client ${code.client.name}`
      const answer = await step.second(() => op.redeem(code))
      seen.push({ about, answer })
      if (answer.hasToken) continue
      const third = await step.third(() => op.redeem(code))
      if (third.hasToken) seen.push({ about: `${about}, refused once`, answer: third })
    }
    law.each(seen, ({ about, answer }) => law(answer, { about }).refuses('invalid_grant'))
  },
})

export const singleUseLater = check({
  id: 'code.single-use-later',
  title: 'A used code is still refused half a minute later',
  law: [must('RFC 6749', '10.5')],
  needs: ['authorization_code'],
  steps: {
    code: 'Complete a code flow, and another with a public client where there is one, else with PKCE where it is known',
    first: 'Redeem each code',
    later: 'Redeem each again after 30 seconds, or after half of a shorter code lifetime less one second',
    again: 'Redeem once more what was refused, up to three seconds later',
  },
  holds: 'Each later answer is a refusal, 400 with error=invalid_grant, and none after it gives a token',
  defect: 'code-reusable-after-pause',
  caution: 'Finds servers that forget used codes after a few seconds, which code.single-use can miss.',
  waits: '30 seconds, or half of a shorter code lifetime',
  alone: true,
  async run(context) {
    const { op, step, law, wait, target, expired } = context
    const codes = await used(context, step.code, step.first)
    const pause = Math.min(30, ((target.lifetimes.code ?? 61) - 1) / 2)
    await wait(pause, 'the later redemption')
    const seen = []
    for (const code of codes) {
      expired.code(code)
      seen.push({ code, when: 'used', answer: await step.later(() => op.redeem(code)) })
    }
    await wait(pause / 10, 'what was refused to be forgotten')
    for (const { code } of seen.filter(({ answer }) => !answer.hasToken)) {
      const answer = await step.again(() => op.redeem(code))
      if (answer.hasToken) seen.push({ code, when: 'refused', answer })
    }
    law.each(seen, ({ code: { client }, when, answer }) =>
      law(answer, { about: `the ${when} code of client ${client.name}` }).refuses('invalid_grant'),
    )
  },
})

export const raceSingleWinner = check({
  id: 'code.race-single-winner',
  title: 'Of many simultaneous redemptions of one code at most one succeeds',
  law: [must('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and redeem the code, with the usual client and with a public one where there is one',
    code: 'Complete another code flow, three times with each client',
    race: 'Redeem the code on ten connections opened before, all at the same moment',
  },
  holds: 'At most one answer per code carries an access_token',
  defect: 'code-race',
  caution:
    'Several answers with the very same tokens are a warning. The winner may be dead afterwards: the losers count as reuse.',
  alone: true,
  async run({ op, step, law, target }) {
    const seen = []
    for (const client of target.kinds('code')) await step.control(() => op.userTokens({ client }))
    for (const client of target.kinds('code').flatMap((each) => [each, each, each])) {
      const code = await step.code(() => op.authorize({ client }))
      const answers = await step.race(() => op.race(10, () => op.redeem(code)))
      const winners = answers.flatMap((answer) => ('json' in answer && answer.hasToken ? [tokensOf(answer)] : []))
      seen.push({ name: client.name, winners })
    }
    law.each(seen, ({ name, winners }) =>
      law.that(winners.length <= 1, {
        expected: 'at most one access_token for one code',
        actual: `${winners.length} of 10 answers to a code of client ${name} carry an access_token`,
        tolerated: new Set(winners).size === 1 ? 'all answers carry the very same tokens' : undefined,
      }),
    )
  },
})

export const unknown = check({
  id: 'code.unknown',
  title: 'An unknown code gives invalid_grant',
  law: [must('RFC 6749', '5.2')],
  needs: ['authorization_code'],
  steps: {
    code: 'Complete a code flow',
    unknown: 'Redeem a random value of the same length in place of the code',
    control: 'Redeem the code itself',
  },
  holds: 'The answer is 400 with error=invalid_grant',
  defect: 'unknown-code-wrong-error',
  caution: 'error=invalid_request and another 4xx status are warnings.',
  async run({ op, step, law, random }) {
    const code = await step.code(() => op.authorize())
    const answer = await step.unknown(() => op.redeem({ ...code, value: random(code.value.length) }))
    await step.control(() => op.redeem(code).tokens())
    law(answer).errs('invalid_grant', { codes: ['invalid_request'] })
  },
})

export const missing = check({
  id: 'code.missing',
  title: 'A redemption without code is invalid_request',
  law: [must('RFC 6749', '5.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow and redeem the code',
    absent: 'Send the same kind of request without code',
    empty: 'Send it with an empty code',
  },
  holds: 'Both answers are 400 with error=invalid_request',
  defect: 'missing-code-wrong-error',
  caution: 'error=invalid_grant is a warning.',
  async run({ op, step, law }) {
    const { client } = await step.control(() => op.userTokens())
    const request = { grant_type: 'authorization_code', redirect_uri: client.redirect_uris[0] ?? '' }
    law(await step.absent(() => op.token(client, request))).errs('invalid_request', { codes: ['invalid_grant'] })
    law(await step.empty(() => op.token(client, { ...request, code: '' }))).errs('invalid_request', {
      codes: ['invalid_grant'],
    })
  },
})

export const tampered = check({
  id: 'code.tampered',
  title: 'A code that differs in a single character is refused',
  law: [must('RFC 6749', '10.10')],
  needs: ['authorization_code'],
  steps: {
    code: 'Complete a code flow, once for every variant',
    altered: 'Redeem it with one change: a character replaced, removed or appended, its letter case swapped',
    control: 'Complete a code flow and redeem the code as it is',
  },
  holds: 'Every altered code is refused, 400 with error=invalid_grant',
  defect: 'code-prefix-compare',
  caution:
    'The last character of a base64url value can hold unused bits, and some frameworks trim spaces: a token for those changes alone is a warning.',
  async run({ op, step, law }) {
    await step.control(() => op.userTokens())
    for (const { alter, excuse } of alterations) {
      const code = await step.code(() => op.authorize())
      const value = alter(code.value)
      if (value === code.value) continue
      const answer = await step.altered(() => op.redeem({ ...code, value }))
      law(answer, { tolerated: answer.hasToken ? excuse : undefined }).refuses('invalid_grant')
    }
  },
})

/** The usual flow, and one that servers often redeem in code of its own: that of a public client, or with PKCE. */
/** A code of each kind of client, each redeemed with success. */
async function used({ op, target }: Pick<Context, 'op' | 'target'>, code: Step, first: Step): Promise<Code[]> {
  const codes: Code[] = []
  for (const options of plainAndPublic(target)) {
    const one = await code(() => op.authorize(options))
    await first(() => op.redeem(one).tokens())
    codes.push(one)
  }
  return codes
}

function plainAndPublic(target: Target): readonly AuthorizeOptions[] {
  const kinds = target.kinds('code')
  if (kinds.length > 1) return kinds.map((client) => ({ client }))
  return target.has('pkce') ? [{}, { pkce: 'S256' }] : [{}]
}

/** JWTs made in the same second can be equal to the letter, so the refresh tokens count as well. */
function tokensOf({ json }: Answer): string {
  return JSON.stringify([json?.['access_token'], json?.['refresh_token']])
}

/** Another character, whose first bit in base64url is another too: the last bits of a value can be unused. */
const other = (character = ''): string => (/[A-Za-f]/.test(character) ? 'g' : 'A')
const replaced = (value: string, at: number): string => `${value.slice(0, at)}${other(value[at])}${value.slice(at + 1)}`
const swapped = (value: string): string =>
  value.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

const alterations: readonly { alter: (value: string) => string; excuse?: string }[] = [
  { alter: (value) => replaced(value, 0) },
  { alter: (value) => replaced(value, Math.floor(value.length / 2)) },
  {
    alter: (value) => replaced(value, value.length - 1),
    excuse: 'the last character of a base64url value can hold unused bits',
  },
  { alter: (value) => value.slice(0, -1) },
  { alter: (value) => `${value}A` },
  { alter: swapped },
  { alter: (value) => `${value} `, excuse: 'some frameworks trim values' },
]
