import { check } from '../../harness/check.ts'
import type { Answer, Context, Judge, NoAnswer, Step, Tokens } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const queryTokenRefused = check({
  id: 'bearer.query-token-refused',
  title: 'A token in the query of the URL is not accepted',
  law: [must('OAuth 2.1 draft', '5.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it in the header, and without it',
    query: 'Call the resource with it as access_token in the query',
  },
  holds: 'The resource refuses the token in the query',
  defect: 'bearer-query-accepted',
  caution:
    'RFC 6750 lets a resource support this and advises against it, so it is a warning unless OAuth 2.1 is in force. Where the resource serves anybody nothing can be said.',
  async run(context) {
    const { op, step, law, expired } = context
    const tokens = await protectedBy(context, step.token, step.control)
    const query = { access_token: tokens.access_token }
    const answer = await step.query(() => op.resource('', { authorization: [], query }))
    if (!success(answer)) expired.accessToken(tokens)
    law.that(!success(answer), {
      expected: 'a refusal, 401 or 400',
      actual: `${answer.describe()} to a token in the query`,
    })
    if (answer.status >= 500 || answer.status === 429) law(answer).denies()
  },
})

export const singleTransport = check({
  id: 'bearer.single-transport',
  title: 'A token sent in two ways is refused',
  law: [must('RFC 6750', '2')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it in the header, and without it',
    query: 'Call the resource with it as access_token in the query',
    both: 'Call the resource with it in the header and in the query',
  },
  holds: 'Where the query works alone, header and query together are refused',
  defect: 'bearer-two-transports-accepted',
  caution: 'A resource that does not look into the query at all may accept the header beside it.',
  async run(context) {
    const { op, step, law } = context
    const { access_token: token } = await protectedBy(context, step.token, step.control)
    const query = { access_token: token }
    const alone = await step.query(() => op.resource('', { authorization: [], query }))
    const both = await step.both(() => op.resource(token, { query }))
    const actual = `${both.describe()} to header and query together, each of which works alone`
    law.that(!success(alone) || !success(both), { expected: '400 with error=invalid_request, or 401', actual })
    if (both.status >= 500 || both.status === 429) law(both, { about: 'header and query together' }).denies()
  },
})

export const schemeCaseInsensitive = check({
  id: 'bearer.scheme-case-insensitive',
  title: 'The name of the Bearer scheme is case-insensitive',
  law: [must('RFC 9110', '11.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with the scheme Bearer, and without a token',
    other: 'Call the resource with the scheme spelled bearer, BEARER and bEARER',
  },
  holds: 'Each is answered as Bearer is',
  defect: 'bearer-scheme-case-sensitive',
  async run(context) {
    const { op, step, law, expired } = context
    const tokens = await protectedBy(context, step.token, step.control)
    const seen = []
    for (const scheme of ['bearer', 'BEARER', 'bEARER']) {
      const authorization = [`${scheme} ${tokens.access_token}`]
      seen.push({ answer: await step.other(() => op.resource('', { authorization })), about: `the scheme ${scheme}` })
    }
    expired.accessToken(tokens)
    law.each(seen, ({ answer, about }) => {
      if (!success(answer)) law(answer, { about }).status(200)
    })
  },
})

export const otherSchemeRefused = check({
  id: 'bearer.other-scheme-refused',
  title: 'A token under another scheme or without one is not accepted',
  law: [security('RFC 6750', '2.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with the scheme Bearer, and without a token',
    other: 'Call it with the scheme Token, with Basic, with DPoP and no proof, and with the token as the whole header',
  },
  holds: 'Each is refused with a 4xx status',
  defect: 'bearer-any-scheme',
  caution: 'An interface that documents one of these as an alternative departs on purpose.',
  async run(context) {
    const { op, step, law, expired } = context
    const tokens = await protectedBy(context, step.token, step.control)
    const { access_token: token } = tokens
    const basic = Buffer.from(`${token}:`).toString('base64')
    const seen = []
    for (const [about, header] of [
      ['the scheme Token', `Token ${token}`],
      ['the token as user name of Basic', `Basic ${basic}`],
      ['DPoP without a proof', `DPoP ${token}`],
      ['a header without a scheme', token],
    ] as const) {
      seen.push({ answer: await step.other(() => op.resource('', { authorization: [header] })), about })
    }
    if (!seen.some(({ answer }) => success(answer))) expired.accessToken(tokens)
    law.each(seen, ({ answer, about }) => givesNothing(law, answer, about))
  },
})

export const malformedHeader = check({
  id: 'bearer.malformed-header',
  title: 'Broken Authorization headers get a clean client error from the resource',
  law: [should('RFC 6750', '3.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it, and without a token',
    broken: 'Call the resource with an Authorization header that is broken, each time in another way',
  },
  holds: 'Each is refused, 400 with error=invalid_request or 401',
  defect: 'bearer-malformed-500',
  caution: 'Bytes outside ASCII and very long headers may get any 4xx: the HTTP layer may stop them.',
  async run(context) {
    const { op, step, law } = context
    const { access_token: token } = await protectedBy(context, step.token, step.control)
    const seen = []
    for (const broken of brokenHeaders(token)) {
      const authorization = [broken.header]
      seen.push({ outcome: await step.broken(() => op.resource('', { authorization }).outcome()), broken })
    }
    law.each(seen, ({ outcome, broken }) => refusesCleanly(law, outcome, broken))
  },
})

const success = ({ status }: Answer): boolean => status >= 200 && status < 300

type Calling = Pick<Context, 'op' | 'target' | 'blocked' | 'notApplicable'>

/** A token that opens the resource, which is closed without one. */
async function protectedBy(
  { op, target, blocked, notApplicable }: Calling,
  token: Step,
  control: Step,
): Promise<Tokens> {
  const scope = target.resource?.scope
  const tokens = await token(() =>
    target.has('authorization_code') ? op.userTokens(scope === undefined ? {} : { scope }) : op.anyGrant().tokens(),
  )
  const answer = await control(() => op.resource(tokens.access_token))
  if (!success(answer)) blocked(`the resource does not accept a fresh access token: ${answer.describe()}`)
  const open = await control(() => op.resource('', { authorization: [] }))
  if (success(open)) notApplicable('the resource serves anybody (see bearer.missing-token-refused)')
  return tokens
}

/** No access; a breakdown is none either, only no clean refusal. */
function givesNothing(law: Judge, answer: Answer, about: string): void {
  if (answer.status >= 300 && answer.status < 500 && answer.status !== 429) return
  law(answer, { about, tolerated: success(answer) ? undefined : 'no access all the same' }).denies()
}

interface BrokenHeader {
  readonly what: string
  readonly header: string
  /** Whether the HTTP layer may stop it before anything speaks OAuth. */
  readonly early?: true
}

function brokenHeaders(token: string): readonly BrokenHeader[] {
  return [
    { what: 'Bearer without a token', header: 'Bearer' },
    { what: 'two tokens', header: `Bearer ${token} ${token}` },
    { what: 'two tokens with a comma', header: `Bearer ${token},${token}` },
    { what: 'characters no token has', header: 'Bearer <{assay}>' },
    { what: 'bytes outside ASCII', header: 'Bearer \u00ff\u00fe', early: true },
    { what: 'a token of 8 KiB', header: `Bearer ${'a'.repeat(8192)}`, early: true },
  ]
}

function refusesCleanly(law: Judge, outcome: Answer | NoAnswer, { what, early }: BrokenHeader): void {
  if ('kind' in outcome) {
    if (outcome.kind !== 'reset' && outcome.kind !== 'malformed') throw outcome
    return law.that(false, { expected: 'an answer with a 4xx status', actual: `${outcome.message}, after ${what}` })
  }
  const stopped = early === true && outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429
  if (!stopped) law(outcome, { about: what }).status(400, 401)
}
