import { check } from '../../harness/check.ts'
import type { Answer, Context, Judge, Step, Tokens } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const headerAccepted = check({
  id: 'bearer.header-accepted',
  title: 'The resource accepts a token in the Authorization header',
  law: [must('RFC 6750', '2.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    call: 'Call the resource with it in the Authorization header, scheme Bearer',
  },
  holds: 'The answer has a 2xx status',
  defect: 'bearer-header-unsupported',
  caution:
    'Only a 401 with a Bearer challenge that names no error is a failure: it says that no token was seen (RFC 6750 section 3.1). Any other refusal may come of a resource.url that belongs to another server. Every other check of the resource is blocked where this one is not green.',
  async run(context) {
    const { op, step, law, expired, blocked } = context
    const tokens = await step.token(() => freshTokens(context))
    const answer = await step.call(() => op.resource(tokens.access_token))
    if (success(answer)) return
    expired.accessToken(tokens)
    const challenge = answer.header('www-authenticate') ?? ''
    const unseen = answer.status === 401 && /\bbearer\b/i.test(challenge) && !/\berror\s*=/i.test(challenge)
    if (!unseen)
      blocked(`the resource does not accept a fresh access token: ${answer.describe()}; correct resource.url`)
    law(answer, { about: 'a fresh access token' }).status(200)
  },
})

export const missingTokenRefused = check({
  id: 'bearer.missing-token-refused',
  title: 'Without a token the resource gives no access',
  law: [must('RFC 6749', '7')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it',
    bare: 'Call the resource without any authentication',
  },
  holds: 'The answer is 401',
  defect: 'resource-open',
  caution:
    'Other 4xx statuses and redirects are warnings. Where the answer is the same with and without a token anybody may have it, so resource.url is the wrong one to judge.',
  async run(context) {
    const { op, step, law, notApplicable } = context
    const { answer: control } = await accepted(context, step.token, step.control)
    const answer = await step.bare(() => op.resource('', { authorization: [] }))
    if (success(answer) && answer.body === control.body) notApplicable(unprotected)
    law(answer, { about: 'a request without a token' }).denies()
  },
})

export const invalidTokenRefused = check({
  id: 'bearer.invalid-token-refused',
  title: 'An invalid token gives no access',
  law: [must('RFC 6749', '7')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it',
    invalid: 'Call it with a random token of the same form, with a malformed one, with an empty string in quotes',
  },
  holds: 'Each is refused with a 4xx status',
  defect: 'invalid-token-accepted',
  caution: 'Status and error code are judged by bearer.invalid-token-status and bearer.invalid-token-error-code.',
  async run(context) {
    const { op, step, law, random } = context
    const { tokens } = await accepted(context, step.token, step.control)
    const seen = []
    for (const value of [likeness(tokens.access_token, random), '%assay%', '""']) {
      const about = value.length > 10 ? 'a random token' : `the token ${value}`
      seen.push({ answer: await step.invalid(() => op.resource(value)), about })
    }
    law.each(seen, ({ answer, about }) => givesNothing(law, answer, about))
  },
})

export const invalidTokenStatus = check({
  id: 'bearer.invalid-token-status',
  title: 'The status for an invalid token is 401',
  law: [should('RFC 6750', '3.1')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it',
    invalid: 'Call it with a random token of the same form',
  },
  holds: 'The answer has status 401',
  defect: 'invalid-token-403',
  caution: 'Only recommended. A malformed token may rightly be answered 400, so a well-formed one is used.',
  async run(context) {
    const { op, step, law, random, notApplicable } = context
    const { tokens } = await accepted(context, step.token, step.control)
    const answer = await step.invalid(() => op.resource(likeness(tokens.access_token, random)))
    if (success(answer)) notApplicable('the token is not refused (see bearer.invalid-token-refused)')
    law(answer, { about: 'a random token' }).status(401)
  },
})

export const tamperedTokenRefused = check({
  id: 'bearer.tampered-token-refused',
  title: 'An altered access token is refused',
  law: [must('RFC 6749', '7')],
  needs: ['resource', 'bearer_tokens', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Call the resource with it',
    keys: 'Where the token is a JWT: get the keys the server publishes',
    altered:
      'Call it with one change: a character replaced, removed or appended, letter case swapped, a JWT forged or signed HS256 with a published key as secret',
    real: 'Call it with the token as it is',
  },
  holds: 'Every altered token is refused with a 4xx status, and the real one still works',
  defect: 'token-signature-unchecked',
  caution:
    'The end of a base64url value can hold unused bits or a character that decoders drop, and hexadecimal values mean the same in either letter case: access for those changes alone is a warning.',
  async run(context) {
    const { op, step, law, expired, blocked } = context
    const { tokens } = await accepted(context, step.token, step.control)
    const right = tokens.access_token
    const seen = []
    const confused = Object.entries(await step.keys(() => op.confused(right)))
    const signed = confused.map(([secret, value]) => ({ about: `HS256 with ${secret}`, value, excuse: undefined }))
    for (const { about, value, excuse } of [...alterations(right, op), ...signed]) {
      if (value !== right) seen.push({ answer: await step.altered(() => op.resource(value)), about, excuse })
    }
    const real = await step.real(() => op.resource(right))
    expired.accessToken(tokens)
    law.each(seen, ({ answer, about, excuse }) =>
      givesNothing(law, answer, `the token with ${about}`, success(answer) ? excuse : undefined),
    )
    if (!success(real)) blocked(`the unaltered token is refused too: ${real.describe()}`)
  },
})

const unprotected = 'the resource gives everybody the same: put the address of a protected one under resource.url'

type Calling = Pick<Context, 'op' | 'target' | 'blocked'>

/** A token that the resource accepts, and its answer. */
async function accepted(context: Calling, token: Step, control: Step): Promise<{ tokens: Tokens; answer: Answer }> {
  const { op, blocked } = context
  const tokens = await token(() => freshTokens(context))
  const answer = await control(() => op.resource(tokens.access_token))
  if (!success(answer)) blocked(`the resource does not accept a fresh access token: ${answer.describe()}`)
  return { tokens, answer }
}

/** A user's token where there are users: resources do not always serve a client's own. */
function freshTokens({ op, target }: Pick<Context, 'op' | 'target'>): Promise<Tokens> {
  const scope = target.resource?.scope
  if (target.has('authorization_code')) return op.userTokens(scope === undefined ? {} : { scope })
  return op.anyGrant().tokens()
}

const success = ({ status }: Answer): boolean => status >= 200 && status < 300

/** Refused in whatever way, but by the client's fault and not by a breakdown. */
function givesNothing(law: Judge, answer: Answer, about: string, tolerated?: string): void {
  if (answer.status >= 300 && answer.status < 500 && answer.status !== 429) return
  law(answer, { about, tolerated }).denies()
}

/** Other letters and digits in the same places; the header of a JWT stays, hexadecimal stays hexadecimal. */
function likeness(value: string, random: (length: number) => string): string {
  const hex = /^[0-9a-f-]+$/i.test(value)
  const digit = (character: string): string => (character.charCodeAt(0) % 16).toString(16)
  const [header = '', payload = '', signature] = value.split('.')
  if (signature !== undefined) return `${header}.${payload}.${random(signature.length)}`
  return value.replaceAll(/[a-z0-9]+/gi, ({ length }) =>
    hex ? [...random(length)].map(digit).join('') : random(length),
  )
}

const replaced = (value: string, at: number): string => `${value.slice(0, at)}${other(value[at])}${value.slice(at + 1)}`
/** Another character, whose first bit in base64url is another too: the last bits of a value can be unused. */
const other = (character = ''): string => (/[A-Za-f]/.test(character) ? 'g' : 'A')
const swapped = (value: string): string =>
  value.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

interface Alteration {
  readonly about: string
  readonly value: string
  /** Why the altered value may mean the same as the real one. */
  readonly excuse?: string | undefined
}

function alterations(right: string, op: Context['op']): readonly Alteration[] {
  const claims = op.claims(right)
  const bits = 'the last character of a base64url value can hold unused bits'
  const lone = 'some decoders drop a single character at the end of a base64url value'
  const full = (right.split('.').pop() ?? '').length % 4 === 0
  const hexadecimal = /^[0-9a-f-]+$/i.test(right) ? 'hexadecimal digits mean the same in either case' : undefined
  return [
    { about: 'another first character', value: replaced(right, 0) },
    { about: 'another character in the middle', value: replaced(right, Math.floor(right.length / 2)) },
    { about: 'another last character', value: replaced(right, right.length - 1), excuse: bits },
    { about: 'one character less', value: right.slice(0, -1) },
    { about: 'one character more', value: `${right}A`, excuse: full ? lone : undefined },
    { about: 'its letters in the other case', value: swapped(right), excuse: hexadecimal },
    ...(claims === undefined ? [] : forgeries(right, claims, op.joseHeader(right) ?? {})),
  ]
}

type Members = Readonly<Record<string, unknown>>

function forgeries(right: string, claims: Members, own: Members): readonly Alteration[] {
  const [header = '', payload = '', signature = ''] = right.split('.')
  return [
    { about: 'another subject', value: `${header}.${part({ ...claims, sub: 'somebody-else' })}.${signature}` },
    { about: 'its signature stripped', value: `${header}.${payload}.` },
    { about: 'alg none', value: `${part({ alg: 'none', typ: 'JWT' })}.${payload}.` },
    ...['none', 'None', 'NONE'].map((alg) => ({
      about: `alg ${alg} in its own header`,
      value: `${part({ ...own, alg })}.${payload}.`,
    })),
  ]
}
