import { check } from '../../harness/check.ts'
import type { Answer, Context, Landing } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const unknownNotGranted = check({
  id: 'scope.unknown-not-granted',
  title: 'An unknown scope is refused or left out, never granted',
  law: [must('RFC 6749', '3.3')],
  needs: ['token'],
  steps: {
    control: 'Complete each grant for a known scope',
    service: 'Ask with client_credentials for the known scope and a made-up one that begins like it',
    user: 'Ask for both in an authorization request and redeem the code',
    covered: 'Read what the token of such an answer covers',
  },
  holds: 'Each is refused with invalid_scope, or gives a token without the made-up scope whose answer says so',
  defect: 'unknown-scope-granted',
  caution: 'A token without a word about its scope is a warning here.',
  async run({ op, step, law, target, random, notApplicable }) {
    const answers: { readonly answer: Answer; readonly madeUp: string }[] = []
    const refusals: Landing[] = []
    if (target.has('client_credentials')) {
      const { client } = await step.control(() => op.clientCredentials().tokens())
      const { scope, madeUp } = beginningAlike(client.scope?.split(' ')[0], random(8))
      answers.push({ madeUp, answer: await step.service(() => op.clientCredentials({ set: { scope } })) })
    }
    if (target.has('authorization_code')) {
      await step.control(() => op.userTokens())
      const { scope, madeUp } = beginningAlike(target.scopes[0], random(8))
      const landing = await step.user(() => op.authorization({ scope }))
      if (landing.kind === 'code') answers.push({ madeUp, answer: await step.user(() => op.redeem(landing.code)) })
      else refusals.push(landing)
    } else if (answers.length === 0) notApplicable('no grant that takes a scope: add a client for one')
    const judgements = refusals.map((landing) => () => law(landing).refuses('invalid_scope'))
    for (const { answer, madeUp } of answers) {
      const covered = await step.covered(() => op.scopeOf(answer))
      judgements.push(() => law(answer).withholds(madeUp, covered))
    }
    law.each(judgements, (each) => each())
  },
})

export const invalidScopeCode = check({
  id: 'scope.invalid-scope-code',
  title: 'A refused scope is reported as invalid_scope',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Complete each grant for a known scope',
    service: 'Ask with client_credentials for a made-up scope only',
    user: 'Ask for it in an authorization request',
  },
  holds: 'What is refused is refused with error=invalid_scope, by 400 or in the redirect',
  defect: 'invalid-scope-wrong-code',
  caution: 'access_denied and invalid_request are warnings. Servers that ignore unknown scopes refuse nothing.',
  async run({ op, step, law, target, random, notApplicable }) {
    const scope = `assay${random(8)}`
    const judgements: (() => void)[] = []
    const codes = ['access_denied', 'invalid_request']
    if (target.has('client_credentials')) {
      await step.control(() => op.clientCredentials().tokens())
      const answer = await step.service(() => op.clientCredentials({ set: { scope } }))
      if (!answer.hasToken) judgements.push(() => law(answer).errs('invalid_scope', { codes }))
    }
    if (target.has('authorization_code')) {
      await step.control(() => op.authorize())
      const landing = await step.user(() => op.authorization({ scope }))
      if (landing.kind === 'error') judgements.push(() => law(landing).refuses('invalid_scope'))
    }
    law.each(judgements, (each) => each())
    if (judgements.length === 0)
      notApplicable('the server ignores unknown scopes, or says on a page that it does not know them')
  },
})

export const malformed = check({
  id: 'scope.malformed',
  title: 'A malformed scope is refused cleanly',
  law: [must('RFC 6749', 'A.4')],
  needs: ['token'],
  steps: {
    control: 'Get a token with client_credentials, and from a code flow, as far as there are clients for them',
    odd: 'Ask each grant with a scope that holds a double quote, a backslash, a tab, a NUL, a letter outside ASCII, too many spaces, 10,000 characters',
    covered: 'Read what the token of such an answer covers',
  },
  holds: 'No answer has a status of the 5xx class, and no token has a scope with an illegal character',
  defect: 'malformed-scope-accepted',
  caution: 'Superfluous spaces may be forgiven, and a part of a scope may be ignored.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const judged: Oddity[] = []
    if (target.has('client_credentials')) {
      await step.control(() => op.clientCredentials().tokens())
      const own = target.client('service').scope?.split(' ')[0]
      judged.push(...(await oddities(own, (scope) => step.odd(() => asService(op, scope)))))
    }
    if (target.has('authorization_code')) {
      await step.control(() => op.userTokens())
      const own = target.scopes[0]?.split(' ')[0]
      judged.push(...(await oddities(own, (scope) => step.odd(() => asUser(op, scope)))))
    }
    if (judged.length === 0) notApplicable('no grant that takes a scope: add a client for one')
    const told = []
    for (const each of judged) told.push({ ...each, granted: await step.covered(() => grantedBy(op, each.answer)) })
    law.each(told, ({ about, status, granted }) => {
      if (overloaded.has(status)) blocked(`the server answered ${status} to ${about}`, { transient: true })
      const illegal = !granted.every(isScopeToken)
      const actual = illegal ? `a token with ${about} in its scope` : `status ${status} to ${about}`
      law.that(status < 500 && !illegal, { expected: refusedOrWithout, actual })
    })
  },
})

