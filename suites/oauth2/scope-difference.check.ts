import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const reportedWhenDifferent = check({
  id: 'scope.reported-when-different',
  title: 'When less is granted than asked the answer says so',
  law: [must('RFC 6749', '3.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow for a known scope',
    more: 'Complete another one for that scope and a made-up one',
    service: 'Ask with client_credentials for more than the client may have, where a client has a denied_scope',
    covered: 'Read what the token of such an answer covers',
  },
  holds: 'Each token answer has a scope member that names what the token covers',
  defect: 'narrowed-scope-not-reported',
  caution:
    'The scopes openid, profile, email and offline_access may be left out. A server that refuses such requests has nothing to report. That introspection or a JWT shows less than the answer says is a warning.',
  async run({ op, step, law, target, random, notApplicable }) {
    const known = target.scopes[0]?.split(' ') ?? []
    await step.control(() => op.userTokens())
    const answers: Answer[] = []
    const landing = await step.more(() => op.authorization({ scope: [...known, `assay${random(8)}`].join(' ') }))
    if (landing.kind === 'code') answers.push(await step.more(() => op.redeem(landing.code)))
    if (target.has('denied_scope')) {
      const client = target.client('denied_scope')
      const scope = [client.scope?.split(' ')[0], client.denied_scope].filter(Boolean).join(' ')
      answers.push(await step.service(() => op.token(client, { grant_type: 'client_credentials', scope })))
    }
    const granted = answers.filter(({ hasToken }) => hasToken)
    if (granted.length === 0) notApplicable('the server refuses to grant less than was asked for')
    const judged = []
    for (const answer of granted) judged.push({ answer, covered: await step.covered(() => op.scopeOf(answer)) })
    law.each(judged, ({ answer, covered }) => {
      const { holds, ...sides } = difference(answer, covered)
      law.that(holds, sides)
    })
  },
})

export const orderIrrelevant = check({
  id: 'scope.order-irrelevant',
  title: 'The order of scopes does not matter',
  law: [must('RFC 6749', '3.3')],
  needs: ['authorization_code', 'two_scopes'],
  steps: {
    first: 'Complete a code flow for two scopes',
    reversed: 'Complete another one for the same scopes in the other order',
    covered: 'Read what both tokens cover',
  },
  holds: 'Both tokens cover the same',
  defect: 'scope-order-matters',
  caution: 'Nothing can be said of scopes that no single token can have, as those of two resources at Entra ID.',
  async run({ op, step, law, target, notApplicable }) {
    const asked = target.scopes.slice(0, 2)
    const first = await step.first(() => op.userTokens({ scope: asked.join(' ') }))
    const landing = await step.reversed(() => op.authorization({ scope: asked.toReversed().join(' ') }))
    law.that(landing.kind === 'code', {
      expected: `a code for ${asked.toReversed().join(' ')}, as for ${asked.join(' ')}`,
      actual: landing.kind === 'error' ? `a redirect with error=${landing.error}` : 'a page',
    })
    if (landing.kind !== 'code') return
    const second = await step.reversed(() => op.redeem(landing.code).tokens())
    const one = await step.covered(() => op.scopeOf(first.answer))
    const two = await step.covered(() => op.scopeOf(second.answer))
    if (one === undefined && two === undefined) return notApplicable('nothing tells what the tokens cover')
    if (![one, two].some((scopes) => asked.every((each) => scopes?.includes(each) !== false)))
      notApplicable(`neither token covers ${asked.join(' and ')}: put two scopes one token can have first`)
    law.that(sameScopes(one ?? two?.concat(asked), two ?? one?.concat(asked)), {
      expected: `a token for ${(one ?? asked).join(' ')} in both orders`,
      actual: `a token for ${(two ?? asked).join(' ')} when asked for ${asked.toReversed().join(' ')}`,
    })
  },
})

export const caseSensitive = check({
  id: 'scope.case-sensitive',
  title: 'Scopes are case-sensitive',
  law: [must('RFC 6749', '3.3')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow for a known scope',
    unknown: 'Ask for a made-up scope, and read what the token covers where there is one',
    upper: 'Ask for the known scope in upper case, and read what the token covers where there is one',
  },
  holds: 'The request in upper case is refused with invalid_scope, or its token does not cover the known scope',
  defect: 'scope-case-insensitive',
  caution: 'Nothing can be said where a made-up scope gives the known one as well, as a default.',
  async run({ op, step, law, target, random, notApplicable }) {
    const own = target.scopes.find((each) => each !== each.toUpperCase() && !target.scopes.includes(each.toUpperCase()))
    if (own === undefined) return notApplicable('no scope with a lower-case letter: add one under scopes')
    await step.control(() => op.userTokens({ scope: own }))
    const covered = async (scope: string) => {
      const landing = await op.authorization({ scope })
      if (landing.kind !== 'code') return { landing, scopes: none }
      return { landing, scopes: await op.scopeOf(await op.redeem(landing.code)) }
    }
    const unknown = await step.unknown(() => covered(`assay${random(8)}`))
    const upper = await step.upper(() => covered(own.toUpperCase()))
    if (unknown.scopes?.includes(own) === true) notApplicable(`a made-up scope gives ${own} as well`)
    if (upper.landing.kind !== 'code') return law(upper.landing).refuses('invalid_scope')
    if (upper.scopes === undefined) return notApplicable('nothing tells what the token covers')
    law.that(!upper.scopes.includes(own), {
      expected: `no token for ${own} when ${own.toUpperCase()} is asked for`,
      actual: `a token for ${upper.scopes.join(' ')}`,
    })
  },
})

export const defaultWhenOmitted = check({
  id: 'scope.default-when-omitted',
  title: 'A request without scope uses a default or is refused as invalid_scope',
  law: [must('RFC 6749', '3.3')],
  needs: ['token'],
  steps: {
    control: 'Complete each grant for a known scope',
    service: 'Ask with client_credentials without scope',
    user: 'Send an authorization request without scope and redeem the code',
  },
  holds: 'Each gives a token with scope in its answer, or is refused with error=invalid_scope',
  defect: 'scope-omitted-wrong-error',
  caution:
    'invalid_request with a description that names scope is a warning, and so is a token without a scope member.',
  async run({ op, step, law, target }) {
    const judgements: (() => void)[] = []
    const judge = (answer: Answer) => {
      if (!answer.hasToken) return law(answer).errs('invalid_scope', { codes: namesScope(answer) })
      law.that(answer.scopes !== undefined, silence)
    }
    if (target.has('client_credentials')) {
      await step.control(() => op.clientCredentials().tokens())
      const answer = await step.service(() => op.clientCredentials({ set: { scope: null } }))
      judgements.push(() => judge(answer))
    }
    if (target.has('authorization_code')) {
      await step.control(() => op.authorize())
      const landing = await step.user(() => op.authorization({ scope: null }))
      const answer = landing.kind === 'code' ? await step.user(() => op.redeem(landing.code)) : undefined
      judgements.push(() => (answer === undefined ? law(landing).refuses('invalid_scope') : judge(answer)))
    }
    law.each(judgements, (each) => each())
  },
})

/** Whether both cover the same. Who says nothing grants what was asked for (RFC 6749 section 5.1), which is counted as such. */
function sameScopes(one: readonly string[] = [], two: readonly string[] = []): boolean {
  return one.every((each) => two.includes(each)) && two.every((each) => one.includes(each))
}

const none: readonly string[] | undefined = []

const silence = {
  expected: 'a token with its default scope in the answer',
  actual: 'a token without a word about its scope',
  tolerated: 'nothing but the request is missing the scope',
}

/** Scopes of the sign-in and not of a resource, which servers list or leave out as they like. */
const sessionScopes: ReadonlySet<string> = new Set(['openid', 'offline_access', 'profile', 'email'])

/** What an answer leaves unsaid about what its token covers, which is worse, and what it only says. */
function difference(answer: Answer, covered: readonly string[] | undefined) {
  const said = answer.scopes
  const resource = (scopes: readonly string[]) => scopes.filter((each) => !sessionScopes.has(each))
  const unsaid = resource(covered ?? []).filter((each) => said?.includes(each) !== true)
  const only = resource(said ?? []).filter((each) => covered?.includes(each) === false)
  const lesser = unsaid.length > 0 || said === undefined ? undefined : 'resources may be told less than a token covers'
  const tolerated = covered === undefined ? 'nothing tells what the token covers' : lesser
  return {
    holds: said !== undefined && unsaid.length + only.length === 0,
    expected:
      covered === undefined ? 'scope in the answer' : `scope in the answer: the token covers ${covered.join(' ')}`,
    actual: said === undefined ? 'a token without a word about its scope' : `scope="${said.join(' ')}"`,
    ...(tolerated === undefined ? {} : { tolerated }),
  }
}

/** The codes to forgive: invalid_request where the text says that it is about the scope. */
function namesScope({ json }: Answer): readonly string[] {
  return /scope/i.test(String(json?.['error_description'] ?? '')) ? ['invalid_request'] : []
}
