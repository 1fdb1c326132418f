import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const accepted = check({
  id: 'jwt-grant.accepted',
  title: 'A valid assertion of a trusted issuer yields an access token',
  law: [must('RFC 7523', '2.1')],
  needs: ['jwt_bearer'],
  steps: { token: 'Send an assertion with iss, sub, aud, exp, iat and jti, signed with the key of the target file' },
  holds: 'The answer is 200 with an access_token and a token_type',
  defect: 'jwt-grant-refused',
  caution:
    'Whose assertions and which subjects are taken is policy: assertion in the target file has to name a subject that the server knows. With error=invalid_client nothing is judged, as the credentials of the client may be wrong.',
  async run({ op, step, law, blocked }) {
    const answer = await step.token(async () => op.jwtBearer(await op.grantAssertion()))
    if (answer.error === 'invalid_client') blocked('the client is refused: compare its credentials with the server')
    law(answer).grants()
    const type = answer.json?.['token_type']
    law.that(typeof type === 'string', { expected: 'a token_type', actual: `token_type is ${JSON.stringify(type)}` })
  },
})

export const badSignature = check({
  id: 'jwt-grant.bad-signature',
  title: 'Assertions that are unsigned, altered, or signed by an unknown key are refused with invalid_grant',
  law: [must('RFC 7523', '3')],
  needs: ['jwt_bearer'],
  steps: {
    control: 'Send a valid assertion',
    forged:
      "Send some with alg none, None and NONE, some signed by an unknown key under the issuer's key id, with that key in the header too, some signed HS256 with each usual spelling of the public key as secret, and one whose claims were changed after signing",
  },
  holds: 'Each is refused, 400 with error=invalid_grant',
  defect: 'jwt-grant-unverified',
  caution: 'A refusal with another error is a warning.',
  async run({ op, step, law }) {
    await step.control(async () => op.jwtBearer(await op.grantAssertion()).tokens())
    const answers: Told[] = []
    for (const [about, assertion] of Object.entries(await op.forgedGrantAssertions())) {
      answers.push({ about, answer: await step.forged(() => op.jwtBearer(assertion)) })
    }
    law.each(answers, ({ answer, about }) => law(answer, { about }).refuses('invalid_grant'))
  },
})

export const requiredClaims = check({
  id: 'jwt-grant.required-claims',
  title: 'An assertion without iss, sub, aud or exp is refused',
  law: [must('RFC 7523', '3')],
  needs: ['jwt_bearer'],
  steps: {
    control: 'Send a valid assertion',
    lacking: 'Send one without iss, one without sub, one without aud and one without exp',
  },
  holds: 'Each is refused, 400 with error=invalid_grant',
  defect: 'jwt-grant-sub-optional',
  caution:
    'A refusal with another error is a warning. A server that takes assertions without sub by agreement belongs in the baseline.',
  async run({ op, step, law }) {
    await step.control(async () => op.jwtBearer(await op.grantAssertion()).tokens())
    const answers: Told[] = []
    for (const claim of ['iss', 'sub', 'aud', 'exp']) {
      const assertion = await op.grantAssertion({ claims: { [claim]: null } })
      const answer = await step.lacking(() => op.jwtBearer(assertion))
      answers.push({ about: `an assertion without ${claim}`, answer })
    }
    law.each(answers, ({ answer, about }) => law(answer, { about }).refuses('invalid_grant'))
  },
})

export const wrongAudience = check({
  id: 'jwt-grant.wrong-audience',
  title: 'An assertion for another server is refused',
  law: [must('RFC 7523', '3')],
  needs: ['jwt_bearer'],
  steps: {
    control: 'Send a valid assertion',
    foreign: 'Send one whose aud is https://other.invalid/',
  },
  holds: 'The answer is 400 with error=invalid_grant',
  defect: 'jwt-grant-aud-unchecked',
  caution: 'A refusal with another error is a warning.',
  async run({ op, step, law }) {
    await step.control(async () => op.jwtBearer(await op.grantAssertion()).tokens())
    const assertion = await op.grantAssertion({ claims: { aud: 'https://other.invalid/' } })
    const answer = await step.foreign(() => op.jwtBearer(assertion))
    law(answer, { about: 'an assertion for another server' }).refuses('invalid_grant')
  },
})

