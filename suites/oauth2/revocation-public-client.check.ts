import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Step } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const publicClient = check({
  id: 'revocation.public-client',
  title: 'A public client can revoke its own token with its client_id, and that of nobody else',
  law: [must('RFC 7009', '2.1')],
  needs: ['revocation', 'none', 'refresh_token', 'confidential_client'],
  steps: {
    control: 'A public client gets a refresh token',
    own: 'It revokes the token with its client_id and no secret',
    refresh: 'It uses the token; where that gives a token, once more with another one and a pause for other nodes',
    other: 'Another client gets a refresh token and uses it once',
    crossed: "The public client revokes the other client's newest refresh token",
    after: 'The other client uses that',
  },
  holds: "Its own token is revoked, 200, and refused afterwards; the other client's still works",
  defect: 'revoke-refuses-public-client',
  caution: 'Asked only where the server issues refresh tokens to public clients.',
  alone: true,
  async run(context) {
    const { op, step, law, target, expired } = context
    const client = target.client('public')
    const { revoked, refreshed } = await ownRevoked(context, client, step.control, step.own, step.refresh)
    law(revoked).status(200)
    law(refreshed, { about: 'a refresh token the public client revoked' }).refuses('invalid_grant')
    const first = await step.other(() => op.refreshable({ client: target.otherThan(client) }))
    const held = await step.other(() => op.renew(first))
    await step.crossed(() => op.revoke(held.refresh_token, { client }))
    const after = await step.after(() => op.refresh(held))
    expired.refreshToken(first)
    law(after, { about: 'the owner of a refresh token that a public client revoked' }).grants()
  },
})

/** What the client is told when it revokes its own token and uses it, at once or else after what other nodes may take. */
async function ownRevoked(
  { op, target, wait, expired }: Pick<Context, 'op' | 'target' | 'wait' | 'expired'>,
  client: Client,
  control: Step,
  own: Step,
  refresh: Step,
): Promise<{ revoked: Answer; refreshed: Answer }> {
  const patience = Math.min(10, (target.lifetimes.refresh_token ?? 60) / 3, target.limits.max_wait_s)
  const once = async (pause: number): Promise<{ revoked: Answer; refreshed: Answer }> => {
    const tokens = await control(() => op.refreshable({ client }))
    const revoked = await own(() => op.revoke(tokens.refresh_token, { client }))
    if (pause > 0) await wait(pause, 'other nodes of the server')
    const refreshed = await refresh(() => op.refresh(tokens))
    expired.refreshToken(tokens)
    return { revoked, refreshed }
  }
  const first = await once(0)
  return first.revoked.status === 200 && first.refreshed.hasToken ? once(patience) : first
}
