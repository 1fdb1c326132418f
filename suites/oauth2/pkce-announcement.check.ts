import { check } from '../../harness/check.ts'
import type { Context, Landing } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

const s256 = { pkce: 'S256' } as const

export const supportDetectable = check({
  id: 'pkce.support-detectable',
  title: 'Clients can find out that PKCE is supported',
  law: [must('RFC 9700', '2.1.1')],
  needs: ['authorization_code', 'discovery'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code',
    code: 'Complete another one',
    wrong: 'Redeem its code with a wrong verifier, to see that the server really looks',
  },
  holds: 'A server that does PKCE lists S256 in code_challenge_methods_supported',
  defect: 'pkce-not-advertised',
  caution: 'Another way to tell clients is allowed, so a missing list is a warning.',
  async run({ op, step, law, target, random, notApplicable }) {
    await step.control(() => op.userTokens(s256))
    const code = await step.code(() => op.authorize(s256))
    const wrong = await step.wrong(() => op.redeem({ ...code, verifier: random(43) }))
    if (wrong.hasToken) notApplicable('a wrong verifier is accepted: the server does not do PKCE')
    const listed = target.metadata['code_challenge_methods_supported']
    law.that(Array.isArray(listed) && listed.includes('S256'), {
      expected: 'code_challenge_methods_supported with S256',
      actual: listed === undefined ? 'no such list' : `code_challenge_methods_supported ${JSON.stringify(listed)}`,
      tolerated: listed === undefined ? 'clients may be told in another way' : undefined,
    })
  },
})

export const missingChallengeErrorCode = check({
  id: 'pkce.missing-challenge-error-code',
  title: 'A server that requires PKCE reports a missing challenge as invalid_request',
  law: [must('RFC 7636', '4.4.1')],
  needs: ['authorization_code', 'pkce'],
  steps: {
    control: 'Complete a code flow with S256 and redeem the code, as a public client where there is one',
    without: 'Send an authorization request without code_challenge',
    redeem: 'Redeem the code, if one is issued, to see whether the server asks for a verifier only then',
  },
  holds: 'The redirect carries error=invalid_request',
  defect: 'pkce-missing-challenge-wrong-error',
  caution:
    'Not judged where PKCE is optional. For a confidential client a warning, and so is an answer that stays at the server: RFC 9700 §4.11.2 lets it keep a user from a client it does not trust.',
  async run(context) {
    const { op, step, law, target, notApplicable } = context
    const client = target.findClient('public') ?? target.client('code')
    await step.control(() => op.userTokens({ ...s256, client }))
    const landing = await step.without(() => op.authorization({ client, pkce: 'omit' }))
    const pushed = landing.kind === 'page' ? landing.pushed : undefined
    if (landing.kind === 'page' && pushed === undefined) return tellsNoClient(context, landing)
    const late = landing.kind === 'code' ? await step.redeem(() => op.redeem(landing.code)) : undefined
    if (late?.hasToken) notApplicable(`PKCE is optional for client ${client.name}: add a client that has to use it`)
    const error = landing.kind === 'error' ? landing.error : pushed
    const secret = client.token_endpoint_auth_method !== 'none'
    law.that(error === 'invalid_request', {
      expected: 'a redirect with error=invalid_request',
      actual: error === undefined ? 'a code that the token endpoint refuses' : `a redirect with error=${error}`,
      tolerated: secret ? 'the sentence speaks of public clients' : undefined,
    })
  },
})

export const speculativeUseTolerated = check({
  id: 'pkce.speculative-use-tolerated',
  title: 'A server that does not announce PKCE ignores its parameters',
  law: [must('RFC 6749', '3.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow without PKCE and redeem the code',
    speculative: 'Send an authorization request with an S256 challenge',
    redeemed: 'Redeem its code with the verifier',
  },
  holds: 'Both requests succeed, as without the parameters',
  defect: 'pkce-parameters-rejected',
  caution: 'Where PKCE is announced, other checks judge it.',
  async run({ op, step, law, target, notApplicable, blocked }) {
    if (target.has('pkce') || target.has('pkce_plain')) notApplicable('the server announces PKCE')
    const without = await step.control(() => op.authorization({ pkce: 'omit' }))
    if (without.kind !== 'code') return notApplicable('the server gives no code without PKCE, so it knows PKCE')
    const { status } = await step.control(() => op.redeem(without.code))
    if (status === 400) notApplicable('the server gives no token without PKCE, so it knows PKCE')
    const landing = await step.speculative(() => op.authorization({ pkce: 'S256' }))
    if (landing.kind === 'page' && landing.lost) blocked(landing.stuck)
    law.that(landing.kind === 'code', {
      expected: 'a code, as without code_challenge',
      actual: landing.kind === 'error' ? `a redirect with error=${landing.error}` : 'a page',
    })
    if (landing.kind !== 'code') return
    law(await step.redeemed(() => op.redeem(landing.code)), { about: 'a token request with code_verifier' }).grants()
  },
})

type Page = Extract<Landing, { kind: 'page' }>

/** Judges an answer that stays at the server. */
function tellsNoClient({ law, blocked }: Pick<Context, 'law' | 'blocked'>, { status, lost, stuck }: Page): void {
  if (lost) blocked(stuck)
  law.that(false, {
    expected: 'a redirect with error=invalid_request',
    actual: `an answer with status ${status}, and no redirect`,
    tolerated: status < 500 ? 'the user is told, the client is not' : undefined,
  })
}
