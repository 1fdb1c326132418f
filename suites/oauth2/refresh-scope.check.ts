import { check } from '../../harness/check.ts'
import { must, should } from '../../harness/law.ts'

export const scopeCannotWiden = check({
  id: 'refresh.scope-cannot-widen',
  title: 'A refresh cannot add scopes',
  law: [must('RFC 6749', '6')],
  needs: ['refresh_token', 'two_scopes'],
  steps: {
    tokens: 'Complete a code flow for one scope',
    control: 'Refresh without scope and read what the new token covers',
    wider: 'Refresh with that scope and a second one that was not granted',
    covered: 'Read what the token of this answer covers',
  },
  holds: 'The answer is 400 with error=invalid_scope, or a token for the original scope only that says so',
  defect: 'refresh-scope-widens',
  caution:
    'A token that was narrowed without a scope member is a warning. Nothing can be said where the plain refresh covers the second scope already: some services put every scope ever granted into their tokens.',
  async run({ op, step, law, target, expired, notApplicable }) {
    const [own = '', foreign = ''] = target.scopes
    const first = await step.tokens(() => op.refreshable({ scope: own }))
    const plain = await step.control(() => op.renew(first))
    const usual = await step.control(() => op.scopeOf(plain.answer))
    if (usual?.includes(foreign) === true) notApplicable(`a refresh without scope covers ${foreign} already`)
    const answer = await step.wider(() => op.refresh(plain, { set: { scope: `${own} ${foreign}` } }))
    expired.refreshToken(first)
    law(answer).withholds(foreign, await step.covered(() => op.scopeOf(answer)))
  },
})

export const scopeDefaultsToOriginal = check({
  id: 'refresh.scope-defaults-to-original',
  title: 'Without scope a refresh keeps the originally granted scope',
  law: [must('RFC 6749', '6')],
  needs: ['refresh_token', 'two_scopes'],
  steps: {
    tokens: 'Complete a code flow for two scopes and read what the token covers',
    refreshed: 'Refresh without scope and read, in the same way, what the new token covers',
  },
  holds: 'The new token covers both scopes and nothing that the first one did not',
  defect: 'refresh-drops-scope',
  caution:
    'The two scopes must be scopes of one resource: services whose tokens are for one resource each, as those of Entra ID, cannot cover two. A scope the user withdrew meanwhile may be missing.',
  async run({ op, step, law, target, notApplicable }) {
    const asked = target.scopes.slice(0, 2)
    const first = await step.tokens(() => op.refreshable({ scope: asked.join(' ') }))
    const before = (await step.tokens(() => op.scopeOf(first.answer))) ?? asked
    if (!asked.every((scope) => before.includes(scope))) {
      notApplicable(`the user's grant does not cover ${asked.join(' and ')}: put two scopes one token can have first`)
    }
    const renewed = await step.refreshed(() => op.refresh(first).tokens())
    const after = await step.refreshed(() => op.scopeOf(renewed.answer))
    if (after === undefined)
      return notApplicable('nothing tells what the new token covers: add metadata.introspection_endpoint')
    const lost = asked.filter((scope) => !after.includes(scope))
    const gained = after.filter((scope) => !before.includes(scope) && !sessionScopes.has(scope))
    law.that(lost.length + gained.length === 0, {
      expected: `a token for ${before.join(' ')}`,
      actual: `a token for ${after.join(' ')}`,
    })
  },
})

export const scopeErrorCode = check({
  id: 'refresh.scope-error-code',
  title: 'Asking for more scope at refresh is invalid_scope',
  law: [must('RFC 6749', '5.2')],
  needs: ['refresh_token', 'two_scopes'],
  steps: {
    tokens: 'Complete a code flow for one scope',
    control: 'Refresh with that scope',
    wider: 'Refresh with that scope and a second one that was not granted',
  },
  holds: 'The answer is 400 with error=invalid_scope',
  defect: 'refresh-scope-wrong-error',
  caution:
    'Not judged where the server answers with a token: refresh.scope-cannot-widen looks at what it covers. error=invalid_request and another 4xx status are warnings.',
  async run({ op, step, law, target, expired, notApplicable }) {
    const [own = '', foreign = ''] = target.scopes
    const first = await step.tokens(() => op.refreshable({ scope: own }))
    const plain = await step.control(() => op.renew(first, { set: { scope: own } }))
    const answer = await step.wider(() => op.refresh(plain, { set: { scope: `${own} ${foreign}` } }))
    if (answer.hasToken)
      notApplicable('the server narrows the scope instead of refusing (see refresh.scope-cannot-widen)')
    expired.refreshToken(first)
    law(answer, { about: 'a refresh for more scope' }).errs('invalid_scope', { codes: ['invalid_request'] })
  },
})

