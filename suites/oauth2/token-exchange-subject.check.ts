import { check } from '../../harness/check.ts'
import type { Answer, Context, Operations, Step, Tokens } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const invalidSubjectToken = check({
  id: 'token-exchange.invalid-subject-token',
  title: 'An invalid subject token is refused, and the error is invalid_request',
  law: [must('RFC 8693', '2.2.2')],
  needs: ['token_exchange', 'subject_token'],
  steps: {
    subject: 'Get a subject token',
    control: 'Exchange it',
    forge: 'Make two JWTs that say of themselves what it says: with alg none, and signed by an unknown key',
    revoke: 'Where the server has revocation and introspection: revoke another token and see that it is dead',
    invalid: 'Exchange the forged tokens, a random text of the same length, and the revoked one',
  },
  holds: 'Each is refused, 400 with error=invalid_request',
  defect: 'exchange-accepts-forged-subject',
  caution: 'A refusal with another error is a warning: invalid_grant and invalid_token are widespread.',
  alone: true,
  async run(context) {
    const { op, step, law, random, expired } = context
    const { access_token: token } = await exchangeable(op, step.subject, step.control)
    const [unsigned, stranger] = await step.forge(() =>
      Promise.all([op.forgedToken(token, 'none'), op.forgedToken(token, 'unknown key')]),
    )
    const dead = await revoked(context, step.revoke)
    const tokens = [
      ['an unsigned JWT', unsigned],
      ['a JWT of an unknown key', stranger],
      ['a random text', random(token.length)],
      ...(dead === undefined ? [] : [['a revoked token', dead.access_token] as const]),
    ] as const
    const answers: Told[] = []
    for (const [about, value] of tokens) answers.push({ about, answer: await step.invalid(() => op.exchange(value)) })
    if (dead !== undefined) expired.accessToken(dead)
    law.each(answers, ({ about, answer }) => law(answer, { about }).refuses('invalid_request'))
  },
})

export const expiredSubjectToken = check({
  id: 'token-exchange.expired-subject-token',
  title: 'An expired subject token is refused',
  law: [must('RFC 8693', '2.1')],
  needs: ['token_exchange', 'subject_token'],
  steps: {
    spare: 'Get a subject token and leave it unused',
    subject: 'Get another one',
    control: 'Exchange it',
    soon: 'Exchange it again as soon as its lifetime is over',
    late: 'Where that gave a token: exchange the unused one after a margin for the clock',
  },
  holds: 'An expired subject token is refused, 400 with error=invalid_request',
  defect: 'exchange-ignores-expiry',
  caution:
    'The lifetime is expires_in, else the declared lifetimes.access_token; the margin is lifetimes.tolerance, else 60 seconds, for a JWT five minutes. A refusal with another error is a warning.',
  waits: 'the lifetime of a subject token and a margin',
  async run({ op, step, law, target, wait, notApplicable }) {
    const spare = await step.spare(() => op.subjectToken())
    const subject = await exchangeable(op, step.subject, step.control)
    const lifetime = subject.expires_in ?? target.lifetimes.access_token
    if (lifetime === undefined) return notApplicable('the answer has no expires_in: add lifetimes.access_token')
    await wait(lifetime + justAfter, 'the lifetime of subject tokens')
    const soon = await step.soon(() => op.exchange(subject.access_token))
    if (!soon.hasToken) return law(soon).refuses('invalid_request')
    const margin = op.claims(subject.access_token) === undefined ? 60 : 300
    await wait(Math.max(target.lifetimes.tolerance ?? margin, rounding), 'the clock tolerance for subject tokens')
    const late = await step.late(() => op.exchange(spare.access_token))
    law(late, { about: 'an expired subject token' }).refuses('invalid_request')
  },
})

export const typeMustMatch = check({
  id: 'token-exchange.type-must-match',
  title: 'A subject token that is not of the declared type is refused',
  law: [must('RFC 8693', '2.1')],
  needs: ['token_exchange', 'subject_token', 'refresh_token'],
  steps: {
    subject: 'Get a subject token: an access token',
    control: 'Exchange it as what it is',
    mismatched: 'Exchange it as refresh token, as ID token, and as a type nobody knows',
  },
  holds: 'Each is refused with a status of the 4xx class and an error',
  defect: 'exchange-ignores-declared-type',
  caution: 'The general type for JWTs is right for an access token that is one, so it is not used here.',
  async run({ op, step, law, expired }) {
    const subject = await exchangeable(op, step.subject, step.control)
    const answers: Told[] = []
    for (const type of [`${types}:refresh_token`, `${types}:id_token`, 'urn:example:token-type:unknown']) {
      const set = { subject_token_type: type }
      const answer = await step.mismatched(() => op.exchange(subject.access_token, { set }))
      answers.push({ about: `an access token declared as ${type}`, answer })
    }
    expired.accessToken(subject)
    law.each(answers, ({ about, answer }) => law(answer, { about }).refuses())
  },
})

const types = 'urn:ietf:params:oauth:token-type'

/** A refusal right after the end settles the matter at once. Seconds. */
const justAfter = 0.05

/** Servers round expires_in down to whole seconds: what it loses by that, seconds. */
const rounding = 1

interface Told {
  readonly about: string
  readonly answer: Answer
}

/** A subject token that the server exchanges. */
async function exchangeable(op: Operations, subject: Step, control: Step): Promise<Tokens> {
  const tokens = await subject(() => op.subjectToken())
  await control(() => op.exchange(tokens.access_token).tokens())
  return tokens
}

/** A token that the server itself calls dead after its revocation; undefined when it cannot be asked or does not say so. */
async function revoked({ op, target }: Pick<Context, 'op' | 'target'>, step: Step): Promise<Tokens | undefined> {
  if (!target.has('revocation') || !target.has('introspection')) return undefined
  const tokens = await step(() => op.subjectToken())
  const { access_token: token, client } = tokens
  await step(() => op.revoke(token, { client, hint: 'access_token' }))
  const told = await step(() => op.introspect(token, client.client_secret === undefined ? {} : { client }))
  return told.json?.['active'] === false ? tokens : undefined
}
