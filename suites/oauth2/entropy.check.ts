import { check } from '../../harness/check.ts'
import type { Context } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const code = check({
  id: 'entropy.code',
  title: 'Authorization codes carry at least 128 bits of randomness',
  law: [must('RFC 6749', '10.10')],
  needs: ['authorization_code'],
  steps: { codes: 'Complete twelve code flows and leave the codes unused' },
  holds: 'What varies between the codes holds 128 bits (96 measured, because a small series underestimates)',
  defect: 'code-weak',
  caution: 'Fewer than ten different codes are no measurement, unless their length alone settles it.',
  async run(context) {
    const values = await context.step.codes(() => context.op.series('code'))
    strong(context, values, 'codes')
  },
})

export const accessToken = check({
  id: 'entropy.access-token',
  title: 'Opaque access tokens carry at least 128 bits of randomness',
  law: [must('RFC 6749', '10.10')],
  needs: ['token'],
  steps: { tokens: 'Request twelve access tokens of the cheapest grant' },
  holds: 'What varies between the tokens holds 128 bits (96 measured, because a small series underestimates)',
  defect: 'access-token-weak',
  caution:
    'A JWT is protected by its signature or its encryption and is not measured. Fewer than ten different tokens are no measurement, unless their length alone settles it.',
  async run(context) {
    const values = await context.step.tokens(() => context.op.series('access_token'))
    if (values.some(isJose)) context.notApplicable('the access tokens are JWTs, which their signature protects')
    strong(context, values, 'access tokens')
  },
})

export const refreshToken = check({
  id: 'entropy.refresh-token',
  title: 'Refresh tokens carry at least 128 bits of randomness',
  law: [must('RFC 6749', '10.10')],
  needs: ['refresh_token'],
  steps: { tokens: 'Complete twelve code flows that give refresh tokens' },
  holds: 'What varies between the refresh tokens holds 128 bits (96 measured, because a small series underestimates)',
  defect: 'refresh-token-weak',
  caution:
    'Prefixes that never change do not count. A JWT is protected by its signature or its encryption and is not measured. Fewer than ten different tokens are no measurement, unless their length alone settles it.',
  async run(context) {
    const values = await context.step.tokens(() => context.op.series('refresh_token'))
    if (values.some(isJose)) context.notApplicable('the refresh tokens are JWTs, which their signature protects')
    strong(context, values, 'refresh tokens')
  },
})

export const recommended160Bits = check({
  id: 'entropy.recommended-160-bits',
  title: 'Codes and tokens carry at least 160 bits',
  law: [should('RFC 6749', '10.10')],
  needs: ['token'],
  steps: {
    tokens: 'Request twelve access tokens of the cheapest grant',
    codes: 'Where the target has users: complete twelve code flows and leave the codes unused',
  },
  holds: 'What varies between the values of each kind holds 160 bits (128 measured)',
  defect: 'tokens-exactly-128-bits',
  caution: 'Values below 128 bits are judged by the other checks of this area; JWTs are not measured.',
  async run(context) {
    const { op, step, law, measure, target, notApplicable } = context
    const series = [{ kind: 'access tokens', values: await step.tokens(() => op.series('access_token')) }]
    if (target.has('authorization_code')) {
      series.push({ kind: 'codes', values: await step.codes(() => op.series('code')) })
    }
    const measured = series
      .filter(({ values }) => new Set(values).size >= fewest && !values.some(isJose))
      .map(({ kind, values }) => ({ kind, found: measure.bits(values) }))
      .filter(({ found }) => found >= least)
    if (measured.length === 0) notApplicable('no kind of value can be measured or reaches the lower mark')
    law.each(measured, ({ kind, found }) =>
      law.that(found >= recommended, { expected: `160 bits in ${kind} (128 measured)`, actual: `${found} bits` }),
    )
  },
})

export const valuesUnique = check({
  id: 'entropy.values-unique',
  title: 'No code or token is issued twice',
  law: [must('RFC 6749', '10.10')],
  needs: ['token'],
  steps: {
    tokens: 'Request twelve access tokens of the cheapest grant',
    codes: 'Where the target has users: complete twelve code flows and leave the codes unused',
    refreshTokens: 'Where it has refresh tokens: complete twelve code flows that give one',
  },
  holds: 'No value occurs twice within its kind',
  defect: 'code-repeats',
  caution:
    'The same token again, still valid, for the same client and user is a warning: it is the token that was issued, not another one with its value.',
  async run(context) {
    const { op, step, law, target } = context
    const again = 'a server may hand out the token on record as long as it is valid'
    const series = [{ kind: 'access tokens', values: await step.tokens(() => op.series('access_token')), again }]
    const codes = target.has('authorization_code') ? await step.codes(() => op.series('code')) : []
    const refresh = target.has('refresh_token') ? await step.refreshTokens(() => op.series('refresh_token')) : []
    const all = [...series, { kind: 'refresh tokens', values: refresh, again }]
    law.each([...all, { kind: 'codes', values: codes, again: undefined }], ({ kind, values, again: tolerated }) => {
      const different = new Set(values).size
      const actual = `${different} different ${kind} among ${values.length}`
      law.that(different === values.length, { expected: `every value once among the ${kind}`, actual, tolerated })
    })
  },
})

export const notPredictable = check({
  id: 'entropy.not-predictable',
  title: 'Codes and tokens are not sequential or derived from the time',
  law: [must('RFC 6749', '10.10')],
  needs: ['token'],
  steps: {
    tokens: 'Request twelve access tokens of the cheapest grant, one after the other',
    codes: 'Where the target has users: complete twelve code flows, one after the other',
  },
  holds: 'The values of a kind neither grow in step nor count, beside parts that hold enough chance',
  defect: 'code-sequential',
  caution:
    'A clock in front of enough randomness, as in UUID version 7 and ULID, is fine. JWTs are not looked at: their signature protects them.',
  async run(context) {
    const { op, step, law, target, measure, notApplicable } = context
    const tokens = await step.tokens(() => op.series('access_token'))
    const codes = target.has('authorization_code') ? await step.codes(() => op.series('code')) : []
    const series = [
      { kind: 'access tokens', values: tokens },
      { kind: 'codes', values: codes },
    ].filter(({ values }) => values.length > 0 && !values.some(isJose))
    if (series.length === 0) notApplicable('the access tokens are JWTs, and so are the codes, if there are any')
    law.each(series, ({ kind, values }) => {
      const seen = measure.pattern(values)
      law.that(seen === undefined, { expected: `no pattern in a series of ${kind}`, actual: `${seen}` })
    })
  },
})

/** The fewest different values that make a measurement. */
const fewest = 10

/** Bits measured that count as 128 and as 160. */
const least = 96
const recommended = 128

/** A signed or encrypted JWT: its parts are base64url, the first one the JSON of its header. */
function isJose(value: string): boolean {
  return /^eyJ[\w-]+(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2})?$/.test(value)
}

/** Judges a series by what its values can hold at all, and by what they seem to hold. */
function strong(
  { law, measure, notApplicable }: Pick<Context, 'law' | 'measure' | 'notApplicable'>,
  values: readonly string[],
  kind: string,
): void {
  const longest = Math.max(...values.map((value) => value.length))
  law.that(measure.mostBits(longest) >= least, {
    expected: `128 bits in ${kind}`,
    actual: `at most ${longest} characters, which cannot hold them`,
  })
  const different = new Set(values).size
  if (different < fewest) return notApplicable(`${different} different ${kind} are too few for a measurement`)
  const found = measure.bits(values)
  law.that(found >= least, { expected: `128 bits in ${kind} (96 measured)`, actual: `${found} bits measured` })
}