export const scopeCanNarrow = check({
  id: 'refresh.scope-can-narrow',
  title: 'A refresh can ask for fewer scopes',
  law: [should('RFC 6749', '6')],
  needs: ['refresh_token', 'two_scopes'],
  steps: {
    tokens: 'Complete a code flow for two scopes and read what the token covers',
    control: 'Refresh without scope',
    narrower: 'Refresh with the first of the two',
    covered: 'Read what the token of this answer covers',
  },
  holds: 'The new token covers that scope only, or the answer says that it covers more',
  defect: 'refresh-narrowing-ignored-silently',
  caution:
    'Servers may ignore the wish; only an answer that is not true counts. Where nothing but the answer tells what a token covers, the answer is believed; without a scope it says that all that was asked for is granted.',
  async run({ op, step, law, target, expired, notApplicable }) {
    const [own = '', other = ''] = target.scopes
    const first = await step.tokens(() => op.refreshable({ scope: `${own} ${other}` }))
    const granted = (await step.tokens(() => op.scopeOf(first.answer))) ?? []
    if (![own, other].every((scope) => granted.includes(scope))) notApplicable(`the grant lacks ${own} or ${other}`)
    const plain = await step.control(() => op.renew(first))
    const answer = await step.narrower(() => op.refresh(plain, { set: { scope: own } }))
    if (!answer.hasToken) expired.refreshToken(first)
    law(answer, { about: 'a refresh for less scope' }).grants()
    const covered = (await step.covered(() => op.scopeOf(answer))) ?? []
    const told = answer.scopes
    const silent = told?.includes(other) !== true
    const expected = `a token without ${other}, or an answer whose scope names it`
    const actual = `a token for ${covered.join(' ')} and ${told === undefined ? 'no scope' : `scope=${told.join(' ')}`}`
    law.that(!covered.includes(other) || !silent, { expected, actual })
  },
})

export const newRefreshTokenKeepsScope = check({
  id: 'refresh.new-refresh-token-keeps-scope',
  title: 'Narrowing one refresh does not narrow the refresh token',
  law: [must('RFC 6749', '6')],
  needs: ['refresh_token', 'refresh_rotation', 'two_scopes'],
  steps: {
    tokens: 'Complete a code flow for two scopes',
    plain: 'Refresh without scope and read what the token covers',
    narrowed: 'Refresh with the first of the two',
    last: 'Refresh with the refresh token of that answer, without scope, and read what the token covers',
  },
  holds: 'The last token covers both scopes again',
  defect: 'refresh-narrowing-sticks',
  caution:
    'Some products narrow for good and say so in their documentation; the sentence leaves no room for it. Not judged where nothing tells what a token covers.',
  async run({ op, step, law, target, notApplicable }) {
    const [own = '', other = ''] = target.scopes
    const first = await step.tokens(() => op.refreshable({ scope: `${own} ${other}` }))
    const plain = await step.plain(() => op.renew(first))
    const granted = (await step.plain(() => op.scopeOf(plain.answer))) ?? []
    if (![own, other].every((scope) => granted.includes(scope))) notApplicable(`a refresh lacks ${own} or ${other}`)
    const narrowed = await step.narrowed(() => op.refresh(plain, { set: { scope: own } }).tokens())
    if (narrowed.refresh_token === undefined) notApplicable('the refresh token is not replaced')
    const last = await step.last(() => op.refresh(narrowed).tokens())
    const covered = await step.last(() => op.scopeOf(last.answer))
    if (covered === undefined)
      return notApplicable('nothing tells what the last token covers: add metadata.introspection_endpoint')
    law.that(covered.includes(other), {
      expected: `a token for ${own} ${other}`,
      actual: `a token for ${covered.join(' ')}`,
    })
  },
})

/** Scopes of the sign-in and not of a resource, which servers list or leave out as they like. */
const sessionScopes: ReadonlySet<string> = new Set(['openid', 'offline_access'])
