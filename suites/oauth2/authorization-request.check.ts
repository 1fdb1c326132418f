import { check } from '../../harness/check.ts'
import type { Walk } from '../../harness/context.ts'
import { may, must } from '../../harness/law.ts'

export const getSupported = check({
  id: 'authz.get-supported',
  title: 'The authorization endpoint accepts GET',
  law: [must('RFC 6749', '3.1')],
  needs: ['authorization', 'authorization_code'],
  steps: { get: 'Send a well-formed authorization request by GET, without cookies' },
  holds: 'The answer is a page or a redirect, not 404, 405, 501 or another 5xx',
  defect: 'authz-get-rejected',
  caution: 'A 400 or 403 says nothing about the method: the request may be declined for another reason.',
  async run({ op, step, law, blocked }) {
    const answer = await step.get(() => op.knock())
    if (answer.status === 400 || answer.status === 403) blocked(`the request was declined with ${answer.status}`)
    law(answer).status(200, 401, 301, 302, 303, 307, 308)
  },
})

export const postSupported = check({
  id: 'authz.post-supported',
  title: 'If the authorization endpoint accepts POST it behaves like GET',
  law: [may('RFC 6749', '3.1')],
  needs: ['authorization_code'],
  steps: { get: 'Complete a flow that begins with GET', post: 'Complete a flow that begins with a form POST' },
  holds: 'POST is not supported, or it ends with a code and the same state as GET',
  defect: 'authz-post-loses-parameters',
  caution:
    'OAuth 2.0 leaves POST to the server. Where the same URL serves the consent form, its complaint counts as no support.',
  async run({ op, step, law, note, random }) {
    const like = await step.get(() => op.authorize())
    const state = random(24)
    const { landing, response } = await step.post(() => op.walk({ like, method: 'POST', parameters: { state } }))
    const crash = landing.kind === 'page' && landing.status >= 500
    law.that(!crash, { expected: 'no failure of the server', actual: 'a 5xx answer to POST' })
    if (landing.kind !== 'code') return note('the authorization endpoint does not take POST')
    const back = response?.parameters.get('state') === state
    law.that(back, { expected: 'the code with the state that was sent', actual: 'a code without that state' })
  },
})

export const endpointNoFragment = check({
  id: 'authz.endpoint-no-fragment',
  title: 'The authorization endpoint URL has no fragment',
  law: [must('RFC 6749', '3.1')],
  needs: ['authorization'],
  steps: {},
  holds: 'The address of the authorization endpoint holds no number sign',
  defect: 'authz-endpoint-fragment',
  async run({ law, target }) {
    const url = target.endpoint('authorization')
    law.that(!url.includes('#'), { expected: 'an authorization_endpoint without a fragment', actual: url })
  },
})

export const unknownParameterIgnored = check({
  id: 'authz.unknown-parameter-ignored',
  title: 'The authorization endpoint ignores parameters it does not know',
  law: [must('RFC 6749', '3.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    more: 'Complete it again with two made-up parameters, one empty and one of 200 characters',
  },
  holds: 'The second flow ends with a code as well, and the response does not repeat the parameters',
  defect: 'authz-unknown-param-rejected',
  caution: 'A made-up parameter that comes back in the response is a warning. The page of a firewall proves nothing.',
  async run({ op, step, law, random, blocked }) {
    const like = await step.control(() => op.authorize())
    const names = [`assay_${random(8)}`, `assay-${random(8)}`]
    const parameters = Object.fromEntries(names.map((name, index) => [name, random(200 * index)]))
    const { landing, response } = await step.more(() => op.walk({ like, parameters }))
    if (landing.kind === 'page' && (landing.lost || landing.status === 403)) blocked(landing.stuck)
    law.that(landing.kind === 'code', { expected: 'a code', actual: ended({ landing }) })
    const copied = names.some((name) => response?.parameters.has(name))
    const tolerated = 'clients ignore what they do not know'
    law.that(!copied, { expected: 'a response without them', actual: 'a response that repeats them', tolerated })
  },
})

export const duplicateParameterRefused = check({
  id: 'authz.duplicate-parameter-refused',
  title: 'A repeated parameter of an authorization request is refused',
  law: [must('RFC 6749', '3.1'), must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    repeated:
      'Send the request again with one parameter twice: equal values, a wrong value after the right one, a wrong value before it',
  },
  holds: 'Each walk ends with error=invalid_request or an error page',
  defect: 'authz-duplicates-accepted',
  caution:
    'The prohibition binds the sender. A code for two equal values is a warning. The parameter resource may repeat and is left out.',
  async run({ op, step, law, target }) {
    const like = await step.control(() => op.authorize(target.has('pkce') ? { pkce: 'S256' } : {}))
    const seen = []
    const left = { code_challenge: like.verifier === undefined, scope: like.scope === undefined }
    for (const name of repeatable.filter((each) => !Object.entries(left).some(([out, is]) => is && out === each))) {
      for (const { how, values } of repetitions) {
        const { landing } = await step.repeated(() => op.walk({ like, repeat: { name, values } }))
        seen.push({ landing, about: `${name} twice, ${how}`, equal: how === 'equal' })
      }
    }
    law.each(seen, ({ landing, about, equal }) => {
      const tolerated = equal && landing.kind === 'code' ? 'the two values are equal' : undefined
      law(landing, { about, tolerated }).refuses('invalid_request')
    })
  },
})

export const emptyParameterOmitted = check({
  id: 'authz.empty-parameter-omitted',
  title: 'A parameter without a value counts as absent',
  law: [must('RFC 6749', '3.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    optional: 'Send the request again with state and scope empty',
    type: 'Send it with response_type empty',
  },
  holds: 'The response to the first invents no state, and the second ends with error=invalid_request or an error page',
  defect: 'authz-empty-param-kept',
  caution:
    'An empty state that comes back empty is a warning. A server may insist on a state or a scope. unsupported_response_type is as good for the empty response_type.',
  async run({ op, step, law }) {
    const like = await step.control(() => op.authorize())
    const { response } = await step.optional(() => op.walk({ like, parameters: { state: '', scope: '' } }))
    const state = response?.parameters.get('state')
    const tolerated = state === '' ? 'an empty state counts as none' : undefined
    law.that(state === null || state === undefined, {
      expected: 'a response without state',
      actual: state === '' ? 'a response with an empty state' : `a response with state=${state}`,
      tolerated,
    })
    const { landing } = await step.type(() => op.walk({ like, parameters: { response_type: '' } }))
    law(landing, { about: 'an empty response_type' }).refuses('invalid_request', 'unsupported_response_type')
  },
})

const repeatable = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'code_challenge']

const repetitions: readonly { how: string; values: (right: string) => [string, string] }[] = [
  { how: 'equal', values: (right) => [right, right] },
  { how: 'the right value first', values: (right) => [right, `${right}x`] },
  { how: 'the right value last', values: (right) => [`${right}x`, right] },
]

function ended({ landing }: Pick<Walk, 'landing'>): string {
  if (landing.kind === 'code') return 'a code'
  return landing.kind === 'error' ? `a redirect with error=${landing.error}` : `a page with status ${landing.status}`
}
