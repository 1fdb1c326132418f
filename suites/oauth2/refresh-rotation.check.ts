import { check } from '../../harness/check.ts'
import type { Answer, Client, NoAnswer, Target, Tokens } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const rotatedOrBoundForPublicClients = check({
  id: 'refresh.rotated-or-bound-for-public-clients',
  title: 'Public clients get a new refresh token on every use, or a sender-constrained one',
  law: [must('RFC 9700', '2.2.2')],
  needs: ['refresh_token', 'none'],
  steps: {
    tokens: 'Complete a code flow with a public client',
    refreshed:
      'Refresh without any proof of possession and compare the refresh tokens, then once more with the new one',
    again: 'Where none or the same came back: refresh with it again',
  },
  holds: 'Each refresh gives another refresh token, or the one that was used is dead',
  defect: 'refresh-not-rotated',
  caution: 'Long established servers do not rotate. Under a profile without RFC 9700 that is a warning.',
  alone: true,
  async run({ op, step, law, target, expired, notApplicable }) {
    const client = target.client('public')
    if (!target.allows(client, 'refresh_token'))
      notApplicable(`client ${client.name} has no refresh_token grant: add it`)
    const first = await step.tokens(() => op.refreshable({ client }))
    const second = await step.refreshed(() => op.refresh(first).tokens())
    const [used, next] = isReplaced(first, second)
      ? [second, await step.refreshed(() => op.refresh(second).tokens())]
      : [first, second]
    if (isReplaced(used, next)) return
    const again = await step.again(() => op.refresh(used))
    if (!again.hasToken) expired.refreshToken(used)
    law.that(!again.hasToken, {
      expected: 'another refresh token for a public client, or one that needs a proof of possession',
      actual: `${next.refresh_token === undefined ? 'no new' : 'the same'} refresh token, and the used one still works`,
    })
    law(again).refuses('invalid_grant')
  },
})

export const rotatedTokenRefused = check({
  id: 'refresh.rotated-token-refused',
  title: 'A refresh token that was replaced is refused',
  law: [must('RFC 9700', '4.14.2')],
  needs: ['refresh_token', 'refresh_rotation'],
  steps: {
    tokens: 'Complete a code flow, with a public client where there is one',
    rotated: 'Refresh: a new refresh token takes the place of the old one',
    soon: 'Refresh with the old one',
    late: 'Refresh with the old one again: once the overlap has passed where that gave a token, else up to five seconds later',
  },
  holds: 'The old refresh token is refused, 400 with error=invalid_grant, and stays refused',
  defect: 'refresh-old-token-works',
  caution:
    'A server may keep the old token of a confidential client: a token for it is a warning. Grace periods of up to minutes are common: a token within lifetimes.refresh_overlap (65 seconds when not declared) is a warning, a token after it is the failure.',
  alone: true,
  async run({ op, step, law, target, wait, expired, notApplicable, blocked }) {
    const client = rotatingClient(target)
    const old = await step.tokens(() => op.refreshable({ client }))
    const next = await step.rotated(() => op.refresh(old).tokens())
    if (!isReplaced(old, next)) notApplicable(noRotation)
    const soon = await step.soon(() => op.refresh(old))
    if (isNoWord(soon)) blocked(`no word about the old refresh token: ${soon.describe()}`, { transient: true })
    if (!soon.hasToken) expired.refreshToken(old)
    const { refresh_overlap: overlap = usualOverlap, refresh_token: life = 60 } = target.lifetimes
    const pause = soon.hasToken ? overlap : Math.min(5, life / 12)
    if (pause > 0) await wait(pause, soon.hasToken ? 'the overlap of replaced refresh tokens' : forgetting)
    const late = await step.late(() => op.refresh(old))
    const [judged, when] = soon.hasToken || late.hasToken ? [late, `the old refresh token ${pause} s later`] : [soon]
    const tolerated = late.hasToken ? leniency(client) : undefined
    law(judged, { about: when ?? 'the old refresh token', tolerated }).refuses('invalid_grant')
    law.that(!soon.hasToken, {
      expected: 'a refusal as soon as the refresh token was replaced',
      actual: `200 with an access_token at first, a refusal only ${overlap} s later`,
      tolerated: 'grace periods for a replaced refresh token are common',
    })
  },
})

