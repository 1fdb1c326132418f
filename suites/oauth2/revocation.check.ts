import { check } from '../../harness/check.ts'
import type { Context, Operations, Step, Target, Tokens } from '../../harness/context.ts'
import { may, must, should } from '../../harness/law.ts'

export const refreshToken = check({
  id: 'revocation.refresh-token',
  title: 'A refresh token stops working the moment it is revoked',
  law: [must('RFC 7009', '2')],
  needs: ['revocation', 'refresh_token'],
  steps: {
    tokens: 'Complete a code flow and refresh once, so that the refresh token is known to work',
    revoke: 'Revoke the newest refresh token as its client, with the hint refresh_token',
    refresh: 'Refresh with it; where that gives a token, once more with another one and a pause for other nodes',
  },
  holds: 'The revocation is answered 200 and the refresh is refused, 400 with error=invalid_grant',
  defect: 'revoke-refresh-noop',
  caution:
    'Every server with a revocation endpoint must be able to revoke refresh tokens, so unsupported_token_type is no excuse. Another 2xx status than 200 and a refusal with another error are warnings.',
  alone: true,
  async run({ op, step, law, target, wait, expired }) {
    const patience = Math.min(10, (target.lifetimes.refresh_token ?? 60) / 3, target.limits.max_wait_s)
    for (const pause of [0, patience]) {
      const first = await step.tokens(() => op.refreshable())
      const held = await step.tokens(() => op.renew(first))
      const revoked = await step.revoke(() =>
        op.revoke(held.refresh_token, { client: held.client, hint: 'refresh_token' }),
      )
      const tolerated = success(revoked.status) ? 'the status is a success, only not 200' : undefined
      law(revoked, { about: 'the revocation', tolerated }).status(200)
      if (pause > 0) await wait(pause, 'other nodes of the server')
      const answer = await step.refresh(() => op.refresh(held))
      expired.refreshToken(first)
      if (!answer.hasToken || pause > 0) return law(answer, { about: 'a revoked refresh token' }).refuses(dead)
    }
  },
})

export const accessToken = check({
  id: 'revocation.access-token',
  title: 'An access token stops working the moment it is revoked',
  law: [should('RFC 7009', '2')],
  needs: ['revocation', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'See that it is live: by introspection, else at the resource',
    revoke: 'Revoke it as its client, with the hint access_token',
    probe: 'Look again, for up to ten seconds or a third of its lifetime',
  },
  holds: 'The revocation is answered 200 and the token is dead: active=false, or 401 from the resource',
  defect: 'revoke-access-noop',
  caution:
    'Only recommended: unsupported_token_type is a warning like everything else here. A JWT that the resource checks by itself lives on by design, so without introspection it is not judged.',
  alone: true,
  async run(context) {
    const { op, step, law, target, expired } = context
    const tokens = await step.token(() => freshTokens(op, target))
    await alive(context, step.control, tokens)
    const { access_token: token, client } = tokens
    law(await step.revoke(() => op.revoke(token, { client, hint: 'access_token' }))).status(200)
    const dies = await isDeadSoon(context, step.probe, tokens)
    expired.accessToken(tokens)
    law.that(dies, { expected: 'a dead access token after its revocation', actual: 'the revoked access token is live' })
  },
})

export const refreshCascadesToAccess = check({
  id: 'revocation.refresh-cascades-to-access',
  title: 'Revoking a refresh token also kills the access tokens of the same grant',
  law: [should('RFC 7009', '2.1')],
  needs: ['revocation', 'refresh_token'],
  steps: {
    token: 'Complete two code flows, and refresh once after the second',
    control: 'See that the access tokens are live: by introspection, else at the resource',
    able: 'Revoke the access token of the first, to learn whether the server can do that',
    revoke: 'Revoke the newest refresh token of the second',
    probe: 'Look at the access tokens, for up to ten seconds or a third of their lifetime',
  },
  holds: 'The access tokens of the second are dead too, that from before the refresh included',
  defect: 'revoke-refresh-keeps-access',
  caution:
    'Asked only of servers that can revoke an access token by itself. A JWT that the resource checks by itself is not judged.',
  alone: true,
  async run(context) {
    const { op, step, law, notApplicable, expired } = context
    const single = await step.token(() => op.refreshable())
    await alive(context, step.control, single)
    const able = await step.able(() => op.revoke(single.access_token, { client: single.client, hint: 'access_token' }))
    if (!success(able.status) || !(await isDeadSoon(context, step.probe, single))) notApplicable(unable)
    const tokens = await step.token(() => op.refreshable())
    await alive(context, step.control, tokens)
    const renewed = await step.token(() => op.renew(tokens))
    await alive(context, step.control, renewed)
    const outlived = !(await step.control(() => isLive(context, tokens)))
    const { refresh_token: newest, client } = renewed
    law(await step.revoke(() => op.revoke(newest, { client, hint: 'refresh_token' }))).status(200)
    const expected = 'a dead access token after the revocation of its refresh token'
    for (const each of outlived ? [renewed] : [renewed, tokens]) {
      const dies = await isDeadSoon(context, step.probe, each)
      expired.accessToken(each)
      law.that(dies, { expected, actual: `the ${each === tokens ? 'first ' : ''}access token is still live` })
    }
  },
})

