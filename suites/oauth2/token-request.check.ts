import { check } from '../../harness/check.ts'
import type { Answer, Change, Context, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const getRefused = check({
  id: 'token.get-refused',
  title: 'The token endpoint does not issue tokens to GET',
  law: [must('RFC 6749', '3.2')],
  needs: ['token'],
  steps: {
    control: 'Send a complete token request as POST',
    get: 'Send the same kind of request as GET, with every parameter in the query',
  },
  holds: 'The answer is 405, or another 4xx, without a token',
  defect: 'token-get-accepted',
  caution:
    'The sentence binds the client; a server that serves GET invites credentials and codes into logs. Where the client authenticates in the body its secret travels in the URL here: use one that can be changed. Another status without a token is a warning.',
  async run({ op, step, law, target }) {
    const basic = target.findClient('basic')
    const change: Change = basic === undefined ? {} : { client: basic }
    await step.control(() => op.anyGrant(change).tokens())
    const answer = await step.get(() => op.anyGrant({ ...change, method: 'GET' }))
    const tolerated = answer.hasToken ? undefined : `no token all the same, only status ${answer.status}`
    law(answer, { tolerated }).status(400, 401, 403, 404, 405, 501)
  },
})

export const unknownParameterIgnored = check({
  id: 'token.unknown-parameter-ignored',
  title: 'Unrecognised parameters are ignored',
  law: [must('RFC 6749', '3.2')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    more: 'Send the same kind of request with two made-up parameters',
  },
  holds: 'The answer is 200 with an access_token, as without them',
  defect: 'token-unknown-param-rejected',
  async run({ op, step, law, random }) {
    await step.control(() => op.anyGrant().tokens())
    const set = { assay_unknown: random(12), 'assay-other': '1' }
    law(await step.more(() => op.anyGrant({ set }))).grants()
  },
})

export const duplicateParameterRefused = check({
  id: 'token.duplicate-parameter-refused',
  title: 'A repeated parameter is invalid_request',
  law: [must('RFC 6749', '3.2'), must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    control: 'Send each kind of request as it should be',
    repeated:
      'Send it, with a fresh code or refresh token, with one parameter twice: equal values, a wrong value after the right one, a wrong value before it',
  },
  holds: 'Each is refused, 400 with error=invalid_request, or invalid_client where a credential is repeated',
  defect: 'token-duplicates-accepted',
  caution:
    'The prohibition binds the sender; the error code for it binds the server. A token for equal values and a refusal with another error are warnings. resource and audience may repeat and are left out.',
  async run({ op, step, law, target, blocked }) {
    const seen: Repetition[] = []
    for (const ask of kinds({ op, target })) {
      const control = await step.control(() => ask({}))
      if (!control.hasToken) blocked(`no token for a request without fault: ${control.describe()}`)
      for (const name of repeatable(control, seen, target)) {
        for (const { how, values } of repetitions) {
          seen.push({ name, how, answer: await step.repeated(() => ask({ repeat: { name, values } })) })
        }
      }
    }
    law.each(seen, ({ name, how, answer }) => {
      const tolerated = how === 'equal' && answer.hasToken ? 'the two values are equal' : undefined
      const codes = name.startsWith('client_') ? ['invalid_request', 'invalid_client'] : ['invalid_request']
      law(answer, { about: `${name} twice, ${how}`, tolerated }).refuses(...codes)
    })
  },
})

interface Repetition {
  readonly name: string
  readonly how: string
  readonly answer: Answer
}

const repetitions: readonly { how: string; values: (right: string) => [string, string] }[] = [
  { how: 'equal', values: (right) => [right, right] },
  { how: 'the right value first', values: (right) => [right, `${right}x`] },
  { how: 'the right value last', values: (right) => [`${right}x`, right] },
]

const ofOAuth = new Set([
  'grant_type',
  'scope',
  'client_id',
  'client_secret',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
])

/** The parameters of a request as it was sent, without those that earlier kinds of request have shown. */
function repeatable({ request }: Answer, seen: readonly Repetition[], target: Target): readonly string[] {
  const names = [...new URLSearchParams(request.body).keys()].filter((name) => ofOAuth.has(name))
  const fresh = names.filter((name) => !seen.some((repetition) => repetition.name === name))
  return target.has('pkce') ? fresh : fresh.filter((name) => name !== 'code_verifier')
}

/** Ways to send a correct request; between them they use every parameter the target's clients have a use for. */
function* kinds({ op, target }: Pick<Context, 'op' | 'target'>): Generator<(change: Change) => PromiseLike<Answer>> {
  yield (change) => op.anyGrant(change)
  const post = target.findClient('post')
  if (post !== undefined) yield (change) => op.anyGrant({ ...change, client: post })
  if (!target.has('authorization_code')) return
  yield async (change) => op.redeem(await op.authorize(target.has('pkce') ? { pkce: 'S256' } : {}), change)
  if (!target.has('refresh_token')) return
  const client = target.client('refresh')
  yield async (change) => {
    const tokens = await op.userTokens({ client })
    // Without a refresh token there is nothing to repeat that the redemption has not shown.
    return tokens.refresh_token === undefined ? tokens.answer : op.refresh(tokens, change)
  }
}
