import { check } from '../../harness/check.ts'
import type { Answer, AssertionOptions, Client, Context, Target, TriedAssertion } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const accepted = check({
  id: 'jwt-client-auth.accepted',
  title: 'A good assertion authenticates its client',
  law: [must('RFC 7523', '2.2')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    named: 'Send a token request with a good assertion and client_id, by each method that a client of the target uses',
    nameless: 'Send it with the assertion alone',
  },
  holds: 'Each answer is 200 with an access_token',
  defect: 'assertion-refused',
  caution:
    'A server that refuses the audience of the target file gets the issuer and the URL of the token endpoint as well. Demanding client_id (Entra ID) is a warning. Not judged where the metadata leaves the method out. The key in the target file may be wrong.',
  async run({ op, step, law, target, note, blocked, notApplicable }) {
    const listed = target.metadata['token_endpoint_auth_methods_supported']
    const isListed = ({ token_endpoint_auth_method: method }: Client) =>
      !Array.isArray(listed) || listed.includes(method)
    const judged = op.signers().filter(isListed)
    if (judged.length === 0) notApplicable('the metadata does not list the method that the client uses')
    const nameless: TriedAssertion[] = []
    for (const client of judged) {
      const seen = await step.named(() => untilAccepted(op, client, audiences(target)))
      const last = seen.at(-1)
      if (last === undefined) continue
      if (last.answer.hasToken && seen.length > 1) note(`assertion_audience has to be ${last.about}`)
      if (!last.answer.hasToken && !isOfClient(last.answer)) blocked(`no token: ${last.answer.describe()}`)
      law(seen.find(({ answer }) => answer.hasToken)?.answer ?? last.answer, { about: nameOf(client) }).grants()
      const assertion = { claims: { aud: last.aud } }
      const answer = await step.nameless(() => op.anyGrant({ client, assertion, set: { client_id: null } }))
      nameless.push({ about: `${nameOf(client)} without client_id`, answer })
    }
    law.each(nameless, ({ answer, about }) => law(answer, { about, tolerated: demanding }).grants())
  },
})

export const assertionType = check({
  id: 'jwt-client-auth.assertion-type',
  title: 'An assertion without the registered client_assertion_type is refused',
  law: [must('RFC 7523', '2.2')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    odd: 'Send good assertions without client_assertion_type, with the one of SAML and with an invented one',
  },
  holds: 'Each is refused with error=invalid_request or invalid_client',
  defect: 'assertion-type-ignored',
  caution: 'Another error code is a warning.',
  async run({ op, step, law, random }) {
    const types = { none: null, 'that of SAML': samlType, 'an invented one': `urn:example:${random(12)}` }
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      for (const [what, type] of Object.entries(types)) {
        const answer = await step.odd(() => op.anyGrant({ client, set: { client_assertion_type: type } }))
        seen.push({ about: `client_assertion_type: ${what}`, answer })
      }
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses('invalid_request', 'invalid_client'))
  },
})

export const replay = check({
  id: 'jwt-client-auth.replay',
  title: 'An assertion authenticates once',
  law: [security('RFC 7523', '3'), must('OIDC Core 1.0', '9')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    first: 'Send a token request with a good assertion, by each method that a client of the target uses',
    again: 'Send three requests with the very same assertion, then one with a new assertion of the same jti',
  },
  holds: 'All but the first are refused with a 4xx error',
  defect: 'assertion-replay',
  caution: 'Acceptance is a warning at servers without OpenID Connect: only that makes single use a rule.',
  async run({ op, step, law, target }) {
    const tolerated = target.has('openid') ? undefined : 'RFC 7523 leaves the memory for jti to the server'
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      const assertion = await op.assertion(client)
      await step.first(() => op.anyGrant({ client, assertion }).tokens())
      const renewed = { claims: { jti: op.claims(assertion)?.['jti'] } }
      const tries = { 'the same assertion': assertion, 'the third time': assertion, 'the fourth time': assertion }
      seen.push(...(await step.again(() => op.tryAssertions(client, { ...tries, 'the same jti': renewed }))))
    }
    law.each(seen, ({ answer, about }) => {
      law(answer, { about, tolerated: answer.hasToken ? tolerated : undefined }).refuses()
    })
  },
})

export const errorCode = check({
  id: 'jwt-client-auth.error-code',
  title: 'A refused assertion is reported as invalid_client',
  law: [must('RFC 7521', '4.2.1')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    refused: 'Send one with a strange signature, and one that ended five minutes ago',
  },
  holds: 'Each answer is 400 or 401 with error=invalid_client',
  defect: 'assertion-error-invalid-grant',
  caution:
    'error=unauthorized_client (Keycloak) is a warning, and so is invalid_request for the one that ended. Where a token is given the other laws judge.',
  async run({ op, step, law, notApplicable }) {
    const seen: (TriedAssertion & { readonly codes: readonly string[] })[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      for (const [about, { codes, ...assertion }] of Object.entries(refusals())) {
        const answer = await step.refused(() => op.anyGrant({ client, assertion }))
        if (!answer.hasToken) seen.push({ about: `${about}, by ${nameOf(client)}`, answer, codes })
      }
    }
    if (seen.length === 0) notApplicable('the server refuses no assertion')
    law.each(seen, ({ answer, about, codes }) => law(answer, { about }).errs('invalid_client', { codes }))
  },
})

const samlType = 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer'
const demanding = 'client_id beside an assertion is optional, and some servers demand it'

function refusals(): Record<string, AssertionOptions & { readonly codes: readonly string[] }> {
  const now = Math.floor(Date.now() / 1000)
  return {
    'a strange signature': { signer: 'stranger', codes: ['unauthorized_client'] },
    'exp five minutes ago': {
      claims: { iat: now - 600, exp: now - 300 },
      codes: ['unauthorized_client', 'invalid_request'],
    },
  }
}

const nameOf = ({ token_endpoint_auth_method: method }: Client): string => method

/** What a server may want assertions to be addressed to, the configured value first. */
function audiences(target: Target): readonly string[] {
  return [...new Set([target.assertionAudience, target.issuer, target.endpoint('token')])]
}

/** The answers to good assertions for one audience after the other, up to the first that is accepted. */
async function untilAccepted(op: Context['op'], client: Client, all: readonly string[]) {
  const seen: (TriedAssertion & { readonly aud: string })[] = []
  for (const aud of all) {
    const answer = await op.anyGrant({ client, assertion: { claims: { aud } } })
    seen.push({ about: aud, answer, aud })
    if (answer.hasToken) break
  }
  return seen
}

/** Whether a refusal is about the client. */
function isOfClient({ error, status }: Answer): boolean {
  return status === 401 || error === undefined || error === 'invalid_client' || error === 'invalid_request'
}
