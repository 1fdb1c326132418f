import { check } from '../../harness/check.ts'
import type { Answer, Asked, Change, Context } from '../../harness/context.ts'
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
  async run({ op, step, law, target }) {
    const seen: Seen[] = []
    for (const prepare of requests({ op, target })) {
      const parameters = await step.control(async () => {
        const request = await prepare()
        await request?.ask().tokens()
        return request?.parameters ?? {}
      })
      for (const name of Object.keys(parameters)) {
        for (const { how, change } of repetitions) {
          const answer = await step.repeated(async () => {
            const request = await prepare()
            return request?.ask(change(name, request.parameters[name] ?? ''))
          })
          if (answer !== undefined) seen.push({ answer, name, how })
        }
      }
    }
    law.each(seen, ({ answer, name, how }) => refusesRepetition(law, answer, name, how))
  },
})

interface Seen {
  readonly answer: Answer
  readonly name: string
  readonly how: string
}

const repetitions: readonly { how: string; change: (name: string, value: string) => Change }[] = [
  { how: 'equal', change: (name, value) => ({ append: [[name, value]] }) },
  { how: 'the right value first', change: (name, value) => ({ append: [[name, `${value}x`]] }) },
  { how: 'the right value last', change: (name, value) => ({ set: { [name]: `${value}x` }, append: [[name, value]] }) },
]

function refusesRepetition(law: Judge, answer: Answer, name: string, how: string): void {
  const tolerated = how === 'equal' && answer.hasToken ? 'the two values are equal' : undefined
  const credential = name === 'client_id' || name === 'client_secret'
  const codes = credential ? ['invalid_request', 'invalid_client'] : ['invalid_request']
  law(answer, { about: `${name} twice, ${how}`, tolerated }).refuses(...codes)
}

/** A token request ready to be sent once, with those of its parameters that are to be repeated. */
interface Request {
  readonly parameters: Readonly<Record<string, string>>
  ask(change?: Change): Asked
}

type Prepare = () => Promise<Request | undefined>

/** The kinds of request that together hold every parameter the target can be sent. */
function requests({ op, target }: Pick<Context, 'op' | 'target'>): readonly Prepare[] {
  const service = target.findClient('service')
  const post = target.findClient('post')
  const kinds: [boolean, Prepare][] = [
    [service !== undefined, async () => ({ parameters: ofService(service), ask: (change) => op.anyGrant(change) })],
    [post !== undefined, async () => ({ parameters: credentials(post), ask: (change) => op.anyGrant(with(post, change)) })],
  ]
}
