import { check } from '../../harness/check.ts'
import type { Landing } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

const s256 = { pkce: 'S256' } as const

/** The worked example of RFC 7636 appendix B; its challenge holds a hyphen, which standard base64 writes as a plus. */
const example = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
}

export const plainRefused = check({
  id: 'pkce.plain-refused',
  title: 'The plain method is not offered',
  law: [security('RFC 9700', '2.1.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    plain: 'Send an authorization request with code_challenge_method=plain',
    redeem: 'Redeem the code, if one is issued, with the challenge as verifier',
  },
  holds: 'The request is refused with invalid_request or an error page, or the redemption is refused',
  defect: 'pkce-plain-accepted',
  caution: 'RFC 7636 allows plain and RFC 9700 speaks to the client: a warning.',
  async run({ op, step, law, random }) {
    await step.control(() => op.userTokens(s256))
    const verifier = random(43)
    const parameters = { code_challenge: verifier, code_challenge_method: 'plain' }
    const landing = await step.plain(() => op.authorization({ ...s256, verifier, parameters }))
    if (landing.kind !== 'code') return law(landing).refuses('invalid_request')
    const tolerated = 'RFC 7636 allows plain; clients do well not to use it'
    law(await step.redeem(() => op.redeem(landing.code)), { tolerated }).refuses('invalid_grant', 'invalid_request')
  },
})

export const methodDefaultsToPlain = check({
  id: 'pkce.method-defaults-to-plain',
  title: 'A challenge without method is plain or refused, never S256',
  law: [must('RFC 7636', '4.3')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    without: 'Send an S256 challenge without code_challenge_method',
    verifier: 'Redeem the code, if one is issued, with the verifier',
  },
  holds: 'The request is refused with invalid_request, or the redemption is refused with invalid_grant',
  defect: 'pkce-default-s256',
  async run({ op, step, law }) {
    await step.control(() => op.userTokens(s256))
    const landing = await step.without(() => op.authorization({ ...s256, parameters: { code_challenge_method: null } }))
    if (landing.kind !== 'code') return law(landing).refuses('invalid_request')
    law(await step.verifier(() => op.redeem(landing.code))).refuses('invalid_grant', 'invalid_request')
  },
})

export const methodWithoutChallenge = check({
  id: 'pkce.method-without-challenge',
  title: 'A method without a challenge does not start a PKCE flow',
  law: [security('RFC 7636', '4.3')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    without: 'Send code_challenge_method=S256 without a code_challenge, then with an empty one',
    redeem: 'Redeem the code, if one is issued, with a random verifier',
    plain: 'Where that worked, try the same after a flow without any sign of PKCE',
  },
  holds: 'The request is refused with invalid_request, or the verifier is refused with invalid_grant',
  defect: 'pkce-empty-challenge-accepted',
  caution:
    'A server that ignores every verifier without a challenge gets a warning; pkce.downgrade-detected judges that.',
  async run({ op, step, law, random }) {
    await step.control(() => op.userTokens(s256))
    for (const code_challenge of [null, '']) {
      const about = code_challenge === null ? 'a method alone' : 'a method with an empty challenge'
      const landing = await step.without(() => op.authorization({ ...s256, parameters: { code_challenge } }))
      if (landing.kind !== 'code') {
        law(landing, { about }).refuses('invalid_request')
        continue
      }
      const verifier = random(43)
      const answer = await step.redeem(() => op.redeem({ ...landing.code, verifier }))
      const ignores =
        answer.hasToken &&
        (await step.plain(async () => op.redeem({ ...(await op.authorize({ pkce: 'omit' })), verifier }))).hasToken
      const tolerated = ignores ? 'every verifier without a challenge is ignored' : undefined
      law(answer, { about, tolerated }).refuses('invalid_grant', 'invalid_request')
    }
  },
})

export const malformedChallenge = check({
  id: 'pkce.malformed-challenge',
  title: 'A challenge that no verifier can match is refused early or never matched',
  law: [must('RFC 7636', '4.2')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    malformed: 'Send a challenge that is padded, in standard base64, one character short, or far too long',
    redeem: 'Redeem the code, if one is issued, with the verifier of the well-formed challenge',
    without: 'Redeem another such code without a verifier, unless that works with a well-formed challenge too',
  },
  holds: 'Each request is refused with invalid_request, or the redemption is refused with invalid_grant',
  defect: 'pkce-challenge-normalised',
  caution:
    'A token for the padded challenge alone is a warning. That no verifier is needed at all is judged by pkce.missing-verifier.',
  async run({ op, step, law }) {
    await step.control(() => op.userTokens(s256))
    const { verifier } = example
    const withoutVerifier = { set: { code_verifier: null } }
    const open = await step.without(async () => op.redeem(await op.authorize(s256), withoutVerifier))
    for (const { about, code_challenge, excuse } of malformed) {
      const landing = await step.malformed(() => op.authorization({ verifier, parameters: { code_challenge } }))
      if (landing.kind !== 'code') {
        law(landing, { about }).refuses('invalid_request')
        continue
      }
      const answer = await step.redeem(() => op.redeem(landing.code))
      const tolerated = answer.hasToken ? excuse : undefined
      law(answer, { about, tolerated }).refuses('invalid_grant', 'invalid_request')
      if (open.hasToken) continue
      const again = await step.malformed(() => op.authorization({ verifier, parameters: { code_challenge } }))
      if (again.kind !== 'code') continue
      const bare = await step.without(() => op.redeem(again.code, withoutVerifier))
      law(bare, { about: `no verifier for ${about}` }).refuses('invalid_grant', 'invalid_request')
    }
  },
})

export const challengeNotExposed = check({
  id: 'pkce.challenge-not-exposed',
  title: 'The challenge cannot be read from the authorization response',
  law: [must('RFC 7636', '4.4')],
  needs: ['authorization_code', 'pkce'],
  steps: { code: 'Complete a code flow with S256 and search the redirect and the code for the challenge' },
  holds: 'It occurs neither as it is nor in what the code decodes to',
  defect: 'pkce-challenge-in-code',
  async run({ op, step, law, blocked }) {
    const landing = await step.code(() => op.authorization(s256))
    if (landing.kind !== 'code') return blocked('no code was issued, so there is nothing to search')
    const challenge = landing.code.challenge ?? ''
    const places = legible(landing).filter(([, text]) => text.includes(challenge))
    law.that(places.length === 0, {
      expected: 'no trace of the challenge',
      actual: `the challenge in ${places.map(([place]) => place).join(' and ')}`,
    })
  },
})

const { challenge } = example

const malformed: readonly { about: string; code_challenge: string; excuse?: string }[] = [
  { about: 'a challenge in standard base64', code_challenge: challenge.replaceAll('-', '+') },
  { about: 'a challenge one character short', code_challenge: challenge.slice(0, -1) },
  { about: 'a challenge of 129 characters', code_challenge: challenge.padEnd(129, 'A') },
  { about: 'a padded challenge', code_challenge: `${challenge}=`, excuse: 'padding changes nothing of the hash' },
]

/** Everything an onlooker can read of an authorization response. */
function legible({ url, code }: Extract<Landing, { kind: 'code' }>): readonly (readonly [string, string])[] {
  const decoded = code.value.split(/[^\w-]/).map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  return [
    ['the redirect', decodeURIComponent(url)],
    ['the decoded code', decoded.join(' ')],
  ]
}
