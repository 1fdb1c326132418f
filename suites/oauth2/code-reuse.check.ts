import { check } from '../../harness/check.ts'
import { should } from '../../harness/law.ts'

export const reuseRevokesAccessToken = check({
  id: 'code.reuse-revokes-access-token',
  title: 'Redeeming a code twice revokes the access token issued for it',
  law: [should('RFC 6749', '4.1.2')],
  needs: ['authorization_code', 'resource'],
  steps: {
    tokens: 'Complete a code flow and redeem the code',
    control: 'Call the resource with the access token',
    reuse: 'Redeem the code again',
    resource: 'Call the resource with the same access token, for up to ten seconds or a third of its lifetime',
    introspection: 'Ask introspection about the access token',
  },
  holds: 'The resource refuses the token with 401, or introspection says it is inactive',
  defect: 'code-reuse-keeps-access-token',
  caution:
    'Only recommended, and only where possible: a self-contained token that the resource checks by itself cannot be revoked, so a JWT without introspection is not judged.',
  alone: true,
  async run({ op, step, law, target, wait, notApplicable, blocked, expired }) {
    const code = await step.tokens(() => op.authorize())
    const tokens = await step.tokens(() => op.redeem(code).tokens())
    const token = tokens.access_token
    const before = await step.control(() => op.resource(token))
    if (before.status >= 300) blocked(`the resource does not accept a fresh access token: ${before.describe()}`)
    const again = await step.reuse(() => op.redeem(code))
    if (again.hasToken) notApplicable(noReuse)
    if (!target.has('introspection') && op.claims(token) !== undefined) notApplicable(unseen)
    const asked = target.has('introspection') ? await step.introspection(() => op.introspect(token)) : undefined
    if (asked?.json?.['active'] === false) return expired.accessToken(tokens)
    const patience = Math.min(10, (tokens.expires_in ?? 60) / 3)
    for (const pause of [0, patience / 4, patience / 4, patience / 2]) {
      if (pause > 0) await wait(pause, 'caches of the resource')
      if ((await step.resource(() => op.resource(token))).status === 401) return expired.accessToken(tokens)
    }
    const actual = 'the access token still works after its code was redeemed twice'
    law.that(false, { expected: '401 from the resource, or active=false', actual })
  },
})

const noReuse = 'the second redemption is not refused, so there is no reuse to react to (see code.single-use)'

const unseen = 'the token is a JWT and nobody can be asked about it: add metadata.introspection_endpoint'

export const reuseRevokesRefreshToken = check({
  id: 'code.reuse-revokes-refresh-token',
  title: 'Redeeming a code twice revokes the refresh token issued for it',
  law: [should('RFC 6749', '4.1.2')],
  needs: ['authorization_code', 'refresh_token'],
  steps: {
    control: 'Get a refresh token and use it',
    code: 'Complete another code flow',
    first: 'Redeem the code, and the second time use the refresh token of that too',
    reuse: 'Redeem the code again',
    refresh: 'Use the latest refresh token of the first redemption',
  },
  holds: 'The refresh request is refused, 400 with error=invalid_grant',
  defect: 'code-reuse-keeps-refresh-token',
  caution: 'Only recommended.',
  alone: true,
  async run({ op, step, law, target, notApplicable }) {
    const seen = []
    for (const client of target.kinds('refresh')) {
      for (const about of ['a fresh refresh token', 'a refresh token that was renewed']) {
        await step.control(async () => op.refresh(await op.refreshable({ client })).tokens())
        const code = await step.code(() => op.authorize({ client }))
        const fresh = await step.first(() => op.redeem(code).tokens())
        const latest = about.startsWith('a fresh') ? fresh : await step.first(() => op.renew(fresh))
        const again = await step.reuse(() => op.redeem(code))
        if (again.hasToken) notApplicable(noReuse)
        seen.push({ about: `${about} of client ${client.name}`, answer: await step.refresh(() => op.refresh(latest)) })
      }
    }
    law.each(seen, ({ about, answer }) => law(answer, { about }).refuses('invalid_grant'))
  },
})
