import { check } from '../../harness/check.ts'
import type { AssertionTries, Target, TriedAssertion } from '../../harness/context.ts'
import { may, must, security } from '../../harness/law.ts'

export const explicitTypeAccepted = check({
  id: 'jwt-client-auth.explicit-type-accepted',
  title: 'An assertion may say in typ what it is, and may leave typ out',
  law: [security('RFC 7523bis draft', '4')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    typed: 'Send one whose header has typ client-authentication+jwt, and one without typ',
  },
  holds: 'Each answer is 200 with an access_token',
  defect: 'assertion-typ-jwt-only',
  caution: 'Always a warning as long as the document is a draft.',
  async run({ op, step, law }) {
    const tries = { 'typ client-authentication+jwt': { header: { typ } }, 'no typ': { header: { typ: null } } }
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      seen.push(...(await step.typed(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about, tolerated: 'a draft asks for it' }).grants())
  },
})

export const issuerAsAudience = check({
  id: 'jwt-client-auth.issuer-as-audience',
  title: 'The issuer is all an assertion has to be addressed to',
  law: [must('RFC 7523bis draft', '4')],
  needs: ['token', 'jwt_client_auth', 'discovery'],
  steps: {
    control: 'Send a token request with an assertion for the audience of the target file or the token endpoint',
    addressed: 'Send one for the issuer of the metadata, as text and as a list of one',
  },
  holds: 'Each answer is 200 with an access_token',
  defect: 'assertion-aud-token-endpoint-only',
  caution:
    'A warning outside profiles that include the draft: older servers insist on the URL of the token endpoint. Refusing the list is a warning everywhere.',
  async run({ op, step, law, target, blocked }) {
    const issuer = target.metadata['issuer'] ?? target.issuer
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      const before = await step.control(() => op.tryAssertions(client, usual(target)))
      if (before.every(({ answer }) => !answer.hasToken)) blocked('no assertion is accepted, whatever its audience')
      const tries = { [text]: { claims: { aud: issuer } }, 'the issuer in a list': { claims: { aud: [issuer] } } }
      seen.push(...(await step.addressed(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => {
      law(answer, { about, tolerated: about.startsWith(text) ? undefined : 'text is the usual form' }).grants()
    })
  },
})

export const endpointAsAudienceRefused = check({
  id: 'jwt-client-auth.endpoint-as-audience-refused',
  title: 'An assertion for an endpoint, or for another server as well, is refused',
  law: [must('RFC 7523bis draft', '4'), may('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth', 'discovery'],
  steps: {
    control: 'Send a token request with an assertion for the issuer, by each method that a client of the target uses',
    wide: 'Send one for the URL of the token endpoint, and one for the issuer and another server in a list',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-aud-lax',
  caution:
    'Information only outside profiles that include the draft: RFC 7523 names the URL of the token endpoint as an example. Not judged where the issuer is no audience.',
  async run({ op, step, law, target, notApplicable }) {
    const issuer = target.metadata['issuer'] ?? target.issuer
    const tries = {
      'the token endpoint as audience': { claims: { aud: target.endpoint('token') } },
      'a list with another server': { claims: { aud: [issuer, 'https://other.invalid'] } },
    }
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      const own = await step.control(() => op.anyGrant({ client, assertion: { claims: { aud: issuer } } }))
      if (own.hasToken) seen.push(...(await step.wide(() => op.tryAssertions(client, tries))))
    }
    if (seen.length === 0) notApplicable('the server takes no assertion for its issuer')
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const requestObjectIsNoAssertion = check({
  id: 'jwt-client-auth.request-object-is-no-assertion',
  title: 'A signed request object does not authenticate its client',
  law: [security('RFC 9101', '10.8'), must('RFC 7523', '3')],
  needs: ['token', 'private_key_jwt'],
  steps: {
    control: 'Send a token request with a good assertion',
    confused: 'Send a request object of the client, which has no sub, as assertion beside the client_id',
  },
  holds: 'The answer is a refusal, a 4xx error',
  defect: 'assertion-accepts-request-object',
  caution: 'Also judged where the server takes no request objects: without sub it is no assertion either.',
  async run({ op, step, law, target }) {
    const client = target.client('private_key_jwt')
    await step.control(() => op.anyGrant({ client }).tokens())
    const request = { client_id: client.client_id, response_type: 'code', redirect_uri: client.redirect_uris[0] }
    const assertion = { header: { typ: 'oauth-authz-req+jwt' }, claims: { ...request, sub: null } }
    const answer = await step.confused(() => op.anyGrant({ client, assertion }))
    law(answer, { about: 'a request object as assertion' }).refuses()
  },
})

const typ = 'client-authentication+jwt'
const text = 'the issuer as text'

function usual(target: Target): AssertionTries {
  return {
    'the usual audience': {},
    'the token endpoint as audience': { claims: { aud: target.endpoint('token') } },
  }
}