export const reuseRevokesFamily = check({
  id: 'refresh.reuse-revokes-family',
  title: 'Using an old refresh token kills the current one',
  law: [must('RFC 9700', '4.14.2')],
  needs: ['refresh_token', 'refresh_rotation'],
  steps: {
    one: 'Complete a code flow, with a public client where there is one: refresh token one',
    two: 'Refresh with it: refresh token two',
    three: 'Refresh with that: refresh token three',
    reuse: 'Refresh with token one, once more after the overlap where it still works',
    current: 'Refresh with token three',
  },
  holds: 'Token three is refused after the reuse of token one, 400 with error=invalid_grant',
  defect: 'refresh-family-survives',
  caution:
    'RFC 9700 asks it of rotation for public clients: for a confidential client it is a warning. Nothing can be said while token one still works.',
  alone: true,
  async run({ op, step, law, target, wait, expired, notApplicable, blocked }) {
    const client = rotatingClient(target)
    const one = await step.one(() => op.refreshable({ client }))
    const two = await step.two(() => op.refresh(one).tokens())
    if (!isReplaced(one, two)) notApplicable(noRotation)
    const three = await step.three(() => op.refresh(two).tokens())
    if (!isReplaced(two, three)) notApplicable(noRotation)
    const overlap = target.lifetimes.refresh_overlap ?? usualOverlap
    let reuse = await step.reuse(() => op.refresh(one))
    if (reuse.hasToken && overlap > 0) {
      await wait(overlap, 'the overlap of replaced refresh tokens')
      reuse = await step.reuse(() => op.refresh(one))
    }
    if (reuse.hasToken) notApplicable(noReuse)
    if (isNoWord(reuse)) blocked(`no word about the reuse: ${reuse.describe()}`, { transient: true })
    const current = await step.current(() => op.refresh(three))
    if (!current.hasToken) expired.refreshToken(one)
    const about = 'the current refresh token after the reuse of an old one'
    law(current, { about, tolerated: current.hasToken ? leniency(client) : undefined }).refuses('invalid_grant')
  },
})

export const reuseRevokesAccessTokens = check({
  id: 'refresh.reuse-revokes-access-tokens',
  title: 'Using an old refresh token also ends the access tokens of the grant',
  law: [security('RFC 9700', '4.14.2')],
  needs: ['refresh_token', 'refresh_rotation', 'resource'],
  steps: {
    one: 'Complete a code flow, with a public client where there is one: refresh token one',
    two: 'Refresh with it: refresh token two, and an access token that the resource accepts',
    reuse: 'Refresh with token one',
    resource: 'Call the resource with the access token; introspect it where it is a JWT that still works',
  },
  holds: 'The resource answers 401 after the reuse, or introspection says that the token is not active',
  defect: 'refresh-reuse-keeps-access-tokens',
  caution:
    'The text speaks of the refresh token only: always a warning. A JWT that a resource checks by itself cannot be ended; without introspection it is not judged.',
  alone: true,
  async run({ op, step, law, target, expired, notApplicable, blocked }) {
    const one = await step.one(() => op.refreshable({ client: rotatingClient(target) }))
    const two = await step.two(() => op.refresh(one).tokens())
    if (!isReplaced(one, two)) notApplicable(noRotation)
    const before = await step.two(() => op.resource(two.access_token))
    if (before.status >= 300) blocked(`the resource does not accept a fresh access token: ${before.describe()}`)
    const reuse = await step.reuse(() => op.refresh(one))
    if (reuse.hasToken) notApplicable(noReuse)
    if (isNoWord(reuse)) blocked(reuse.describe(), { transient: true })
    const after = await step.resource(() => op.resource(two.access_token))
    expired.refreshToken(one)
    expired.accessToken(two)
    if (after.status === 401) return
    if (op.claims(two.access_token) !== undefined) {
      if (!target.has('introspection')) return notApplicable(selfContained)
      if ((await step.resource(() => op.introspect(two.access_token))).json?.['active'] === false) return
    }
    law(after, { about: 'an access token after the reuse', tolerated: refreshTokensOnly }).denies()
  },
})

