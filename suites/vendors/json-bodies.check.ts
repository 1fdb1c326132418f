import { check } from '../../harness/check.ts'
import type { Answer, Client, Code, Context } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const jsonMalformed = check({
  id: 'dialect.json-malformed',
  title: 'Broken or oddly typed JSON is refused cleanly',
  law: [security('vendor documentation', 'token requests')],
  needs: ['client_secret_json'],
  steps: {
    control: 'Send a correct token request in JSON',
    broken: 'Send a body that is cut off, empty, an array, a text, null, nested 10,000 levels deep',
    typed: 'Send numbers, truth values, arrays and objects as client_id, client_secret, grant_type and code',
    proto: 'Send the secret below a member __proto__',
  },
  holds: 'Every answer is a 4xx without a token',
  defect: 'json-type-confusion-500',
  caution: 'An answer of the HTTP layer in another format than JSON is a warning.',
  async run({ op, step, law, target }) {
    const client = target.client('json')
    const members = await step.control(() => op.grantOf(client))
    await step.control(() => op.tokenInJson(client, members).tokens())
    const seen: { about: string; answer: Answer }[] = []
    for (const [about, body] of Object.entries(brokenBodies))
      seen.push({ about, answer: await step.broken(() => op.tokenInJson(client, members, { body })) })
    for (const [about, changed] of oddlyTyped(client, members))
      seen.push({ about, answer: await step.typed(() => op.tokenInJson(client, { ...members, ...changed })) })
    const body = secretBelowProto(client, { ...target.tokenParameters, ...members })
    const hidden = await step.proto(() => op.tokenInJson(client, members, { body }))
    seen.push({ about: 'a secret below __proto__', answer: hidden })
    law.each(seen, ({ about, answer }) => law(answer, { about }).refusesCleanly())
  },
})

export const jsonNullAndDuplicateMembers = check({
  id: 'dialect.json-null-and-duplicate-members',
  title: 'A member that is null counts as absent, and a repeated one is not a loophole',
  law: [security('vendor documentation', 'token requests')],
  needs: ['client_secret_json'],
  steps: {
    control: 'Send a correct token request in JSON, and one without scope',
    absent: 'Send it with scope null and a made-up member null',
    twice:
      'Send it with client_id twice, then with grant_type twice: the right value and a made-up one, in either order',
  },
  holds:
    'A member that is null is treated as absent or refused with invalid_request; a repeated member is refused, and never works in either order',
  defect: 'json-null-as-string',
  caution: 'JSON parsers keep one of two members of a name; that alone is a warning.',
  async run(context) {
    const { op, step, target, random } = context
    const client = target.client('json')
    const plain = async (changed: Readonly<Record<string, unknown>>) =>
      op.tokenInJson(client, { ...(await op.grantOf(client)), client_id: client.client_id, ...changed })
    await step.control(async () => op.tokenInJson(client, await op.grantOf(client)).tokens())
    const without = await step.control(() => plain({ scope: undefined }))
    const absent = await step.absent(() => plain({ scope: null, [`x_${random(8)}`]: null }))
    nullIsAbsent(context, absent, without)
    for (const name of ['client_id', 'grant_type']) {
      const first = await step.twice(() => sendTwice(context, client, name, 'first'))
      const last = await step.twice(() => sendTwice(context, client, name, 'last'))
      noLoophole(context, name, { first, last })
    }
  },
})

export const jsonCharset = check({
  id: 'dialect.json-charset',
  title: 'The JSON media type is accepted with and without a charset parameter',
  law: [should('vendor documentation', 'token requests')],
  needs: ['client_secret_json'],
  steps: {
    control: 'Send a correct token request as application/json',
    variants: 'Send it as application/json; charset=utf-8 and in upper-case letters',
    other: 'Send it as another media type that ends in +json',
  },
  holds: 'The variants give tokens; the other media type gives one or is refused cleanly',
  defect: 'json-charset-rejected',
  async run({ op, step, law, target }) {
    const client = target.client('json')
    const as = async (type: string) =>
      op.tokenInJson(client, await op.grantOf(client), { headers: { 'content-type': type } })
    await step.control(async () => op.tokenInJson(client, await op.grantOf(client)).tokens())
    const seen = []
    for (const type of ['application/json; charset=utf-8', 'APPLICATION/JSON'])
      seen.push({ about: type, answer: await step.variants(() => as(type)) })
    const other = await step.other(() => as('application/vnd.api+json'))
    law.each(seen, ({ about, answer }) => law(answer, { about }).grants())
    if (!other.hasToken) law(other, { about: 'application/vnd.api+json' }).refusesCleanly()
  },
})

