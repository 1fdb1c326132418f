import { check } from '../../harness/check.ts'
import { must } from '../../harness/law.ts'

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
    const plain = await step.control(() => op.refresh(first).tokens())
    const usual = await step.control(() => op.scopeOf(plain.answer))
    if (usual?.includes(foreign) === true) notApplicable(`a refresh without scope covers ${foreign} already`)
    const held = { ...first, refresh_token: plain.refresh_token ?? first.refresh_token }
    const answer = await step.wider(() => op.refresh(held, { set: { scope: `${own} ${foreign}` } }))
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

/** Scopes of the sign-in and not of a resource, which servers list or leave out as they like. */
const sessionScopes: ReadonlySet<string> = new Set(['openid', 'offline_access'])
