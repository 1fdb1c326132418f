import { check } from '../../harness/check.ts'
import { must, security } from '../../harness/law.ts'

const s256 = { pkce: 'S256' } as const

export const emptyVerifier = check({
  id: 'pkce.empty-verifier',
  title: 'An empty code_verifier counts as missing',
  law: [must('RFC 6749', '3.2')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Complete another one, once for every variant',
    empty: 'Redeem the code with an empty code_verifier',
    space: 'Redeem the code with a single space as code_verifier',
  },
  holds: 'Both are refused, 400 with error=invalid_grant or invalid_request',
  defect: 'pkce-empty-verifier-passes',
  async run({ op, step, law }) {
    await step.control(() => op.userTokens(s256))
    const first = await step.code(() => op.authorize(s256))
    const empty = await step.empty(() => op.redeem({ ...first, verifier: '' }))
    const second = await step.code(() => op.authorize(s256))
    const space = await step.space(() => op.redeem({ ...second, verifier: ' ' }))
    law.each(
      [
        { answer: empty, about: 'an empty code_verifier' },
        { answer: space, about: 'a single space' },
      ],
      ({ answer, about }) => law(answer, { about }).refuses('invalid_grant', 'invalid_request'),
    )
  },
})

export const shortVerifier = check({
  id: 'pkce.short-verifier',
  title: 'A verifier of fewer than 43 characters is refused',
  law: [security('RFC 7636', '4.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and a verifier of 43 characters, and redeem the code',
    code: 'Complete one with a verifier of 42 characters, then one with 3, each with the challenge that belongs to it',
    short: 'Redeem the code with that verifier',
  },
  holds: 'Both are refused, 400 with error=invalid_grant or invalid_request',
  defect: 'pkce-short-verifier',
  caution:
    'A token is a warning: the grammar binds the client, and several servers compare the hashes and nothing else.',
  async run({ op, step, law, random }) {
    await step.control(() => op.userTokens({ ...s256, verifier: random(43) }))
    for (const length of [42, 3]) {
      const code = await step.code(() => op.authorize({ ...s256, verifier: random(length) }))
      const answer = await step.short(() => op.redeem(code))
      const tolerated = answer.hasToken ? 'the length is a rule for the client' : undefined
      law(answer, { about: `a verifier of ${length} characters`, tolerated }).refuses(
        'invalid_grant',
        'invalid_request',
      )
    }
  },
})

export const longVerifier = check({
  id: 'pkce.long-verifier',
  title: 'A verifier of more than 128 characters does no harm',
  law: [security('RFC 7636', '4.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Complete one with a verifier of 129 characters, then one with 10,000, each with the challenge that belongs to it',
    long: 'Redeem the code with that verifier',
  },
  holds: 'Each answer is a refusal, and none is a 5xx or a broken connection',
  defect: 'pkce-long-verifier',
  caution: 'A token is a warning: the upper limit binds the client.',
  async run({ op, step, law, random }) {
    await step.control(() => op.userTokens(s256))
    for (const length of [10_000, 129]) {
      const code = await step.code(() => op.authorize({ ...s256, verifier: random(length) }))
      const answer = await step.long(() => op.redeem(code).outcome())
      const about = `a verifier of ${length} characters`
      const expected = `an answer without a token to ${about}`
      if (!('status' in answer)) return law.that(false, { expected, actual: 'no complete answer' })
      if (answer.status >= 500) law(answer, { about }).status(400, 413)
      const tolerated = 'the upper limit is a rule for the client'
      law.that(!answer.hasToken, { expected, actual: answer.describe(), tolerated })
    }
  },
})

export const boundaryVerifiersAccepted = check({
  id: 'pkce.boundary-verifiers-accepted',
  title: 'Verifiers of 43 and 128 characters with every allowed character work',
  law: [must('RFC 7636', '4.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    short: 'Do the same with a verifier of 43 characters that holds hyphen, dot, underscore and tilde',
    long: 'Do the same with such a verifier of 128 characters',
  },
  holds: 'Both codes are redeemed',
  defect: 'pkce-tilde-rejected',
  async run({ op, step, law, random }) {
    await step.control(() => op.userTokens(s256))
    const redeemed = async (verifier: string) => op.redeem(await op.authorize({ ...s256, verifier }))
    law(await step.short(() => redeemed(`${random(20)}-._~${random(19)}`))).grants()
    law(await step.long(() => redeemed(`${random(60)}-._~${random(64)}`))).grants()
  },
})

export const verifierAlphabet = check({
  id: 'pkce.verifier-alphabet',
  title: 'A verifier with characters outside the unreserved set is refused',
  law: [must('RFC 7636', '4.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Complete one with a space, a plus, a slash, or a letter beyond ASCII in the verifier, challenge to match',
    foreign: 'Redeem the code with that verifier',
  },
  holds: 'Each is refused, 400 with error=invalid_grant or invalid_request',
  defect: 'pkce-verifier-any-characters',
  caution: 'A token is a warning: the verifier still belongs to its challenge.',
  async run({ op, step, law, random }) {
    await step.control(() => op.userTokens(s256))
    for (const [name, character] of Object.entries({ space: ' ', plus: '+', slash: '/', letter: 'é' })) {
      const code = await step.code(() => op.authorize({ ...s256, verifier: `${random(30)}${character}${random(30)}` }))
      const answer = await step.foreign(() => op.redeem(code))
      const tolerated = answer.hasToken ? 'the verifier still belongs to its challenge' : undefined
      law(answer, { about: `a verifier with a ${name}`, tolerated }).refuses('invalid_grant', 'invalid_request')
    }
  },
})