export const validityWindow = check({
  id: 'jwt-grant.validity-window',
  title: 'Expired and not yet valid assertions are refused',
  law: [must('RFC 7523', '3')],
  needs: ['jwt_bearer'],
  steps: {
    control: 'Send a valid assertion',
    outside: 'Send one that expired ten minutes ago and one whose nbf is an hour ahead',
  },
  holds: 'Both are refused, 400 with error=invalid_grant',
  defect: 'jwt-grant-window-ignored',
  caution:
    'Both times lie far beyond what servers allow for clocks that differ. A refusal with another error is a warning.',
  async run({ op, step, law }) {
    await step.control(async () => op.jwtBearer(await op.grantAssertion()).tokens())
    const now = Math.floor(Date.now() / 1000)
    const early = await op.grantAssertion({ claims: { nbf: now + 3600 } })
    const late = await op.grantAssertion({ claims: { iat: now - 720, exp: now - 600 } })
    const answers = [
      { about: 'an expired assertion', answer: await step.outside(() => op.jwtBearer(late)) },
      { about: 'an assertion that is not valid yet', answer: await step.outside(() => op.jwtBearer(early)) },
    ]
    law.each(answers, ({ answer, about }) => law(answer, { about }).refuses('invalid_grant'))
  },
})

export const replayAndLifetime = check({
  id: 'jwt-grant.replay-and-lifetime',
  title: 'An assertion is used once and cannot be valid for years',
  law: [security('RFC 7523', '3')],
  needs: ['jwt_bearer'],
  steps: {
    first: 'Send a valid assertion',
    again: 'Send the very same one again',
    long: 'Send a new one that expires ten years from now',
  },
  holds: 'The second use and the long-lived one are refused, 400 with error=invalid_grant',
  defect: 'jwt-grant-replay',
  caution:
    'Never more than a warning: RFC 7523 leaves both refusals to the server, and RFC 7521 foresees that a valid assertion is sent again where others would use a refresh token.',
  async run({ op, step, law }) {
    const assertion = await op.grantAssertion()
    await step.first(() => op.jwtBearer(assertion).tokens())
    const again = await step.again(() => op.jwtBearer(assertion))
    const durable = await op.grantAssertion({ claims: { exp: Math.floor(Date.now() / 1000) + tenYears } })
    const long = await step.long(() => op.jwtBearer(durable))
    const answers = [
      { about: 'an assertion that was used before', answer: again },
      { about: 'an assertion that is valid for ten years', answer: long },
    ]
    const tolerated = 'RFC 7523 lets the server decide'
    law.each(answers, ({ answer, about }) => law(answer, { about, tolerated }).refuses('invalid_grant'))
  },
})

export const missingAssertion = check({
  id: 'jwt-grant.missing-assertion',
  title: 'The JWT bearer grant without an assertion is refused with invalid_request',
  law: [must('RFC 7521', '4.1')],
  needs: ['jwt_bearer'],
  steps: {
    control: 'Send a valid assertion',
    missing: 'Send the grant type alone',
    empty: 'Send an empty assertion',
  },
  holds: 'Both answers are 400 with error=invalid_request',
  defect: 'jwt-grant-missing-ok',
  caution: 'error=invalid_grant for the empty assertion is as good.',
  async run({ op, step, law }) {
    await step.control(async () => op.jwtBearer(await op.grantAssertion()).tokens())
    const missing = await step.missing(() => op.jwtBearer(null))
    const empty = await step.empty(() => op.jwtBearer(''))
    const answers = [
      { about: 'the grant without an assertion', answer: missing, codes: ['invalid_request'] },
      { about: 'an empty assertion', answer: empty, codes: ['invalid_request', 'invalid_grant'] },
    ]
    law.each(answers, ({ answer, about, codes }) => law(answer, { about }).errs(codes))
  },
})

export const badClientCredentials = check({
  id: 'jwt-grant.bad-client-credentials',
  title: 'Client credentials sent next to an assertion must be right',
  law: [must('RFC 7523', '3.1')],
  needs: ['jwt_bearer', 'client_secret_basic'],
  steps: {
    control: 'Send a valid assertion with the right client secret',
    wrong: 'Send another valid assertion with a wrong client secret in the same place',
  },
  holds: 'The answer to the wrong secret is 400 or 401 with error=invalid_client',
  defect: 'jwt-grant-ignores-client-secret',
  caution:
    'Client authentication is optional with this grant, but what is sent has to be looked at. A refusal with another error is a warning.',
  async run({ op, step, law, target, nearMiss, notApplicable }) {
    const { client_secret: secret } = target.client('assertion')
    if (secret === undefined) return notApplicable('the client of this grant has no secret')
    await step.control(async () => op.jwtBearer(await op.grantAssertion()).tokens())
    const assertion = await op.grantAssertion()
    const answer = await step.wrong(() => op.jwtBearer(assertion, { secret: nearMiss(secret) }))
    law(answer, { about: 'a wrong client secret' }).refuses('invalid_client')
  },
})

const tenYears = 315_360_000

interface Told {
  readonly about: string
  readonly answer: Answer
}