export const percentSignsInValues = check({
  id: 'dialect.percent-signs-in-values',
  title: 'Codes and tokens are opaque in JSON, percent signs included',
  law: [must('vendor documentation', 'token requests')],
  needs: ['client_secret_json', 'authorization_code', 'refresh_token'],
  steps: {
    code: 'Complete a code flow and decode the code from the redirect once',
    redeem: 'Redeem it with a JSON body as it is',
    raw: 'Where that is refused: redeem another code as it stands in the URL',
    refresh: 'Refresh with the refresh token as it came, with a JSON body',
  },
  holds: 'The values are accepted as they were issued',
  defect: 'json-values-url-decoded',
  caution:
    'A vendor may document the code as it stands in the URL; where only that works it is a warning. Values without a percent sign prove nothing.',
  async run(context) {
    const { op, step, law, notApplicable, blocked } = context
    const client = op.jsonClient('refresh_token')
    const { code } = await step.code(() => arrive(context, client))
    const answer = await step.redeem(() => op.tokenInJson(client, redemption(code, code.value)))
    const raw = answer.hasToken ? undefined : await step.raw(() => redeemRaw(context, client))
    if (raw?.hasToken === false) blocked(`the code is refused in either form: ${raw.describe()}`)
    const token = (raw ?? answer).json?.['refresh_token']
    if (typeof token !== 'string') notApplicable('the server issued no refresh token')
    if (!`${code.value}${token}`.includes('%')) notApplicable('no value was issued that contains a percent sign')
    const refreshed = await step.refresh(() =>
      op.tokenInJson(client, { grant_type: 'refresh_token', refresh_token: token }),
    )
    law(refreshed, { about: 'a refresh token as it was issued' }).grants()
    law(answer, { about: 'a code decoded once', tolerated: 'the code works as it stands in the URL' }).grants()
  },
})

type Members = Readonly<Record<string, string>>

type Arrived = Extract<Awaited<ReturnType<Context['op']['authorization']>>, { kind: 'code' }>

async function arrive({ op, blocked }: Pick<Context, 'op' | 'blocked'>, client: Client): Promise<Arrived> {
  const landing = await op.authorization({ client })
  return landing.kind === 'code' ? landing : blocked('no code arrived')
}

function redemption({ redirectUri, verifier }: Code, code: string): Readonly<Record<string, unknown>> {
  return { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
}

/** Redeems a new code as it stands in the URL. */
async function redeemRaw(context: Pick<Context, 'op' | 'blocked'>, client: Client): Promise<Answer> {
  const { code, url } = await arrive(context, client)
  return context.op.tokenInJson(client, redemption(code, rawCode(url)))
}

function rawCode(url: string): string {
  return /[?&#]code=([^&#]*)/.exec(url)?.[1] ?? ''
}

const brokenBodies: Readonly<Record<string, string>> = {
  'cut off JSON': '{"grant_type":"client_credentials","client_id":',
  'an empty body': '',
  'an array': '[]',
  'a text': '"grant_type=client_credentials"',
  null: 'null',
  'nested arrays': `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'nested objects': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
}

/** What is sent, in words, and the members that make it so. */
function oddlyTyped(
  { client_id, client_secret = '' }: Client,
  { grant_type = '' }: Members,
): readonly (readonly [about: string, changed: Readonly<Record<string, unknown>>])[] {
  const members = Object.entries({ client_id, client_secret, grant_type }).flatMap(([name, right]) =>
    oddValues(right).map((value) => [`${name} of type ${typeOf(value)}`, { [name]: value }] as const),
  )
  const codes = oddValues('made-up').map(
    (code) => [`a code of type ${typeOf(code)}`, { grant_type: 'authorization_code', code }] as const,
  )
  return [...members, ...codes]
}

function oddValues(right: string): readonly unknown[] {
  return [7, true, [right], { value: right }]
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

/** A token request as text, for an object literal takes __proto__ for its prototype and not for a member. */
function secretBelowProto({ client_id, client_secret = '' }: Client, members: Members): string {
  const open = JSON.stringify({ ...members, client_id }).slice(0, -1)
  return `${open},"__proto__":${JSON.stringify({ client_secret })}}`
}

function nullIsAbsent({ law }: Pick<Context, 'law'>, absent: Answer, without: Answer): void {
  const codes = ['invalid_request', ...(without.error === undefined ? [] : [without.error])]
  if (!absent.hasToken) law(absent, { about: 'scope null' }).errs(codes)
  const scope = absent.json?.['scope']
  law.that(typeof scope !== 'string' || !scope.split(' ').includes('null'), {
    expected: 'null to be no scope',
    actual: `a token with scope ${JSON.stringify(scope)}`,
  })
}

/** Sends a token request in which a member stands twice, the right value first or last. */
async function sendTwice(
  { op, target, random }: Pick<Context, 'op' | 'target' | 'random'>,
  client: Client,
  name: string,
  place: 'first' | 'last',
): Promise<Answer> {
  const { client_id, client_secret = '' } = client
  const members: Members = { ...target.tokenParameters, ...(await op.grantOf(client)), client_id, client_secret }
  const right = members[name] ?? ''
  const values = place === 'first' ? ([right, random(16)] as const) : ([random(16), right] as const)
  return op.tokenInJson(client, {}, { body: repeated(members, name, values) })
}

/** Judges the answers to a member that stands twice, by the place of its right value. */
function noLoophole(
  { law }: Pick<Context, 'law'>,
  name: string,
  answers: Readonly<Record<'first' | 'last', Answer>>,
): void {
  const actual = (order: string): string => `a token where the right ${name} came ${order}`
  law.that(!answers.first.hasToken || !answers.last.hasToken, {
    expected: 'one of two values to count',
    actual: actual('first, and one where it came last'),
  })
  law.each(Object.entries(answers), ([place, answer]) => {
    if (!answer.hasToken) return law(answer, { about: `${name} twice` }).refusesCleanly()
    law.that(false, {
      expected: 'a refusal of a member that stands twice',
      actual: actual(place),
      tolerated: 'JSON parsers keep one of two members of a name',
    })
  })
}

/** One JSON object as text in which a member stands twice. */
function repeated(members: Members, name: string, values: readonly [string, string]): string {
  const pairs = Object.entries(members).flatMap(([key, value]) =>
    key === name ? values.map((each) => [key, each] as const) : [[key, value] as const],
  )
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`
}
