import { check } from '../../harness/check.ts'
import type { AuthorizeOptions, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

const s256 = { pkce: 'S256' } as const

/** The worked example of RFC 7636 appendix B. */
const exampleVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const exampleChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

export const s256Works = check({
  id: 'pkce.s256-works',
  title: 'A code flow with S256 succeeds',
  law: [must('RFC 7636', '4.6')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow as usual: the login works',
    random: 'Redeem a code with a random verifier',
    example: 'Redeem a code with the verifier of the worked example in RFC 7636 appendix B',
  },
  holds: 'Both codes are redeemed',
  defect: 'pkce-s256-wrong-encoding',
  caution: 'With error=invalid_client nothing is judged: the credentials in the target file may be wrong.',
  async run({ op, step, law, blocked }) {
    const code = await step.control(() => op.authorize(s256))
    const answer = await step.random(() => op.redeem(code))
    if (answer.error === 'invalid_client') blocked(`the credentials of client ${code.client.name} are refused`)
    law(answer).grants()
    law(await step.example(async () => op.redeem(await op.authorize({ ...s256, verifier: exampleVerifier })))).grants()
  },
})

export const wrongVerifier = check({
  id: 'pkce.wrong-verifier',
  title: 'A wrong code_verifier is refused with invalid_grant',
  law: [must('RFC 7636', '4.6')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Complete another one, and one with a public client where there is one',
    wrong: 'Redeem each code with the right verifier reversed, twice',
    near: 'Redeem a code whose challenge has its letters in the other case, then with another character at either end, with the verifier of the unaltered challenge',
  },
  holds: 'Each answer is 400 with error=invalid_grant',
  defect: 'pkce-unverified',
  caution: 'error=invalid_request and another 4xx status are warnings.',
  async run({ op, step, law, target }) {
    const seen = []
    for (const options of eachKindOfClient(target)) {
      await step.control(() => op.userTokens(options))
      const code = await step.code(() => op.authorize(options))
      const verifier = [...(code.verifier ?? '')].toReversed().join('')
      const about = `a wrong verifier of client ${code.client.name}`
      seen.push({ about, answer: await step.wrong(() => op.redeem({ ...code, verifier })) })
      const again = await step.wrong(() => op.redeem({ ...code, verifier }))
      if (again.hasToken) seen.push({ about: `${about}, at the second try`, answer: again })
    }
    for (const [how, code_challenge] of Object.entries(nearMisses)) {
      const altered = { verifier: exampleVerifier, parameters: { code_challenge } }
      const answer = await step.near(async () => op.redeem(await op.authorize(altered)))
      seen.push({ about: `a challenge with ${how}`, answer })
    }
    law.each(seen, ({ about, answer }) => law(answer, { about }).errs('invalid_grant', { codes: ['invalid_request'] }))
  },
})

export const missingVerifier = check({
  id: 'pkce.missing-verifier',
  title: 'A code issued for a challenge cannot be redeemed without a verifier',
  law: [must('RFC 9700', '2.1.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Complete another one, and one with a public client where there is one',
    without: 'Redeem each code without code_verifier',
  },
  holds: 'Each answer is a refusal, 400 with error=invalid_grant or invalid_request',
  defect: 'pkce-verifier-optional',
  async run({ op, step, law, target }) {
    const seen = []
    for (const options of eachKindOfClient(target)) {
      await step.control(() => op.userTokens(options))
      const code = await step.code(() => op.authorize(options))
      seen.push({ code, answer: await step.without(() => op.redeem({ ...code, verifier: undefined })) })
    }
    law.each(seen, ({ code, answer }) =>
      law(answer, { about: `no verifier of client ${code.client.name}` }).refuses('invalid_grant', 'invalid_request'),
    )
  },
})

export const challengeAsVerifier = check({
  id: 'pkce.challenge-as-verifier',
  title: 'The S256 challenge itself is not accepted as verifier',
  law: [must('RFC 7636', '4.6')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Complete another one, once for every variant',
    challenge: 'Redeem the code with the challenge as verifier',
    plain: 'Do the same and add code_challenge_method=plain',
  },
  holds: 'Both answers are refusals, 400 with error=invalid_grant',
  defect: 'pkce-method-not-stored',
  async run({ op, step, law }) {
    await step.control(() => op.userTokens(s256))
    const first = await step.code(() => op.authorize(s256))
    law(await step.challenge(() => op.redeem({ ...first, verifier: first.challenge }))).refuses('invalid_grant')
    const second = await step.code(() => op.authorize(s256))
    const plain = { set: { code_challenge_method: 'plain' } }
    law(await step.plain(() => op.redeem({ ...second, verifier: second.challenge }, plain))).refuses('invalid_grant')
  },
})

export const boundToCode = check({
  id: 'pkce.bound-to-code',
  title: 'The challenge belongs to one code, not to the client or session',
  law: [must('RFC 7636', '4.4')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    pair: 'Complete two code flows, A then B, in one session with different verifiers',
    crossed: 'Redeem code A with the verifier of B',
    fresh: 'Complete another pair',
    straight: 'Redeem code A of that pair with its own verifier',
    lone: 'Where that is refused, redeem a code after which none was issued',
  },
  holds: 'The crossed pair is refused, 400 with error=invalid_grant; the straight one succeeds',
  defect: 'pkce-challenge-per-session',
  caution: 'A server that ends a code when the same user and client get another one shows neither.',
  // What a server files with the session is overwritten by every other flow, which would block all of them.
  alone: true,
  async run({ op, step, law, notApplicable }) {
    await step.control(() => op.userTokens(s256))
    const [a, b] = await step.pair(async () => [await op.authorize(s256), await op.authorize(s256)] as const)
    const crossed = await step.crossed(() => op.redeem({ ...a, verifier: b.verifier }))
    law(crossed).refuses('invalid_grant')
    const [straight] = await step.fresh(async () => [await op.authorize(s256), await op.authorize(s256)] as const)
    const answer = await step.straight(() => op.redeem(straight))
    // Neither verifier opens it, and one alone is opened: it is the code that is gone.
    if (answer.error === 'invalid_grant' && (await step.lone(async () => op.redeem(await op.authorize(s256)))).hasToken)
      notApplicable('a code ends as soon as the same client gets another one')
    law(answer).grants()
  },
})

/** With the usual client and with a public one. */
function eachKindOfClient(target: Target): readonly AuthorizeOptions[] {
  return target.kinds('code').map((client) => ({ ...s256, client }))
}

/** The fitting challenge, changed a little; each is well-formed, so that it is stored and compared. */
const nearMisses: Readonly<Record<string, string>> = {
  'its letters in the other case': [...exampleChallenge]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join(''),
  'another first character': `A${exampleChallenge.slice(1)}`,
  'another last character but one': `${exampleChallenge.slice(0, -2)}A${exampleChallenge.slice(-1)}`,
}