export const raceSingleWinner = check({
  id: 'refresh.race-single-winner',
  title: 'Parallel use of one rotating refresh token does not fork the family',
  law: [security('RFC 9700', '4.14.2')],
  needs: ['refresh_token', 'refresh_rotation'],
  steps: {
    tokens: 'Complete a code flow and refresh, with a public client where there is one; three times in all',
    race: 'Send the new refresh token on five connections opened before, all at the same moment',
    branches: 'Use each of the different refresh tokens that came back, one after the other',
  },
  holds: 'At most one of the refresh tokens that came back still works',
  defect: 'refresh-race',
  caution:
    'That none works is fine, the losers count as reuse. So is one refresh token given to all. With a declared lifetimes.refresh_overlap, or for a confidential client, several working ones are a warning.',
  alone: true,
  async run({ op, step, law, target, expired, notApplicable, blocked }) {
    const client = rotatingClient(target)
    const grace = (target.lifetimes.refresh_overlap ?? 0) > 0 ? 'the server declares an overlap' : undefined
    for (let round = 0; round < 3; round += 1) {
      const first = await step.tokens(() => op.refreshable({ client }))
      const next = await step.tokens(() => op.refresh(first).tokens())
      if (!isReplaced(first, next)) notApplicable(noRotation)
      const branches = refreshTokensOf(await step.race(() => op.race(5, () => op.refresh(next))))
      if (branches.length === 0) blocked('none of the simultaneous requests gave a refresh token', { transient: true })
      const uses: Answer[] = []
      for (const refresh_token of branches) uses.push(await step.branches(() => op.refresh({ refresh_token, client })))
      if (uses.some(isNoWord)) blocked('not every refresh token could be tried after the race', { transient: true })
      expired.refreshToken(first)
      const alive = uses.filter(({ hasToken }) => hasToken).length
      law.that(alive <= 1, {
        expected: 'at most one refresh token that works after the race',
        actual: `${alive} of ${branches.length} refresh tokens that work next to each other`,
        tolerated: grace ?? leniency(client),
      })
    }
  },
})

/** Common grace periods end within a minute. Seconds. */
const usualOverlap = 65

const forgetting = 'what was refused to be forgotten'

const noReuse =
  'an old refresh token is not refused, so there is no reuse to react to (see refresh.rotated-token-refused)'

const selfContained = 'a JWT cannot be ended: add metadata.introspection_endpoint'

const refreshTokensOnly = 'the text speaks of refresh tokens only'

const noRotation = 'the server does not replace refresh tokens on use: nothing to judge unless rotation is switched on'

/** RFC 9700 binds rotation for public clients; some servers rotate for nobody else. */
function rotatingClient(target: Target): Client {
  const open = target.findClient('public')
  return open !== undefined && target.allows(open, 'refresh_token') ? open : target.client('refresh')
}

function leniency(client: Client): string | undefined {
  return client.client_secret === undefined ? undefined : 'RFC 9700 asks it for public clients only'
}

/** Load or trouble of the server: neither a token nor a refusal. */
function isNoWord({ status }: Answer): boolean {
  return status >= 429
}

function isReplaced(before: Tokens, after: Tokens): boolean {
  return after.refresh_token !== undefined && after.refresh_token !== before.refresh_token
}

function refreshTokensOf(answers: readonly (Answer | NoAnswer)[]): readonly string[] {
  const values = answers.map((answer) => ('json' in answer ? answer.json?.['refresh_token'] : undefined))
  return [...new Set(values.filter((value) => typeof value === 'string'))]
}
