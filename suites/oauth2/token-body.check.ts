import { check } from '../../harness/check.ts'
import type { Answer, Asked, Client, Context } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const emptyParameterOmitted = check({
  id: 'token.empty-parameter-omitted',
  title: 'A parameter of a token request without a value counts as absent',
  law: [must('RFC 6749', '3.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    unknown: 'Send the same kind of request with a made-up parameter that is empty; if that fails, with a value',
    bare: 'Send it without scope',
    scope: 'Where that gave a token: send it with an empty scope',
  },
  holds: 'The answers are 200 with an access_token, and an empty scope gives what no scope gives',
  defect: 'token-empty-param-rejected',
  caution:
    'An empty scope is only tried where the request works without one. A server that refuses unknown parameters altogether is judged by token.unknown-parameter-ignored.',
  async run({ op, step, law }) {
    await step.control(() => op.anyGrant().tokens())
    const unknown = await step.unknown(() => op.anyGrant({ set: { assay_empty: '' } }))
    const valued = unknown.hasToken ? unknown : await step.unknown(() => op.anyGrant({ set: { assay_empty: '1' } }))
    if (valued.hasToken) law(unknown, { about: 'a made-up parameter without a value' }).grants()
    const bare = await step.bare(() => op.anyGrant({ set: { scope: null } }))
    if (!bare.hasToken) return
    const empty = await step.scope(() => op.anyGrant({ set: { scope: '' } }))
    law(empty, { about: 'an empty scope' }).grants()
    const [usual, given] = [bare, empty].map(({ scopes }) => scopes?.join(' ') ?? 'none')
    law.that(given === usual, { expected: `the scope of a request without scope: ${usual}`, actual: `scope: ${given}` })
  },
})

export const bodyParametersOnly = check({
  id: 'token.body-parameters-only',
  title: 'Parameters in the query of the token URL are not used',
  law: [security('RFC 6749', '4.1.3')],
  needs: ['token'],
  steps: {
    nowhere: 'Where the target has codes: redeem none at all',
    control: 'Send each kind of request as it should be',
    query:
      'Send it, with a fresh code or refresh token, with one grant parameter, or with the secret of a client that sends it in the body, in the query in place of the body',
  },
  holds: 'Each is refused as if the parameter were missing',
  defect: 'token-query-params-used',
  caution:
    'The text binds the client, and frameworks merge query and body by accident: for grant_type a warning. A code, a refresh token or a secret in the URL ends up in logs.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const seen: { name: string; answer: Answer }[] = []
    const bare = { grant_type: 'authorization_code', redirect_uri: 'https://assay.example/cb' }
    if (target.has('authorization_code') && (await step.nowhere(() => op.token(target.client('code'), bare))).hasToken)
      notApplicable('a redemption without any code gives a token as well (see code.missing)')
    for (const { name, control, ask } of movable({ op, target })) {
      const granted = await step.control(control)
      if (!granted.hasToken) blocked(`no token for a request without fault: ${granted.describe()}`)
      if (name === 'refresh_token' && granted.json?.['refresh_token'] === undefined) continue
      const type = new URLSearchParams(granted.request.body).get('grant_type') ?? ''
      seen.push({ name, answer: await step.query(() => ask(type, granted)) })
    }
    law.each(seen, ({ name, answer }) => {
      const tolerated = name === 'grant_type' && answer.hasToken ? 'grant_type alone is no secret' : undefined
      law(answer, { about: `${name} in the query`, tolerated }).refuses()
    })
  },
})

export const charsetParameterAccepted = check({
  id: 'token.charset-parameter-accepted',
  title: 'A charset parameter on the form media type is accepted',
  law: [security('RFC 6749', '4.1.3')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    charset: 'Send the same kind of request with charset=UTF-8 after the media type',
    upper: 'Send it with the media type in upper case',
  },
  holds: 'Both answers are 200 with an access_token',
  defect: 'token-charset-parameter-rejected',
  caution:
    'OAuth says nothing about the charset parameter, so that refusing it is a warning; many HTTP clients add it. Media types are case-insensitive by RFC 9110 section 8.3.1.',
  async run({ op, step, law }) {
    const form = 'application/x-www-form-urlencoded'
    const asked = (type: string): Asked => op.anyGrant({ headers: { 'content-type': type } })
    await step.control(() => asked(form).tokens())
    const charset = await step.charset(() => asked(`${form}; charset=UTF-8`))
    const upper = await step.upper(() => asked(form.toUpperCase()))
    law.each(
      [
        { answer: charset, about: 'charset=UTF-8', tolerated: 'no sentence of OAuth speaks of the parameter' },
        { answer: upper, about: 'the media type in upper case', tolerated: undefined },
      ],
      ({ answer, about, tolerated }) => law(answer, { about, tolerated }).grants(),
    )
  },
})

