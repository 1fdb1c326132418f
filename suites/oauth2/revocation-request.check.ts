import { check } from '../../harness/check.ts'
import type { Answer, Client, Operations, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const unknownTokenIs200 = check({
  id: 'revocation.unknown-token-is-200',
  title: 'Revoking a token the server does not know, or one that is already revoked, is answered 200',
  law: [must('RFC 7009', '2.2')],
  needs: ['revocation', 'token', 'confidential_client'],
  steps: {
    tokens: 'Get a token',
    unknown: 'Revoke a random opaque value',
    first: 'Revoke the token',
    again: 'Where that was a success: revoke it again',
  },
  holds: 'Both the unknown and the revoked token are answered 200',
  defect: 'revoke-unknown-token-error',
  caution: 'Google answers 400, which is a failure. Another 2xx status is a warning.',
  alone: true,
  async run({ op, step, law, target, random }) {
    const { token, client } = await step.tokens(() => revocable(op, target))
    const unknown = await step.unknown(() => op.revoke(random(43), { client }))
    const first = await step.first(() => op.revoke(token, { client }))
    const seen = [{ answer: unknown, about: 'a token nobody knows' }]
    if (first.status < 300) {
      seen.push({ answer: await step.again(() => op.revoke(token, { client })), about: 'a token revoked before' })
    }
    law.each(seen, ({ answer, about }) => law(answer, { about, tolerated: otherSuccess(answer) }).status(200))
  },
})

export const hintIsOnlyAHint = check({
  id: 'revocation.hint-is-only-a-hint',
  title: 'A wrong or unknown token_type_hint does not keep the server from finding the token to revoke',
  law: [must('RFC 7009', '2.1')],
  needs: ['revocation', 'refresh_token'],
  steps: {
    control: 'Revoke a refresh token with the right hint and see that it is dead',
    tokens: 'Complete a code flow',
    revoke: 'Revoke its refresh token with the hint access_token, another one with a hint that does not exist',
    refresh: 'Refresh with each',
  },
  holds: 'The revocations are answered 200 and the refreshes are refused with error=invalid_grant',
  defect: 'revoke-trusts-hint',
  caution: 'A server that does not revoke refresh tokens at all is judged by revocation.refresh-token.',
  alone: true,
  async run({ op, step, law, expired, notApplicable }) {
    const known = await step.control(() => op.refreshable())
    await step.control(() => op.revoke(known.refresh_token, { client: known.client, hint: 'refresh_token' }))
    const gone = await step.control(() => op.refresh(known))
    if (gone.hasToken) notApplicable('the server does not revoke refresh tokens at all (see revocation.refresh-token)')
    const seen = []
    for (const hint of ['access_token', 'a_type_nobody_knows']) {
      const tokens = await step.tokens(() => op.refreshable())
      const revoked = await step.revoke(() => op.revoke(tokens.refresh_token, { client: tokens.client, hint }))
      const refreshed = await step.refresh(() => op.refresh(tokens))
      expired.refreshToken(tokens)
      seen.push({ revoked, refreshed, about: `a refresh token with the hint ${hint}` })
    }
    law.each(seen, ({ revoked, about }) => law(revoked, { about }).status(200))
    law.each(seen, ({ refreshed, about }) => law(refreshed, { about: `${about}, revoked` }).refuses('invalid_grant'))
  },
})

export const missingToken = check({
  id: 'revocation.missing-token',
  title: 'A revocation request without a token is refused',
  law: [must('RFC 7009', '2.1')],
  needs: ['revocation', 'confidential_client'],
  steps: {
    control: 'Revoke a value nobody knows; where that is refused, a token',
    empty: 'Send the same request without the parameter token',
    hint: 'Send it with token_type_hint in place of token',
  },
  holds: 'Both are refused, 400 with error=invalid_request as JSON',
  defect: 'revoke-missing-token-ok',
  caution: 'Another error code and another 4xx status are warnings. An empty value of token is not tried.',
  alone: true,
  async run({ op, step, law, target, random, blocked }) {
    const unknown = await step.control(() => op.revoke(random(43)))
    const control = unknown.status < 300 ? unknown : await step.control(() => revoked(op, target))
    if (control.status >= 300) blocked(`a complete request is refused too: ${control.describe()}`)
    const empty = await step.empty(() => op.revoke('', { set: { token: null } }))
    const hint = await step.hint(() => op.revoke('', { set: { token: null, token_type_hint: 'access_token' } }))
    const seen = [
      { answer: empty, about: 'a request without parameters' },
      { answer: hint, about: 'a request with token_type_hint only' },
    ]
    law.each(seen, ({ answer, about }) => law(answer, { about, tolerated: refused(answer) }).errs('invalid_request'))
  },
})

/** A token that the server can revoke: of refresh tokens that is demanded. */
async function revocable(op: Operations, target: Target): Promise<{ token: string; client: Client }> {
  const confidential = target.client('confidential')
  if (target.has('refresh_token') && target.allows(confidential, 'refresh_token')) {
    const { refresh_token: token, client } = await op.refreshable({ client: confidential })
    return { token, client }
  }
  const { access_token: token, client } = await op.anyGrant({ client: confidential }).tokens()
  return { token, client }
}

/** The answer to a complete request for a token that exists. */
async function revoked(op: Operations, target: Target): Promise<Answer> {
  const { token, client } = await revocable(op, target)
  return op.revoke(token, { client })
}

const otherSuccess = ({ status }: Answer): string | undefined =>
  status < 300 ? 'the status is a success, only not 200' : undefined

const refused = ({ status, error }: Answer): string | undefined =>
  status >= 400 && status < 500 && error !== undefined ? 'refused all the same, only in another form' : undefined
