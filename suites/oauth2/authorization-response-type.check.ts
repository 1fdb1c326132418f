import { check } from '../../harness/check.ts'
import type { Context, Judge, Walk } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const responseTypeMissing = check({
  id: 'authz.response-type-missing',
  title: 'A request without response_type gets an error',
  law: [must('RFC 6749', '3.1.1'), must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    missing: 'Send the request again without response_type and walk to the end',
  },
  holds: 'The walk ends with error=invalid_request or an error page',
  defect: 'response-type-optional',
  caution: 'unsupported_response_type is accepted too. A login before the error is what RFC 9700 §4.11.2 asks for.',
  async run({ op, step, law }) {
    const like = await step.control(() => op.authorize())
    const walk = await step.missing(() => op.walk({ like, parameters: { response_type: null } }))
    givesNothing(law, walk)
    law(walk.landing).refuses('invalid_request', 'unsupported_response_type')
  },
})

export const responseTypeUnknown = check({
  id: 'authz.response-type-unknown',
  title: 'An unknown response_type is refused',
  law: [must('RFC 6749', '3.1.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    unknown:
      'Send the request again with a made-up response_type, with code and a made-up one, and with one that begins with code, and walk to the end',
  },
  holds: 'Each walk ends with an error redirect or an error page: it is refused',
  defect: 'unknown-response-type-accepted',
  caution: 'Which error code is used is judged by authz.response-type-unknown-code.',
  async run({ op, step, law, random }) {
    const like = await step.control(() => op.authorize())
    for (const response_type of [random(10), `code ${random(10)}`, `code${random(10)}`]) {
      const walk = await step.unknown(() => op.walk({ like, parameters: { response_type } }))
      givesNothing(law, walk)
      if (walk.landing.kind === 'page') law(walk.landing).refuses('unsupported_response_type')
    }
  },
})

export const responseTypeUnknownCode = check({
  id: 'authz.response-type-unknown-code',
  title: 'The error code for an unsupported response type is unsupported_response_type',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    unknown: 'Send the request again with a made-up response_type and walk to the end',
  },
  holds: 'The redirect carries error=unsupported_response_type',
  defect: 'unsupported-response-type-wrong-code',
  caution:
    'invalid_request and unauthorized_client are warnings: a made-up type is also one the client is not registered for. An answer that stays at the server is a warning: RFC 9700 §4.11.2 lets a server keep a user from a client it does not trust.',
  async run(context) {
    const { op, step, law, random } = context
    const like = await step.control(() => op.authorize())
    const walk = await step.unknown(() => op.walk({ like, parameters: { response_type: random(10) } }))
    const { landing, response } = walk
    const pushed = landing.kind === 'page' ? landing.pushed : undefined
    const error = response?.parameters.get('error') ?? pushed
    if (error === undefined || error === null) return tellsNoClient(context, walk)
    const known = ['invalid_request', 'unauthorized_client'].includes(error)
    law.that(error === 'unsupported_response_type', {
      expected: 'a redirect with error=unsupported_response_type',
      actual: `a redirect with error=${error}`,
      tolerated: known ? `error=${error} is a deviation known from servers in the field` : undefined,
    })
  },
})

type Ending = Pick<Context, 'law' | 'blocked' | 'notApplicable'>

/** Judges a walk that brought the client no error. */
function tellsNoClient({ law, blocked, notApplicable }: Ending, { landing, lost, answers }: Walk): void {
  if (landing.kind !== 'page') return notApplicable('nothing is refused (see authz.response-type-unknown)')
  if (lost !== undefined) blocked(lost)
  if (landing.status >= 500) notApplicable('the server fails (see authz.response-type-unknown)')
  law.that(false, {
    expected: 'a redirect with error=unsupported_response_type',
    actual: `${answers.at(-1)?.describe() ?? 'a page'}, and no redirect`,
    tolerated: 'the user is told, the client is not',
  })
}

const handouts = ['code', 'access_token', 'id_token']

function givesNothing(law: Judge, { landing, response }: Walk): void {
  const given = handouts.filter((name) => response?.parameters.has(name))
  law.that(given.length === 0, { expected: 'no code and no token', actual: `a redirect with ${given.join(' and ')}` })
  const crash = landing.kind === 'page' && landing.status >= 500 && ![502, 503, 504].includes(landing.status)
  law.that(!crash, { expected: 'an error of the protocol', actual: 'a failure of the server (5xx)' })
}
