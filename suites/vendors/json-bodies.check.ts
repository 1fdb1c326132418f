import { check } from '../../harness/check.ts'
import type { Answer, Context } from '../../harness/context.ts'
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
    const { client_id, client_secret = '' } = client
    const members = await step.control(() => op.grantOf(client))
    await step.control(() => op.tokenInJson(client, members).tokens())
    const send = (about: string, changed: Readonly<Record<string, unknown>>, body?: string) =>
      op
        .tokenInJson(client, { ...members, ...changed }, body === undefined ? {} : { body })
        .then((answer) => ({ about, answer }))
    const seen: { about: string; answer: Answer }[] = []
    for (const [about, body] of Object.entries(brokenBodies)) seen.push(await step.broken(() => send(about, {}, body)))
    for (const [name, right] of Object.entries({ client_id, client_secret, grant_type: members['grant_type'] ?? '' }))
      for (const value of oddValues(right)) {
        const about = `${name} of type ${typeOf(value)}`
        seen.push(await step.typed(() => send(about, { [name]: value })))
      }
    for (const value of oddValues('made-up'))
      seen.push(
        await step.typed(() =>
          send(`a code of type ${typeOf(value)}`, { grant_type: 'authorization_code', code: value }),
        ),
      )
    const hidden = JSON.stringify({ ...target.tokenParameters, ...members, client_id }).replace(
      /\}$/,
      `,"__proto__":${JSON.stringify({ client_secret })}}`,
    )
    seen.push(await step.proto(() => send('a secret below __proto__', {}, hidden)))
    law.each(seen, ({ about, answer }) => law(answer, { about }).refusesCleanly())
  },
})

export const jsonNullAndDuplicateMembers = check({
  id: 'dialect.json-null-and-duplicate-members',
  title: 'null counts as absent and a repeated member is not a loophole',
  law: [security('vendor documentation', 'token requests')],
  needs: ['client_secret_json'],
  steps: {
    control: 'Send a correct token request in JSON, and one without scope',
    absent: 'Send it with scope null and a made-up member null',
    twice:
      'Send it with client_id twice, then with grant_type twice: the right value and a made-up one, in either order',
  },
  holds:
    'null is treated as absent or refused with invalid_request; a repeated member is refused, and never works in either order',
  defect: 'json-null-as-string',
  caution: 'JSON parsers keep one of two members of a name; that alone is a warning.',
  async run({ op, step, law, target, random }) {
    const client = target.client('json')
    await step.control(async () => op.tokenInJson(client, await op.grantOf(client)).tokens())
    const grant = async (): Promise<Members> => ({ ...(await op.grantOf(client)), client_id: client.client_id })
    const plain = await step.control(async () => op.tokenInJson(client, { ...(await grant()), scope: undefined }))
    const absent = await step.absent(async () =>
      op.tokenInJson(client, { ...(await grant()), scope: null, [`x_${random(8)}`]: null }),
    )
    if (!absent.hasToken)
      law(absent, { about: 'scope null' }).errs([
        'invalid_request',
        ...(plain.error === undefined ? [] : [plain.error]),
      ])
    const scope = absent.json?.['scope']
    law.that(typeof scope !== 'string' || !scope.split(' ').includes('null'), {
      expected: 'null to be no scope',
      actual: `a token with scope ${JSON.stringify(scope)}`,
    })
    const { client_secret = '' } = client
    const send = async (name: string, values: readonly [string, string]) => {
      const members = { ...target.tokenParameters, ...(await grant()), client_secret }
      return op.tokenInJson(client, {}, { body: repeated(members, name, values) })
    }
    for (const name of ['client_id', 'grant_type']) {
      const right = String((await step.twice(grant))[name])
      const first = await step.twice(() => send(name, [right, random(16)]))
      const last = await step.twice(() => send(name, [random(16), right]))
      const actual = (order: string): string => `a token where the right ${name} came ${order}`
      law.that(!first.hasToken || !last.hasToken, {
        expected: 'one of two values to count',
        actual: actual('first, and one where it came last'),
      })
      law.each([first, last], (answer) => {
        if (!answer.hasToken) return law(answer, { about: `${name} twice` }).refusesCleanly()
        law.that(false, {
          expected: 'a refusal of a member that stands twice',
          actual: actual(answer === first ? 'first' : 'last'),
          tolerated: 'JSON parsers keep one of two members of a name',
        })
      })
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
  needs: ['client_secret_json', 'refresh_token'],
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
  async run({ op, step, law, notApplicable, blocked }) {
    const client = op.jsonClient('refresh_token')
    const ask = async (value: (landing: Arrived) => string) => {
      const landing = await op.authorization({ client })
      if (landing.kind !== 'code') return blocked('no code arrived')
      const { redirectUri: redirect_uri, verifier: code_verifier } = landing.code
      const members = { grant_type: 'authorization_code', code: value(landing), redirect_uri, code_verifier }
      return { code: value(landing), answer: await op.tokenInJson(client, members) }
    }
    const { code, answer } = await step.redeem(() => ask(({ code: { value } }) => value))
    const raw = answer.hasToken ? undefined : (await step.raw(() => ask(({ url }) => rawCode(url)))).answer
    if (raw?.hasToken === false) blocked(`the code is refused in either form: ${raw.describe()}`)
    const token = (raw ?? answer).json?.['refresh_token']
    if (typeof token !== 'string') notApplicable('the server issued no refresh token')
    if (!`${code}${String(token)}`.includes('%')) notApplicable('no value was issued that contains a percent sign')
    const refreshed = await step.refresh(() =>
      op.tokenInJson(client, { grant_type: 'refresh_token', refresh_token: token }),
    )
    law(refreshed, { about: 'a refresh token as it was issued' }).grants()
    law(answer, { about: 'a code decoded once', tolerated: 'the code works as it stands in the URL' }).grants()
  },
})

type Members = Readonly<Record<string, string>>

type Arrived = Extract<Awaited<ReturnType<Context['op']['authorization']>>, { kind: 'code' }>

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

function oddValues(right: string): readonly unknown[] {
  return [7, true, [right], { value: right }]
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

/** One JSON object as text in which a member stands twice. */
function repeated(members: Members, name: string, values: readonly [string, string]): string {
  const pairs = Object.entries(members).flatMap(([key, value]) =>
    key === name ? values.map((each) => [key, each] as const) : [[key, value] as const],
  )
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`
}
