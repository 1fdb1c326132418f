import { check } from '../../harness/check.ts'
import type { Client, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const newAccessToken = check({
  id: 'refresh.new-access-token',
  title: 'Each refresh gives a different access token',
  law: [security('RFC 6749', '6')],
  needs: ['refresh_token'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    first: 'Refresh',
    second: 'Refresh with the current refresh token; a second later where the first gave the same access token',
  },
  holds: 'The three access tokens differ, or one that came again has only the rest of its lifetime',
  defect: 'refresh-same-access-token',
  caution: 'The same token, still valid, with the rest of its lifetime is allowed and noted.',
  async run({ op, step, law, wait, note }) {
    const tokens = await step.tokens(() => op.refreshable())
    const first = await step.first(() => op.renew(tokens))
    const same = first.access_token === tokens.access_token
    if (same) await wait(pause, 'the lifetime of the same access token to grow shorter')
    const second = await step.second(() => op.refresh(first).tokens())
    if (![tokens, first].some(({ access_token: token }) => token === second.access_token)) return
    if (!same) return note('a refresh may give the access token of before')
    law.that((second.expires_in ?? Infinity) < (first.expires_in ?? Infinity), {
      expected: 'another access token, or the rest of the lifetime',
      actual: 'the access token of before with a lifetime that starts anew',
    })
    note('a refresh gives the access token of before, with the rest of its lifetime')
  },
})

export const missing = check({
  id: 'refresh.missing',
  title: 'A refresh request without refresh_token is invalid_request',
  law: [must('RFC 6749', '5.2')],
  needs: ['refresh_token'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    control: 'Refresh with it',
    absent: 'Send grant_type=refresh_token without refresh_token',
    empty: 'Send it with an empty refresh_token, which counts as absent',
  },
  holds: 'Both answers are 400 with error=invalid_request',
  defect: 'missing-refresh-token-wrong-error',
  caution: 'error=invalid_grant and another 4xx status are warnings.',
  async run({ op, step, law }) {
    const tokens = await step.tokens(() => op.refreshable())
    const { client } = await step.control(() => op.refresh(tokens).tokens())
    const absent = await step.absent(() => op.token(client, { grant_type: 'refresh_token' }))
    const empty = await step.empty(() => op.token(client, { grant_type: 'refresh_token', refresh_token: '' }))
    law.each(
      [
        { answer: absent, about: 'no refresh_token' },
        { answer: empty, about: 'an empty refresh_token' },
      ],
      ({ answer, about }) => law(answer, { about }).errs('invalid_request', { codes: ['invalid_grant'] }),
    )
  },
})

export const accessTokenCannotRefresh = check({
  id: 'refresh.access-token-cannot-refresh',
  title: 'An access token is not accepted as refresh token',
  law: [security('RFC 6749', '1.5')],
  needs: ['refresh_token'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    control: 'Refresh with it',
    access: 'Send the new access token as refresh_token',
  },
  holds: 'The last answer is a refusal, 400 with error=invalid_grant',
  defect: 'access-token-accepted-as-refresh-token',
  async run({ op, step, law, expired }) {
    const tokens = await step.tokens(() => op.refreshable())
    const renewed = await step.control(() => op.refresh(tokens).tokens())
    const { client, access_token: token } = renewed
    const answer = await step.access(() => op.refresh({ client, refresh_token: token }))
    if (!answer.hasToken) expired.accessToken(renewed)
    law(answer, { about: 'an access token as refresh_token' }).refuses('invalid_grant')
  },
})

export const boundToPublicClient = check({
  id: 'refresh.bound-to-public-client',
  title: "A public client's refresh token is refused for another client_id",
  law: [must('OAuth 2.1 draft', '4.3.1')],
  needs: ['refresh_token', 'two_public_clients'],
  steps: {
    other: 'Complete a code flow with public client B and refresh with its own refresh token',
    own: 'Complete a code flow with public client A and refresh',
    crossed: "Send A's current refresh token with B's client_id",
    nameless: 'Send it without any client_id',
  },
  holds: 'Both are refused: 400 with error=invalid_grant for B, 400 or 401 without a client_id',
  defect: 'refresh-public-client-unbound',
  caution:
    'RFC 6749 asks for the check only where the client can be authenticated, so that without OAuth 2.1 in force this is a warning; a token without a client_id always is.',
  async run({ op, step, law, target, expired, notApplicable }) {
    const [client, other] = refreshingPublic(target)
    if (client === undefined || other === undefined) {
      return notApplicable('add two clients with token_endpoint_auth_method: none and the refresh_token grant')
    }
    await step.other(async () => op.refresh(await op.refreshable({ client: other })).tokens())
    const first = await step.own(() => op.refreshable({ client }))
    const held = await step.own(() => op.renew(first))
    const crossed = await step.crossed(() => op.refresh(held, { client: other }))
    const nameless = await step.nameless(() => op.refresh(held, { auth: 'nothing' }))
    expired.refreshToken(first)
    const tolerated = nameless.hasToken ? 'the token itself tells whose it is' : undefined
    const answers = [
      { answer: crossed, about: 'the client_id of another public client', tolerated: undefined, codes: [] },
      { answer: nameless, about: 'no client_id', tolerated, codes: ['invalid_client', 'invalid_request'] },
    ]
    law.each(answers, ({ answer, codes, ...weighing }) => law(answer, weighing).refuses('invalid_grant', ...codes))
  },
})

export const syntax = check({
  id: 'refresh.syntax',
  title: 'Refresh tokens consist of printable ASCII characters',
  law: [must('RFC 6749', 'A.17')],
  needs: ['refresh_token'],
  steps: {
    tokens: 'Complete a code flow that gives a refresh token',
    refreshed: 'Refresh with it and look at the refresh token of the answer, if there is one',
  },
  holds: 'Both values have characters from space to tilde only',
  defect: 'refresh-token-non-ascii',
  async run({ op, step, law }) {
    const tokens = await step.tokens(() => op.refreshable())
    const refreshed = await step.refreshed(() => op.refresh(tokens))
    const values = [tokens.refresh_token, refreshed.json?.['refresh_token'] ?? tokens.refresh_token]
    law.each(values, (value) =>
      law.that(typeof value === 'string' && /^[\x20-\x7e]+$/.test(value), {
        expected: 'a refresh_token of printable ASCII',
        actual: typeof value === 'string' ? 'characters outside printable ASCII' : `a JSON ${typeof value}`,
      }),
    )
  },
})

/** Lifetimes are told in whole seconds. */
const pause = 1.05

function refreshingPublic(target: Target): readonly Client[] {
  return target.clients.filter(
    (client) =>
      client.token_endpoint_auth_method === 'none' &&
      client.redirect_uris.length > 0 &&
      target.allows(client, 'authorization_code') &&
      target.allows(client, 'refresh_token'),
  )
}
