import { check } from '../../harness/check.ts'
import { must, should } from '../../harness/law.ts'

export const downgradeDetected = check({
  id: 'pkce.downgrade-detected',
  title: 'A verifier without a challenge in the authorization request is refused',
  law: [must('RFC 9700', '4.8.2')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Send an authorization request without PKCE',
    plain: 'Redeem such a code without a verifier, to see that the server serves the client without PKCE',
    another: 'Complete another flow without PKCE',
    verifier: 'Redeem its code with a code_verifier',
  },
  holds: 'The token request is refused, or the authorization request was refused already',
  defect: 'pkce-downgrade',
  caution:
    'Servers older than RFC 9700 ignore the verifier. RFC 7636 alone does not ask for the refusal; the downgrade attack of RFC 9700 §4.8 does.',
  async run({ op, step, law, random, note }) {
    await step.control(() => op.userTokens({ pkce: 'S256' }))
    const landing = await step.code(() => op.authorization({ pkce: 'omit' }))
    if (landing.kind !== 'code') {
      law(landing).refuses('invalid_request')
      return note('the authorization request without PKCE was refused already')
    }
    const plain = await step.plain(() => op.redeem(landing.code))
    if (!plain.hasToken) {
      law(plain).refuses('invalid_grant', 'invalid_request')
      return note('a code without PKCE is refused')
    }
    const code = await step.another(() => op.authorize({ pkce: 'omit' }))
    law(await step.verifier(() => op.redeem({ ...code, verifier: random(43) }))).refuses(
      'invalid_grant',
      'invalid_request',
    )
  },
})

export const requiredForPublicClients = check({
  id: 'pkce.required-for-public-clients',
  title: 'A public client without PKCE is refused',
  law: [must('OAuth 2.1 draft', '4.1.2.1'), should('RFC 8252', '8.1')],
  needs: ['authorization_code', 'none', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 as a public client and redeem the code',
    without: 'Send an authorization request without code_challenge',
    redeem: 'Redeem the code, if one is issued, without a verifier',
  },
  holds: 'The authorization request is refused with invalid_request or an error page, or the token request is refused',
  defect: 'pkce-optional-public',
  caution:
    'RFC 9700 obliges the client and RFC 8252 recommends the refusal for native clients; OAuth 2.1 demands it. Outside the profile oauth-2.1 a warning.',
  async run({ op, step, law, target }) {
    const client = target.client('public')
    await step.control(() => op.userTokens({ client, pkce: 'S256' }))
    const landing = await step.without(() => op.authorization({ client, pkce: 'omit' }))
    if (landing.kind !== 'code') return law(landing).refuses('invalid_request')
    law(await step.redeem(() => op.redeem(landing.code))).refuses('invalid_grant', 'invalid_request')
  },
})

export const requiredForConfidentialClients = check({
  id: 'pkce.required-for-confidential-clients',
  title: 'A confidential client without PKCE is refused',
  law: [should('OAuth 2.1 draft', '7.5.1')],
  needs: ['authorization_code', 'confidential_client', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 as a confidential client and redeem the code',
    without: 'Send an authorization request without code_challenge',
  },
  holds: 'The request is refused with invalid_request or an error page',
  defect: 'pkce-optional-confidential',
  caution: 'A client of OpenID Connect may rely on its nonce instead. Outside OAuth 2.1 a warning at most.',
  async run({ op, step, law, target, notApplicable }) {
    const client = target.client('confidential')
    if (!target.allows(client, 'authorization_code')) notApplicable('the confidential clients have no code grant')
    await step.control(() => op.userTokens({ client, pkce: 'S256' }))
    const landing = await step.without(() => op.authorization({ client, pkce: 'omit' }))
    law(landing).refuses('invalid_request')
  },
})

export const unknownMethod = check({
  id: 'pkce.unknown-method',
  title: 'An unknown code_challenge_method is refused',
  law: [must('RFC 7636', '4.4.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    s512: 'Send an authorization request with code_challenge_method=S512',
    made: 'Send one with a made-up method',
  },
  holds: 'Both requests end with error=invalid_request or an error page',
  defect: 'pkce-unknown-method-ignored',
  async run({ op, step, law }) {
    await step.control(() => op.userTokens({ pkce: 'S256' }))
    const withMethod = (method: string) =>
      op.authorization({ pkce: 'S256', parameters: { code_challenge_method: method } })
    law(await step.s512(() => withMethod('S512'))).refuses('invalid_request')
    law(await step.made(() => withMethod('rot13'))).refuses('invalid_request')
  },
})

export const plainVerified = check({
  id: 'pkce.plain-verified',
  title: 'Where plain is offered its verifier is compared',
  law: [must('RFC 7636', '4.6')],
  needs: ['authorization_code', 'pkce_plain'],
  steps: {
    right: 'Complete a code flow with code_challenge_method=plain and redeem the code with the challenge as verifier',
    code: 'Complete another',
    wrong: 'Redeem its code with another verifier',
  },
  holds: 'The right verifier is accepted, the wrong one refused, 400 with error=invalid_grant',
  defect: 'pkce-plain-unverified',
  async run({ op, step, law, random }) {
    const plain = () => {
      const verifier = random(43)
      const parameters = { code_challenge: verifier, code_challenge_method: 'plain' }
      return op.authorize({ pkce: 'S256', verifier, parameters })
    }
    const right = await step.right(plain)
    law(await step.right(() => op.redeem(right)), { about: 'the right verifier of plain' }).grants()
    const code = await step.code(plain)
    law(await step.wrong(() => op.redeem({ ...code, verifier: random(43) }))).refuses('invalid_grant')
  },
})
