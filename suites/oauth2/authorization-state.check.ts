import { check } from '../../harness/check.ts'
import type { AuthorizeOptions, Code, Operations, Walk } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const stateReturned = check({
  id: 'authz.state-returned',
  title: 'The state comes back with the code',
  law: [must('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: { code: 'Complete a code flow with a random state of 32 characters' },
  holds: 'The response carries that state once',
  defect: 'state-dropped',
  async run({ op, step, law, random, blocked }) {
    const state = random(32)
    const walk = await step.code(() => op.walk({ parameters: { state } }))
    if (walk.landing.kind !== 'code') blocked(`no code: ${ended(walk)}`)
    law.that(returned(walk, state), { expected: 'a response with the state that was sent', actual: told(walk) })
  },
})

export const stateExact = check({
  id: 'authz.state-exact',
  title: 'The state comes back exactly, whatever printable characters it holds',
  law: [must('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    unusual:
      'Complete flows whose state holds spaces, signs that mean something in URLs and HTML, JSON, base64, or digits alone',
  },
  holds: 'Each state is the same after one decoding of the response',
  defect: 'state-mangled',
  caution: 'A clean error for an unusual value, as of a firewall that dislikes angle brackets, is a warning.',
  async run({ op, step, law, random }) {
    const like = await step.control(() => op.authorize())
    const seen = []
    // Long and never sent before, since some servers refuse a short state or a known one.
    for (const [name, state] of Object.entries(unusual(random(24)))) {
      seen.push({ name, state, walk: await step.unusual(() => op.walk({ like, parameters: { state } })) })
    }
    law.each(seen, ({ name, state, walk }) => {
      const tolerated = isClean(walk) ? 'the request was declined cleanly' : undefined
      const actual = walk.landing.kind === 'code' ? told(walk) : ended(walk)
      const sides = { expected: 'a code with the state that was sent', actual: `${actual}, for a state with ${name}` }
      law.that(walk.landing.kind === 'code' && returned(walk, state), { ...sides, tolerated })
    })
  },
})

export const stateAbsent = check({
  id: 'authz.state-absent',
  title: 'A request without state works and the response invents none',
  law: [should('RFC 6749', '4.1.1')],
  needs: ['authorization_code'],
  steps: { control: 'Complete a code flow', without: 'Complete it again without state' },
  holds: 'A code comes back, and no state with it',
  defect: 'state-invented',
  caution: 'Some servers insist on a state, which no sentence forbids: their error is a warning.',
  async run({ op, step, law }) {
    const like = await step.control(() => op.authorize())
    const walk = await step.without(() => op.walk({ like, parameters: { state: null } }))
    const states = walk.response?.parameters.getAll('state') ?? []
    law.that(states.length === 0 || walk.landing.kind !== 'code', {
      expected: 'a response without state',
      actual: `a response with state=${states.join(' and state=')}`,
      tolerated: states.every((state) => state === '') ? 'an empty state counts as none' : undefined,
    })
    const tolerated = 'the server insists on a state'
    law.that(walk.landing.kind === 'code', { expected: 'a code', actual: ended(walk), tolerated })
  },
})

export const stateLong = check({
  id: 'authz.state-long',
  title: 'A long state survives or is refused cleanly',
  law: [security('RFC 6749', '4.1.2')],
  needs: ['authorization_code'],
  steps: { control: 'Complete a code flow', long: 'Complete flows with a state of 512, 1024 and 2048 characters' },
  holds: 'Each state comes back whole, or the request is refused with a 4xx page or error=invalid_request',
  defect: 'state-truncated',
  caution: 'To refuse 1024 characters or more is the right of the server, to refuse 512 is a warning.',
  async run({ op, step, law, random }) {
    const like = await step.control(() => op.authorize())
    const seen = []
    for (const length of [512, 1024, 2048]) {
      const state = random(length)
      seen.push({ length, state, walk: await step.long(() => op.walk({ like, parameters: { state } })) })
    }
    law.each(seen, ({ length, state, walk }) => {
      const clean = isClean(walk)
      const actual = `${walk.landing.kind === 'code' ? told(walk) : ended(walk)}, for ${length} characters`
      const whole = walk.landing.kind === 'code' && returned(walk, state)
      const tolerated = clean ? 'the request was declined cleanly, at a length clients may use' : undefined
      law.that(whole || (clean && length > 512), { expected: 'the whole state, or a clean error', actual, tolerated })
    })
  },
})

export const stateInError = check({
  id: 'authz.state-in-error',
  title: 'Error redirects carry the state too',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow',
    fault: 'Send requests that end with an error: a made-up response_type, a user who says no',
  },
  holds: 'Each error redirect carries the state that was sent',
  defect: 'state-dropped-in-error',
  caution: 'Not applicable when the server answers with pages only.',
  async run({ op, step, law, random, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const state = random(24)
    const walks = await step.fault(() => faulty(op, like, { state, response_type: random(10) }))
    const errors = walks.filter(({ response }) => response?.parameters.has('error'))
    if (errors.length === 0) notApplicable('the server reports errors on pages of its own only')
    law.each(errors, (walk) =>
      law.that(returned(walk, state), {
        expected: 'an error redirect with the state that was sent',
        actual: told(walk),
      }),
    )
  },
})

const unusual = (fresh: string) => ({
  'spaces and plus signs': `a b+c  d${fresh}`,
  'spaces at its ends': ` ${fresh} `,
  'percent signs': `${fresh} 100%25 %41 %2B%`,
  'quotes, angle brackets and a backslash': `${fresh} "quoted" 'single' <b> back\\slash`,
  'signs of a query': `a=${fresh}&b=2;c=3?d/e#f`,
  'upper and lower case and a tilde': `aBcDeF~-._${fresh}`,
  JSON: `{"to":"/home?tab=1&x=%20","n":[1,2],"id":"${fresh}"}`,
  'base64 padding': `${fresh}QUJD+/8A/w==`,
  'nothing but digits': `00${[...fresh].map((letter) => letter.charCodeAt(0) % 10).join('')}`,
})

async function faulty(
  op: Operations,
  like: Code,
  { state, response_type }: { state: string; response_type: string },
): Promise<readonly Walk[]> {
  const denied: AuthorizeOptions = { like, consent: 'deny', parameters: { state } }
  return [await op.walk({ like, parameters: { state, response_type } }), await op.walkAnew(denied)]
}

function isClean({ landing }: Walk): boolean {
  return landing.kind === 'error' || (landing.kind === 'page' && landing.status < 500)
}

function returned({ response }: Walk, state: string): boolean {
  const states = response?.parameters.getAll('state') ?? []
  return states.length === 1 && states[0] === state
}

function told({ response }: Walk): string {
  const states = response?.parameters.getAll('state') ?? []
  if (states.length === 0) return 'a response without state'
  return states.length > 1 ? 'a response with state more than once' : 'a response with another state'
}

function ended({ landing }: Walk): string {
  if (landing.kind === 'code') return 'a code'
  return landing.kind === 'error' ? `a redirect with error=${landing.error}` : `a page with status ${landing.status}`
}
