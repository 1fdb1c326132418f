import { check } from '../../harness/check.ts'
import type { Answer, Context } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const missingTokenChallenge = check({
  id: 'bearer.missing-token-challenge',
  title: 'The refusal of the resource carries a WWW-Authenticate header with scheme Bearer',
  law: [must('RFC 6750', '3')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    control: 'Get an access token and call the resource with it',
    bare: 'Call the resource without authentication',
    unknown: 'Call the resource with a random token',
  },
  holds: 'Both answers have a Bearer challenge with at least one parameter',
  defect: 'bearer-challenge-missing',
  caution:
    'Challenges of other schemes may stand beside it, and a resource that only takes DPoP tokens is not judged. Bearer without parameters is a warning.',
  async run(context) {
    const { law, notApplicable } = context
    const { bare, unknown } = await refusals(context)
    const seen = [
      { answer: bare, about: 'a request without a token' },
      { answer: unknown, about: 'an unknown token' },
    ].filter(({ answer }) => answer.status >= 300 && answer.status < 500)
    if (seen.length === 0) notApplicable('nothing is refused (see bearer.missing-token-refused)')
    if (seen.every(({ answer }) => dpopOnly(answer))) notApplicable('the resource takes DPoP tokens only')
    law.each(seen, ({ answer, about }) => {
      const bearer = bearerOf(answer)
      const sides = { expected: 'a Bearer challenge with a parameter', actual: `${headerOf(answer)} to ${about}` }
      law.that(bearer !== undefined, sides)
      const tolerated = 'the scheme is right, only the parameters are missing'
      law.that((bearer?.parameters.length ?? 0) > 0, { ...sides, tolerated })
    })
  },
})

export const missingTokenNoErrorCode = check({
  id: 'bearer.missing-token-no-error-code',
  title: 'The challenge to a request without authentication has no error attribute',
  law: [should('RFC 6750', '3.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    control: 'Get an access token and call the resource with it',
    bare: 'Call the resource without authentication',
    unknown: 'Call the resource with a random token',
  },
  holds: 'The Bearer challenge to the first has neither error nor error_description nor error_uri',
  defect: 'bearer-challenge-error-without-token',
  caution: 'Only recommended, and only the header counts.',
  async run(context) {
    const { bare } = await refusals(context)
    const bearer = bearerOf(bare)
    if (bearer === undefined) return context.notApplicable('no Bearer challenge (see bearer.missing-token-challenge)')
    const errors = bearer.parameters.filter(([name]) => name.startsWith('error')).map(([name]) => name)
    const expected = 'a challenge without an error to a request without a token'
    context.law.that(errors.length === 0, { expected, actual: `a challenge with ${errors.join(', ')}` })
  },
})

export const invalidTokenErrorCode = check({
  id: 'bearer.invalid-token-error-code',
  title: 'The challenge for an invalid token names invalid_token',
  law: [should('RFC 6750', '3.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    control: 'Get an access token and call the resource with it',
    bare: 'Call the resource without authentication',
    unknown: 'Call the resource with a random token',
  },
  holds: 'The Bearer challenge to the second says error="invalid_token"',
  defect: 'bearer-challenge-without-error',
  async run(context) {
    const { unknown } = await refusals(context)
    const bearer = bearerOf(unknown)
    if (bearer === undefined) return context.notApplicable('no Bearer challenge (see bearer.missing-token-challenge)')
    const error = bearer.parameters.find(([name]) => name === 'error')?.[1]
    const actual = `a challenge with ${error === undefined ? 'no error' : `error="${error}"`} to an unknown token`
    context.law.that(error === 'invalid_token', { expected: 'error="invalid_token"', actual })
  },
})

export const challengeSyntax = check({
  id: 'bearer.challenge-syntax',
  title: 'WWW-Authenticate parses and repeats no attribute',
  law: [must('RFC 6750', '3')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    control: 'Get an access token and call the resource with it',
    bare: 'Call the resource without authentication',
    unknown: 'Call the resource with a random token',
    lacking: 'Where the target file has resource.scope_other: call it with a token of that scope',
  },
  holds:
    'Each header parses as challenges with comma-separated parameters; in Bearer each attribute is there once and in its character set',
  defect: 'bearer-challenge-malformed',
  caution: 'Without WWW-Authenticate there is nothing to judge.',
  async run(context) {
    const { law, notApplicable } = context
    const { bare, unknown } = await refusals(context)
    const headers = [bare, unknown, ...(await withoutScope(context))].flatMap((answer) =>
      answer.all('www-authenticate'),
    )
    if (headers.length === 0) notApplicable('no WWW-Authenticate (see bearer.missing-token-challenge)')
    law.each(headers, (header) => {
      const actual = `WWW-Authenticate: ${header}`
      const challenges = parse(header)
      law.that(challenges !== undefined, { expected: 'challenges by the grammar of RFC 9110 section 11.6.1', actual })
      const flaws = (challenges ?? []).filter(({ scheme }) => scheme === 'bearer').flatMap(flawsOf)
      law.that(flaws.length === 0, { expected: `a Bearer challenge without ${flaws.join(' or ')}`, actual })
    })
  },
})

type Refusing = Pick<Context, 'op' | 'target' | 'blocked' | 'random'> & {
  readonly step: Context<'control' | 'bare' | 'unknown'>['step']
}

/** What the resource says without a token and to an unknown one, after it has accepted a real one. */
async function refusals({ op, target, step, blocked, random }: Refusing): Promise<{ bare: Answer; unknown: Answer }> {
  const scope = target.resource?.scope
  const { access_token: token } = await step.control(() =>
    target.has('authorization_code') ? op.userTokens(scope === undefined ? {} : { scope }) : op.anyGrant().tokens(),
  )
  const control = await step.control(() => op.resource(token))
  if (control.status >= 300) blocked(`the resource does not accept a fresh access token: ${control.describe()}`)
  const bare = await step.bare(() => op.resource('', { authorization: [] }))
  const [header, payload, signature = ''] = token.split('.')
  const forged = payload === undefined ? random(token.length) : `${header}.${payload}.${random(signature.length)}`
  return { bare, unknown: await step.unknown(() => op.resource(forged)) }
}

/** What the resource says to a token without the scope it demands, where the target file tells of one. */
async function withoutScope({
  op,
  target,
  step,
}: Pick<Context, 'op' | 'target'> & { readonly step: Context<'lacking'>['step'] }): Promise<readonly Answer[]> {
  const scope = target.resource?.scope_other
  if (scope === undefined || !target.has('authorization_code')) return []
  return [await step.lacking(async () => op.resource((await op.userTokens({ scope })).access_token))]
}

interface Challenge {
  /** In lower case. */
  readonly scheme: string
  /** Names in lower case, in the order they came. */
  readonly parameters: (readonly [string, string])[]
}

const headerOf = (answer: Answer): string => {
  const header = answer.header('www-authenticate')
  return header === undefined ? `${answer.describe()}, without WWW-Authenticate,` : `WWW-Authenticate: ${header}`
}

/** The Bearer challenge, as far as it can be read: bad grammar has a check of its own. */
function bearerOf(answer: Answer): Challenge | undefined {
  const headers = answer.all('www-authenticate')
  const found = headers.flatMap((header) => parse(header) ?? []).find(({ scheme }) => scheme === 'bearer')
  if (found !== undefined) return found
  const broken = headers.find((header) => /\bbearer\b/i.test(header))
  if (broken === undefined) return undefined
  const pairs = [...broken.matchAll(/(\w+)\s*=\s*"?([^",]*)/g)]
  return { scheme: 'bearer', parameters: pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value]) }
}