export const formDecoding = check({
  id: 'token.form-decoding',
  title: 'Plus and percent escapes in the body are decoded alike',
  law: [must('RFC 6749', 'B')],
  needs: ['token', 'two_scopes'],
  steps: {
    control: 'Send a valid request of a grant that takes a scope, without scope',
    written: 'Ask for two scopes with the space as a plus, as %20, and with every character percent-encoded',
    covered: 'Read what each token covers',
  },
  holds: 'Each answer is 200 with an access_token that covers both scopes',
  defect: 'plus-not-decoded',
  caution: 'Needs a client whose own grant has two scopes, or refresh tokens of a grant with two.',
  async run(context) {
    const { op, step, law, target, notApplicable, blocked } = context
    const { ask, own } = scoped({ op, target }) ?? notApplicable('no grant whose token request takes two scopes')
    const usual = await step.control(() => ask(null, (body) => body))
    if (!usual.hasToken) blocked(`no token for a request without fault: ${usual.describe()}`)
    const scopes = (own ?? (await step.covered(() => op.scopeOf(usual))) ?? []).slice(0, 2)
    if (scopes.length < 2) notApplicable('the grant covers less than two scopes')
    const seen: { answer: Answer; about: string; covered: readonly string[] | undefined }[] = []
    for (const { about, rewrite } of spellings) {
      const answer = await step.written(() => ask(scopes.join(' '), rewrite))
      seen.push({ answer, about, covered: await step.covered(() => op.scopeOf(answer)) })
    }
    law.each(seen, ({ answer, about, covered }) => {
      law(answer, { about }).grants()
      const all = covered === undefined || scopes.every((scope) => covered.includes(scope))
      law.that(all, { expected: scopes.join(' '), actual: `${covered?.join(' ')} for ${about}` })
    })
  },
})

type Around = Pick<Context, 'op' | 'target'>

interface Movable {
  readonly name: string
  readonly control: () => PromiseLike<Answer>
  readonly ask: (grantType: string, granted: Answer) => PromiseLike<Answer>
}

/** Parameters that can be moved into the query, each with a right request and the one that moves it. */
function movable({ op, target }: Around): readonly Movable[] {
  const moved = (name: string, value: string) => ({ set: { [name]: null }, query: { [name]: value } })
  const user = async () => (await op.userTokens()).answer
  const code = async () => {
    const fresh = await op.authorize()
    return op.redeem(fresh, moved('code', fresh.value))
  }
  const post = target.findClient('post')
  const client = target.findClient('refresh') ?? target.client('any')
  const held = async () => (await op.userTokens({ client })).answer
  const refresh = async (_type: string, { json }: Answer) => {
    const value = String(json?.['refresh_token'])
    return op.refresh({ client, refresh_token: value }, moved('refresh_token', value))
  }
  return [
    { name: 'grant_type', control: () => op.anyGrant(), ask: (type) => op.anyGrant(moved('grant_type', type)) },
    ...(post === undefined ? [] : [secretOf({ op }, post)]),
    ...(target.has('authorization_code') ? [{ name: 'code', control: user, ask: code }] : []),
    ...(target.has('refresh_token') ? [{ name: 'refresh_token', control: held, ask: refresh }] : []),
  ]
}

/** The secret of a client that puts it into the body, and has no other sign of itself. */
function secretOf({ op }: Pick<Context, 'op'>, client: Client): Movable {
  const moved = { set: { client_secret: null }, query: { client_secret: client.client_secret ?? '' } }
  return {
    name: 'client_secret',
    control: () => op.anyGrant({ client }),
    ask: () => op.anyGrant({ client, ...moved }),
  }
}

type Rewrite = (body: string) => string

const spellings: readonly { readonly about: string; readonly rewrite: Rewrite }[] = [
  { about: 'a plus between the scopes', rewrite: (body) => body.replaceAll('%20', '+') },
  { about: '%20 between the scopes', rewrite: (body) => body.replaceAll('+', '%20') },
  { about: 'scope with every character percent-encoded', rewrite: escapeScope },
]

function escapeScope(body: string): string {
  const escape = (text: string): string => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&')
  return body.replace(/(?<=(?:^|&)scope=)[^&]*/, (scope) => escape(decodeURIComponent(scope.replaceAll('+', ' '))))
}

interface Scoped {
  readonly ask: (scope: string | null, raw: Rewrite) => PromiseLike<Answer>
  /** What the client may have of its own; undefined when the grant of a user decides. */
  readonly own?: readonly string[]
}

/** How to send a token request with a scope: as a client of two scopes, else by refreshing a grant of two. */
function scoped({ op, target }: Around): Scoped | undefined {
  const own = target.findClient('service')?.scope?.split(' ') ?? []
  if (target.has('client_credentials') && own.length > 1) {
    return { own, ask: (scope, raw) => op.clientCredentials({ set: { scope: scope ?? own[0] ?? '' }, raw }) }
  }
  if (!target.has('refresh_token')) return undefined
  const wished = target.scopes.slice(0, 2).join(' ')
  return { ask: async (scope, raw) => op.refresh(await op.refreshable({ scope: wished }), { set: { scope }, raw }) }
}
