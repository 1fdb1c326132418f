import { check } from '../../harness/check.ts'
import type { TriedAssertion } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const issuer = check({
  id: 'jwt-client-auth.issuer',
  title: 'The iss of an assertion is the client',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    wrong: 'Send an assertion without iss, and one whose iss is a name that nobody has',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-iss-unchecked',
  async run({ op, step, law, random }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const tries = { 'no iss': { claims: { iss: null } }, 'another iss': { claims: { iss: `assay-${random(12)}` } } }
      seen.push(...(await step.wrong(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const subject = check({
  id: 'jwt-client-auth.subject',
  title: 'The sub of an assertion is the client_id',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    wrong: 'Send an assertion without sub, and one whose sub is a name that nobody has, both beside the client_id',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-sub-unchecked',
  async run({ op, step, law, random }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const tries = { 'no sub': { claims: { sub: null } }, 'another sub': { claims: { sub: `assay-${random(12)}` } } }
      seen.push(...(await step.wrong(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const audience = check({
  id: 'jwt-client-auth.audience',
  title: 'An assertion that is not addressed to the server is refused',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    wrong: 'Send an assertion without aud, one for another server, and one with a list of two others',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-aud-unchecked',
  async run({ op, step, law }) {
    const [first, second] = ['https://other.invalid/', 'https://another.invalid/token']
    const tries = {
      'no aud': { claims: { aud: null } },
      'the aud of another server': { claims: { aud: first } },
      'a list of other servers as aud': { claims: { aud: [first, second] } },
    }
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      seen.push(...(await step.wrong(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})