function dpopOnly(answer: Answer): boolean {
  return bearerOf(answer) === undefined && /\bdpop\b/i.test(answer.header('www-authenticate') ?? '')
}

const tokens = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const parameter = new RegExp(`^(${tokens})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${tokens}))\\s*(?=,|$)`)
const scheme = new RegExp(`^(${tokens})(?: +[A-Za-z0-9._~+/-]+=*\\s*(?=,|$)| +(?=[^,]*=)|\\s*(?=,|$))`)

/** The challenges of a WWW-Authenticate header; undefined when it does not follow the grammar. */
function parse(header: string): Challenge[] | undefined {
  const found: Challenge[] = []
  let rest = header.trim()
  while (rest !== '') {
    const pair = parameter.exec(rest)
    const start = pair === null ? scheme.exec(rest) : null
    const last = found[found.length - 1]
    if (pair !== null && last !== undefined) {
      last.parameters.push([(pair[1] ?? '').toLowerCase(), (pair[2] ?? pair[3] ?? '').replaceAll(/\\(.)/g, '$1')])
    } else if (start !== null) found.push({ scheme: (start[1] ?? '').toLowerCase(), parameters: [] })
    else return undefined
    rest = rest.slice((pair ?? start)?.[0].length).replace(/^[\s,]+/, '')
  }
  return found
}

const single = ['realm', 'scope', 'error', 'error_description', 'error_uri']
const restricted = ['scope', 'error', 'error_description', 'error_uri']

function flawsOf({ parameters }: Challenge): readonly string[] {
  const names = parameters.map(([name]) => name)
  const repeated = single.filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
  const odd = parameters.filter(
    ([name, value]) => restricted.includes(name) && !/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/.test(value),
  )
  return [...repeated.map((name) => `a second ${name}`), ...odd.map(([name]) => `odd characters in ${name}`)]
}
