import { check } from '../../harness/check.ts'
import type { Answer, Context } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const audienceAccepted = check({
  id: 'dialect.audience-accepted',
  title: 'The audience parameter selects the API the token is for',
  law: [must('vendor documentation', 'audience')],
  needs: ['client_credentials', 'audience'],
  steps: {
    token: "Ask for a client's own token with the API as audience, and read aud",
    call: 'Where the resource is known: call it with a token with the scope it demands',
  },
  holds: 'The aud of the token names the API, and the resource accepts the token',
  defect: 'audience-ignored',
  caution: 'An opaque token without introspection is judged at the resource only.',
  async run(context) {
    const { op, step, law, target, notApplicable } = context
    const answer = await step.token(() => op.clientCredentials({ set: { audience: target.audience ?? '' } }))
    law(answer).grants()
    const aud = await step.token(() => op.audienceOf(String(answer.json?.['access_token'])))
    names(context, aud)
    if (!target.has('resource')) {
      if (aud === undefined) notApplicable('nothing tells whom the token is for: add resource.url')
      return
    }
    const tokens = await step.call(() => op.tokenFor(target.resource?.scope))
    opens(context, await step.call(() => op.resource(tokens.access_token)))
  },
})

export const audienceUnknownRefused = check({
  id: 'dialect.audience-unknown-refused',
  title: 'An unknown audience is refused',
  law: [security('vendor documentation', 'audience')],
  needs: ['client_credentials', 'audience'],
  steps: {
    control: "Ask for a client's own token for the API",
    altered: 'Ask with a made-up audience, with the right one in upper-case letters, with a slash more or less',
    empty: 'Ask with an empty audience',
  },
  holds: 'The altered ones are refused with a 4xx error; the empty one gives an error or a default',
  defect: 'audience-unchecked',
  caution:
    'A token that is for another audience is a warning: nobody is told. Hosted services send 403 with access_denied.',
  async run({ op, step, law, target, random }) {
    const right = target.audience ?? ''
    const ask = (audience: string) => op.clientCredentials({ set: { audience } })
    await step.control(() => ask(right).tokens())
    const slash = right.endsWith('/') ? right.slice(0, -1) : `${right}/`
    const altered = [`https://${random(12).toLowerCase()}.example`, right.toUpperCase(), slash]
    const seen: { audience: string; answer: Answer; aud: readonly string[] | undefined }[] = []
    for (const audience of altered.filter((each) => each !== right)) {
      const answer = await step.altered(() => ask(audience))
      const token = answer.json?.['access_token']
      const aud = typeof token === 'string' ? await step.altered(() => op.audienceOf(token)) : undefined
      seen.push({ audience, answer, aud })
    }
    const empty = await step.empty(() => ask(''))
    law.each(seen, ({ audience, answer, aud }) => {
      const about = `the audience ${audience}`
      const other = aud === undefined ? 'nothing tells whom the token is for' : `the token is for ${aud.join(' ')}`
      if (answer.hasToken) law(answer, { about, tolerated: aud?.includes(audience) ? undefined : other }).refuses()
      else law.that(answer.status >= 400 && answer.status < 500, { expected: '4xx', actual: answer.describe() })
    })
    if (!empty.hasToken) law(empty, { about: 'an empty audience' }).refusesCleanly()
  },
})

export const audienceInAuthorizationRequest = check({
  id: 'dialect.audience-in-authorization-request',
  title: 'An audience in the authorization request reaches the token of the code flow',
  law: [must('vendor documentation', 'audience')],
  needs: ['authorization_code', 'audience'],
  steps: {
    tokens: 'Complete a code flow with audience in the authorization request alone, and redeem the code',
    call: 'Where the resource is known: call it with the token',
  },
  holds:
    'The aud of the token names the API, perhaps with the user info endpoint beside it, and the resource knows the token',
  defect: 'audience-dropped-in-code-flow',
  caution: 'A 403 of the resource says that a scope is missing, and so that the audience is right.',
  async run(context) {
    const { op, step, target, notApplicable } = context
    const parameters = { audience: target.audience ?? '' }
    const code = await step.tokens(() => op.authorize({ parameters }))
    const tokens = await step.tokens(() => op.redeem(code, { set: { audience: null } }).tokens())
    const aud = await step.tokens(() => op.audienceOf(tokens.access_token))
    names(context, aud)
    if (!target.has('resource')) {
      if (aud === undefined) notApplicable('nothing tells whom the token is for: add resource.url')
      return
    }
    const answer = await step.call(() => op.resource(tokens.access_token))
    if (answer.status !== 403) opens(context, answer)
  },
})

export const audienceEnforced = check({
  id: 'dialect.audience-enforced',
  title: 'The resource refuses a token for another audience',
  law: [must('vendor documentation', 'audience'), should('RFC 9700', '2.3')],
  needs: ['resource', 'audience', 'client_credentials', 'second_audience'],
  steps: {
    control: 'Call the resource with a token for its own audience',
    other:
      "Ask for a client's own token for the second audience, with the scope the resource demands if it may have it",
    call: 'Call the resource with it',
  },
  holds: 'The answer to the token for another audience is 401',
  defect: 'audience-not-enforced',
  caution: 'A 403 is a warning.',
  async run(context) {
    const { op, step, law, target, blocked } = context
    const scope = target.resource?.scope
    const right = await step.control(() => op.tokenFor(scope))
    const control = await step.control(() => op.resource(right.access_token))
    if (control.status >= 300) blocked(`the resource does not accept a token for its audience: ${control.describe()}`)
    const audience = target.secondAudience ?? ''
    const scoped = await step.other(() => op.clientCredentials({ set: { audience, ...(scope && { scope }) } }))
    const other = scoped.hasToken
      ? String(scoped.json?.['access_token'])
      : (await step.other(() => op.clientCredentials({ set: { audience, scope: null } }).tokens())).access_token
    const answer = await step.call(() => op.resource(other))
    law(answer, { about: 'a token for another audience' }).denies()
  },
})

function names({ law, target }: Pick<Context, 'law' | 'target'>, aud: readonly string[] | undefined): void {
  law.that(aud?.includes(target.audience ?? '') ?? true, {
    expected: `aud with ${target.audience}`,
    actual: aud === undefined || aud.length === 0 ? 'a token without aud' : `aud ${aud.join(' ')}`,
  })
}

function opens({ law }: Pick<Context, 'law'>, answer: Answer): void {
  law.that(answer.status < 300, { expected: '2xx from the resource', actual: answer.describe() })
}
