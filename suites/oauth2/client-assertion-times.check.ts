import { check } from '../../harness/check.ts'
import type { TriedAssertion } from '../../harness/context.ts'
import { may, must, security } from '../../harness/law.ts'

export const expRequired = check({
  id: 'jwt-client-auth.exp-required',
  title: 'An assertion that never ends is refused',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    endless: 'Send an assertion with iat and without exp',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-exp-optional',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      seen.push(...(await step.endless(() => op.tryAssertions(client, { 'no exp': { claims: { exp: null } } }))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const expired = check({
  id: 'jwt-client-auth.expired',
  title: 'An assertion that has ended is refused',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    late: 'Send an assertion issued ten minutes ago that ended five minutes ago',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-exp-ignored',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const tries = { 'exp five minutes ago': { claims: { iat: now() - 600, exp: now() - 300 } } }
      seen.push(...(await step.late(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const notBefore = check({
  id: 'jwt-client-auth.not-before',
  title: 'An assertion whose nbf lies ahead is refused',
  law: [must('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    early: 'Send an assertion with nbf five and exp six minutes ahead',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-nbf-ignored',
  caution: 'The times are near, so that a server that limits the life of assertions does not refuse for that reason.',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const tries = { 'nbf five minutes ahead': { claims: { nbf: now() + 300, exp: now() + 360 } } }
      seen.push(...(await step.early(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

export const skewTolerated = check({
  id: 'jwt-client-auth.skew-tolerated',
  title: 'A client whose clock is ahead by seconds authenticates all the same',
  law: [security('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    ahead: 'Send an assertion with nbf and iat eight seconds ahead',
  },
  holds: 'Each answer is 200 with an access_token',
  defect: 'assertion-no-skew',
  caution: 'Always a warning: tolerance is allowed and nobody is obliged to it.',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const tries = {
        'nbf and iat eight seconds ahead': { claims: { nbf: now() + 8, iat: now() + 8, exp: now() + 68 } },
      }
      seen.push(...(await step.ahead(() => op.tryAssertions(client, tries))))
    }
    const tolerated = 'RFC 7523 leaves it to the server how far clocks may differ'
    law.each(seen, ({ answer, about }) => law(answer, { about, tolerated }).grants())
  },
})

export const farFutureExp = check({
  id: 'jwt-client-auth.far-future-exp',
  title: 'An assertion that is valid for years is refused',
  law: [security('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    lasting: 'Send an assertion with exp ten years ahead',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-lives-forever',
  caution: 'Acceptance is a warning: the document only permits the refusal.',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const tries = { 'exp ten years ahead': { claims: { exp: now() + 10 * year } } }
      seen.push(...(await step.lasting(() => op.tryAssertions(client, tries))))
    }
    const tolerated = 'RFC 7523 permits the refusal and does not demand it'
    law.each(seen, ({ answer, about }) => law(answer, { about, tolerated }).refuses())
  },
})

export const oldIat = check({
  id: 'jwt-client-auth.old-iat',
  title: 'An assertion issued a year ago is refused even before it ends',
  law: [may('RFC 7523', '3')],
  needs: ['token', 'jwt_client_auth'],
  steps: {
    control: 'Send a token request with a good assertion, by each method that a client of the target uses',
    old: 'Send an assertion with iat a year ago and exp a minute ahead',
  },
  holds: 'Each is refused with a 4xx error',
  defect: 'assertion-old-iat',
  caution: 'Information only: the refusal is optional.',
  async run({ op, step, law }) {
    const seen: TriedAssertion[] = []
    for (const client of op.signers()) {
      await step.control(() => op.anyGrant({ client }).tokens())
      const tries = { 'iat a year ago': { claims: { iat: now() - year } } }
      seen.push(...(await step.old(() => op.tryAssertions(client, tries))))
    }
    law.each(seen, ({ answer, about }) => law(answer, { about }).refuses())
  },
})

const year = 365 * 24 * 60 * 60

/** Seconds since the epoch. */
function now(): number {
  return Math.floor(Date.now() / 1000)
}