export const accessCascadesToRefresh = check({
  id: 'revocation.access-cascades-to-refresh',
  title: 'Revoking an access token also ends the refresh token of the grant',
  law: [may('RFC 7009', '2.1')],
  needs: ['revocation', 'refresh_token'],
  steps: {
    tokens: 'Complete a code flow and refresh once, so that the refresh token is known to work',
    revoke: 'Revoke the access token only',
    refresh: 'Use the refresh token',
  },
  holds: 'The refresh is refused: a revocation ends the whole grant',
  defect: 'revoke-access-keeps-refresh',
  caution: 'Both ways conform; what is seen is a fact to know. Servers that cannot revoke access tokens are not asked.',
  alone: true,
  async run({ op, step, law, expired, notApplicable }) {
    const first = await step.tokens(() => op.refreshable())
    const held = await step.tokens(() => op.renew(first))
    const { access_token: token, client } = held
    const revoked = await step.revoke(() => op.revoke(token, { client, hint: 'access_token' }))
    if (!success(revoked.status)) notApplicable(unable)
    const answer = await step.refresh(() => op.refresh(held))
    expired.refreshToken(first)
    const about = 'the refresh token of a revoked access token: revocation leaves the grant alive'
    law(answer, { about }).refuses(dead)
  },
})

const dead = 'invalid_grant'

const unable = 'the server does not revoke a single access token (see revocation.access-token)'

const unseen = 'nobody can be asked whether the access token is live: add metadata.introspection_endpoint'

const success = (status: number): boolean => status >= 200 && status < 300

/** A user's token where there are users: resources do not always serve a client's own. */
function freshTokens(op: Operations, target: Target): Promise<Tokens> {
  return target.has('authorization_code') ? op.userTokens() : op.anyGrant().tokens()
}

type Probing = Pick<Context, 'op' | 'target' | 'blocked' | 'notApplicable' | 'wait'>

async function alive(context: Probing, control: Step, tokens: Tokens): Promise<void> {
  const { blocked } = context
  const live = await control(() => isLive(context, tokens))
  if (!live) blocked('a fresh access token is not live, so its end could not be seen')
}

/** Whether the token stops working within the time that other nodes may take. */
async function isDeadSoon(context: Probing, probe: Step, tokens: Tokens): Promise<boolean> {
  const patience = Math.min(10, (tokens.expires_in ?? 60) / 3)
  for (const pause of [0, patience / 4, patience / 4, patience / 2]) {
    if (pause > 0) await context.wait(pause, 'other nodes of the server')
    if (!(await probe(() => isLive(context, tokens)))) return true
  }
  return false
}

async function isLive({ op, target, blocked, notApplicable }: Probing, tokens: Tokens): Promise<boolean> {
  const { access_token: token } = tokens
  if (target.has('introspection')) {
    const { json, error } = await op.introspect(token)
    const active = json?.['active']
    if (typeof active === 'boolean') return active
    if (error !== 'unsupported_token_type') blocked('introspection does not say whether the token is active')
  }
  if (!target.has('resource') || op.claims(token) !== undefined) return notApplicable(unseen)
  const { status } = await op.resource(token)
  if (!success(status) && status !== 401) blocked(`the resource answered ${status}, which does not speak of the token`)
  return success(status)
}