export const responseSyntax = check({
  id: 'scope.response-syntax',
  title: 'The scope of an answer is one space-delimited string',
  law: [must('RFC 6749', 'A.4')],
  needs: ['authorization_code', 'two_scopes'],
  steps: {
    tokens: 'Complete a code flow for two scopes and look at scope in the token answer',
  },
  holds: 'It is a JSON string of scope names with one space between them',
  defect: 'scope-as-array',
  caution: 'Names that occur twice are a warning. GitHub puts commas between them.',
  async run({ op, step, law, target, notApplicable }) {
    const asked = target.scopes.slice(0, 2)
    const { answer } = await step.tokens(() => op.userTokens({ scope: asked.join(' ') }))
    const scope = answer.json?.['scope'] ?? undefined
    if (scope === undefined) notApplicable('the answer has no scope, which says that all was granted')
    const names = typeof scope === 'string' ? scope.split(' ') : []
    const glued = names.some((name) => asked.every((each) => name.includes(each)) && !asked.includes(name))
    law.that(names.length > 0 && names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)) && !glued, {
      expected: 'scope as one JSON string with a space between two names',
      actual: `scope as ${Array.isArray(scope) ? 'a JSON array' : JSON.stringify(scope)}`,
    })
    law.that(new Set(names).size === names.length, {
      expected: 'every name once',
      actual: `scope="${names.join(' ')}"`,
      tolerated: 'a name that is repeated does no harm',
    })
  },
})

/** A made-up scope beside a known one; a server that compares beginnings only would take it for that. */
function beginningAlike(known: string | undefined, random: string): { scope: string; madeUp: string } {
  const madeUp = `${known?.split(' ').at(-1) ?? ''}assay${random}`
  return { scope: withExtra(known, madeUp), madeUp }
}

const refusedOrWithout = 'a refusal of the 4xx class, or a token without the illegal part'

/** RFC 6749 appendix A.4. */
const isScopeToken = (text: string): boolean => /^[\x21\x23-\x5b\x5d-\x7e]*$/.test(text)

const overloaded = new Set([429, 502, 503, 504])

interface Asked {
  readonly status: number
  /** The token answer; undefined when the authorization request was refused. */
  readonly answer?: Answer
}

interface Oddity extends Asked {
  readonly about: string
}

/** What comes of scopes that are wrong in one way each, made from one that is right. */
async function oddities(own = 'assay', ask: (scope: string) => Promise<Asked>): Promise<readonly Oddity[]> {
  const scopes = {
    'a double quote': `${own} as"say`,
    'a backslash': `${own} as\\say`,
    'a tab': `${own}\tassay`,
    'a NUL': `${own} as\0say`,
    'a letter outside ASCII': `${own} ass\u00e4y`,
    'two spaces in a row': `${own}  ${own}`,
    'spaces around': ` ${own} `,
    '10,000 characters': 'a'.repeat(10_000),
  }
  const seen: Oddity[] = []
  for (const [about, scope] of Object.entries(scopes)) seen.push({ about, ...(await ask(scope)) })
  return seen
}

async function asService(op: Context['op'], scope: string): Promise<Asked> {
  const answer = await op.clientCredentials({ set: { scope } })
  return { status: answer.status, answer }
}

async function asUser(op: Context['op'], scope: string): Promise<Asked> {
  const landing = await op.authorization({ scope })
  if (landing.kind === 'page') return { status: landing.status }
  if (landing.kind === 'error') return { status: 302 }
  const answer = await op.redeem(landing.code)
  return { status: answer.status, answer }
}

/** All scopes that a token answer, or whoever knows the token, speaks of. */
async function grantedBy(op: Context['op'], answer: Answer | undefined): Promise<readonly string[]> {
  if (answer?.hasToken !== true) return []
  return [...((await op.scopeOf(answer)) ?? []), ...(answer.scopes ?? [])]
}

function withExtra(own: string | undefined, extra: string): string {
  return own === undefined ? extra : `${own} ${extra}`
}
