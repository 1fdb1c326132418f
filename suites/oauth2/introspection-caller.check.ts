import { check } from '../../harness/check.ts'
import type { Answer, Change, Client, Context, Judge, Step, Tokens } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const callerMustAuthenticate = check({
  id: 'introspection.caller-must-authenticate',
  title: 'An unauthenticated caller of introspection is refused',
  law: [must('RFC 7662', '2.1')],
  needs: ['introspection', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Ask about it as a confidential client and see that it is reported active',
    nameless: 'Ask without any credentials, by POST and by GET',
    bare: "Ask with that client's client_id only",
    bearer: 'Ask with a made-up bearer token',
  },
  holds: 'All are refused with a 4xx status, and nobody learns anything about the token',
  defect: 'introspect-open-to-all',
  caution: 'A 200 with active=false gives nothing away and is a warning, as are other forms of refusal.',
  async run(context) {
    const { op, step, law, random } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const ask = (change: Change) => op.introspect(tokens.access_token, change)
    const nameless = await step.nameless(() => ask({ auth: 'nothing' }))
    const got = await step.nameless(() => ask({ auth: 'nothing', method: 'GET' }))
    const bare = await step.bare(() => ask({ client, auth: 'none' }))
    const headers = { authorization: `Bearer ${random(43)}` }
    const bearer = await step.bearer(() => ask({ auth: 'nothing', headers }))
    context.expired.accessToken(tokens)
    const seen = [
      { answer: nameless, about: 'a caller without credentials' },
      { answer: bearer, about: 'a caller with a made-up bearer token' },
      { answer: bare, about: 'a confidential client that sends its client_id only' },
    ]
    const tolerated = 'nothing is told about the token, only the refusal has another form'
    law.each([...seen, { answer: got, about: 'a GET without credentials' }], ({ answer, about }) => {
      tellsNothing(law, answer, about)
      // Only POST is demanded: how another method is declined is another matter.
      if (answer !== got) law(answer, { about, tolerated }).status(401, 400, 403)
    })
  },
})

export const badCredentials = check({
  id: 'introspection.bad-credentials',
  title: 'Wrong caller credentials at introspection are answered 401',
  law: [must('RFC 7662', '2.3')],
  needs: ['introspection', 'client_secret_basic', 'token'],
  steps: {
    token: 'Get an access token with a client that uses HTTP Basic',
    control: 'Ask about it as that client',
    wrong: 'Ask with two characters of the secret exchanged',
  },
  holds: 'The answer is 401 with error=invalid_client and a WWW-Authenticate header',
  defect: 'introspect-bad-secret-400',
  caution: 'Another error code and a missing WWW-Authenticate header are warnings.',
  async run({ op, step, law, target, blocked, nearMiss }) {
    const client = target.client('basic')
    const { access_token: token } = await step.token(() => op.anyGrant({ client }).tokens())
    const control = await step.control(() => op.introspect(token, { client }))
    // A word about the token is one to a caller that was let in.
    const opened = control.status === 200 || control.error === 'unsupported_token_type'
    if (!opened) blocked(`the right secret does not open introspection either: ${control.describe()}`)
    const secret = nearMiss(client.client_secret ?? '')
    const answer = await step.wrong(() => op.introspect(token, { client, secret }))
    tellsNothing(law, answer, 'a wrong secret')
    law(answer, { about: 'a wrong secret' }).status(401)
    const form = { expected: 'error=invalid_client and WWW-Authenticate', tolerated: 'refused, only in another form' }
    law.that(answer.error === 'invalid_client', { ...form, actual: answer.describe() })
    const challenged = answer.header('www-authenticate') !== undefined
    law.that(challenged, { ...form, actual: `${answer.describe()}, without WWW-Authenticate` })
  },
})

export const publicClientCannotScan = check({
  id: 'introspection.public-client-cannot-scan',
  title: 'A public client cannot learn about tokens of other clients',
  law: [security('RFC 7662', '4')],
  needs: ['introspection', 'none', 'token'],
  steps: {
    token: 'Get an access token with a confidential client',
    control: 'Ask about it as a confidential client and see that it is reported active',
    scan: 'Ask about it as a public client, with its client_id only',
  },
  holds: 'The public client is refused, or told active=false',
  defect: 'introspect-public-sees-all',
  caution: 'That a public client sees its own tokens is tolerated and not looked at.',
  async run(context) {
    const { op, step, law, target, expired, blocked } = context
    const { tokens } = await seenActive(context, step.token, step.control)
    const answer = await step.scan(() => op.introspect(tokens.access_token, { client: target.client('public') }))
    expired.accessToken(tokens)
    tellsNothing(law, answer, 'a public client')
    const settled = answer.json?.['active'] === false || (answer.status >= 400 && answer.status < 500)
    if (!settled || answer.status === 429)
      blocked(`neither told nor refused: ${answer.describe()}`, { transient: true })
  },
})

export const missingToken = check({
  id: 'introspection.missing-token',
  title: 'An introspection request without a token is refused',
  law: [must('RFC 7662', '2.1')],
  needs: ['introspection', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'Ask about it and see that it is reported active',
    empty: 'Send the same request without the parameter token',
  },
  holds: 'The answer is 400 with error=invalid_request',
  defect: 'introspect-missing-token-ok',
  caution: 'A 200 with active=false is widespread and a warning, as is another 4xx error.',
  async run(context) {
    const { op, step, law } = context
    const { client } = await seenActive(context, step.token, step.control)
    const answer = await step.empty(() => op.introspect('', { client, set: { token: null } }))
    const refused = answer.status >= 400 && answer.status < 500 && answer.error !== undefined
    const inactive =
      answer.json?.['active'] === false ? 'answered like an unknown token, as many servers do' : undefined
    const tolerated = refused ? 'refused all the same, only in another form' : inactive
    law(answer, { about: 'a request without a token', tolerated }).errs('invalid_request')
  },
})

export const revokedToken = check({
  id: 'introspection.revoked-token',
  title: 'A revoked token is reported inactive',
  law: [must('RFC 7662', '4')],
  needs: ['introspection', 'revocation', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'See that it is reported active',
    revoke: 'Revoke it as its client',
    introspect: 'Ask again, for up to ten seconds or a third of its lifetime',
  },
  holds: 'The answer says active=false',
  defect: 'introspect-ignores-revocation',
  caution: 'Not judged where the server does not revoke access tokens (see revocation.access-token).',
  alone: true,
  async run(context) {
    const { op, step, law, wait, expired, notApplicable } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const revoked = await step.revoke(() => op.revoke(tokens.access_token, { client: tokens.client }))
    if (revoked.status >= 300) notApplicable(`the server does not revoke this access token: ${revoked.describe()}`)
    const patience = Math.min(10, (tokens.expires_in ?? 60) / 3)
    let active = true
    for (const pause of [0, patience / 4, patience / 4, patience / 2]) {
      if (pause > 0) await wait(pause, 'other nodes of the server')
      active = isActive(context, await step.introspect(() => op.introspect(tokens.access_token, { client })))
      if (!active) break
    }
    expired.accessToken(tokens)
    law.that(!active, { expected: 'active=false for a revoked token', actual: 'active=true' })
  },
})

export const expiredToken = check({
  id: 'introspection.expired-token',
  title: 'An expired token is reported inactive',
  law: [must('RFC 7662', '4')],
  needs: ['introspection', 'token'],
  steps: {
    token: 'Get an access token',
    control: 'See that it is reported active',
    soon: 'Ask again as soon as expires_in has passed',
    late: 'Where it was still active: ask once more after a margin for the clock',
  },
  holds: 'The answer says active=false',
  defect: 'introspect-ignores-expiry',
  caution:
    'Without expires_in the declared lifetimes.access_token is taken. The margin is lifetimes.tolerance, else 90 seconds.',
  waits: 'expires_in of the access token and a margin',
  async run(context) {
    const { op, step, law, target, wait, notApplicable } = context
    const { client, tokens } = await seenActive(context, step.token, step.control)
    const lifetime = tokens.expires_in ?? target.lifetimes.access_token
    if (lifetime === undefined) return notApplicable('the answer has no expires_in: add lifetimes.access_token')
    await wait(lifetime + 0.05, 'the lifetime of access tokens')
    const soon = await step.soon(() => op.introspect(tokens.access_token, { client }))
    if (!isActive(context, soon)) return
    await wait(target.lifetimes.tolerance ?? 90, 'the clock tolerance for access tokens')
    const late = await step.late(() => op.introspect(tokens.access_token, { client }))
    law.that(!isActive(context, late), { expected: 'active=false for an expired token', actual: 'active=true' })
  },
})

const unseen = 'no configured client is told about a live token: add the client of its resource'

type Asking = Pick<Context, 'op' | 'target' | 'blocked' | 'notApplicable'>

/** An access token, and a client that is told it is active: its own, else another confidential one. */
async function seenActive(
  { op, target, blocked, notApplicable }: Asking,
  token: Step,
  control: Step,
): Promise<{ client: Client; tokens: Tokens }> {
  const owner = target.client('confidential')
  const tokens = await token(() => op.anyGrant({ client: owner }).tokens())
  const methods = ['client_secret_basic', 'client_secret_post']
  const others = target.clients.filter(
    (client) => client.client_secret !== undefined && methods.includes(client.token_endpoint_auth_method),
  )
  let declined = true
  for (const client of new Set([owner, ...others])) {
    const answer = await control(() => op.introspect(tokens.access_token, { client }))
    if (answer.json?.['active'] === true) return { client, tokens }
    declined &&= answer.error === 'unsupported_token_type'
  }
  if (declined) notApplicable('introspection does not take such tokens: error=unsupported_token_type')
  return blocked(unseen)
}

/** What the answer says; one that says nothing proves nothing. */
function isActive({ blocked }: Pick<Context, 'blocked'>, answer: Answer): boolean {
  const active = answer.json?.['active']
  if (typeof active === 'boolean') return active
  return blocked(`introspection says neither active nor inactive: ${answer.describe()}`)
}

function tellsNothing(law: Judge, answer: Answer, about: string): void {
  const expected = 'nothing about the token'
  law.that(answer.json?.['active'] !== true, { expected, actual: `${answer.describe()} and active=true to ${about}` })
}
