import { check } from '../../harness/check.ts'
import type { Answer, Context, Judge, NoAnswer } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const authorizationMalformed = check({
  id: 'robustness.authorization-malformed',
  title: 'Malformed authorization requests are refused cleanly',
  law: [must('RFC 6749', '10.14')],
  needs: ['authorization', 'authorization_code'],
  steps: {
    control: 'Complete a code flow',
    broken:
      'Send it with a broken percent escape, bytes that are not UTF-8, NUL and control characters after the right value of one parameter, and with a semicolon and a stray question mark in the query',
  },
  holds: 'Every answer is a page or a redirect that leads to no mangled address of the client, and none is a 5xx',
  defect: 'authz-malformed-500',
  caution: 'Whether the request is declined is not judged here: an odd state or scope may go through.',
  async run(context) {
    const { op, step, law } = context
    await step.control(() => op.authorize())
    const seen = []
    for (const { about, raw } of malformations) {
      seen.push({ about, outcome: await step.broken(() => op.knockOutcome({}, { raw })) })
    }
    law.each(seen, ({ about, outcome }) => {
      const answer = answered(law, outcome, about)
      if (answer.status >= 500 || answer.status === 429) law(answer, { about }).status(200, 302, 303, 400)
      const place = mangled(answer, context)
      law.that(place === undefined, {
        expected: 'an error page, or a redirect to a registered redirect_uri',
        actual: `a redirect to ${place ?? ''} after ${about}`,
      })
    })
  },
})

export const authorizationLongUrl = check({
  id: 'robustness.authorization-long-url',
  title: 'Very long authorization URLs are refused cleanly',
  law: [security('RFC 6749', '10.14')],
  needs: ['authorization', 'authorization_code'],
  steps: {
    control: 'Complete a code flow',
    long: 'Send it with a state, then with a made-up parameter, of 4, 8, 16, 64 and 256 KiB',
  },
  holds: 'Every answer is a page, a redirect or a 4xx',
  defect: 'authz-long-url-500',
  caution:
    'A refusal of 4 KiB is a warning, and so is a connection dropped beyond 16 KiB: many HTTP layers hang up on such a line.',
  async run({ op, step, law, random }) {
    await step.control(() => op.authorize())
    const seen = []
    for (const name of ['state', 'assay_unknown']) {
      for (const size of [4, 8, 16, 64, 256]) {
        const parameters = { [name]: random(size * 1024) }
        seen.push({ name, size, outcome: await step.long(() => op.knockOutcome({ parameters })) })
      }
    }
    law.each(seen, ({ name, size, outcome }) => {
      const about = `an authorization request with ${name} of ${size} KiB`
      const answer = answered(law, outcome, about, size > 16 ? 'the HTTP layer hangs up on so long a line' : undefined)
      if (answer.status >= 500 || answer.status === 429) law(answer, { about }).status(200, 302, 303, 400, 414, 431)
      const refused = size === 4 && answer.status >= 400
      law.that(!refused, {
        expected: 'a flow that begins',
        actual: `${answer.describe()} to ${about}`,
        tolerated: small,
      })
    })
  },
})

const small = 'the refusal is clean, only the limit is low'

function answered(law: Judge, outcome: Answer | NoAnswer, about: string, tolerated?: string): Answer {
  if (!('kind' in outcome)) return outcome
  const hungUp = outcome.kind === 'reset' || outcome.kind === 'malformed'
  if (hungUp) law.that(false, { expected: 'an answer', actual: `${outcome.message}, after ${about}`, tolerated })
  throw outcome
}

const junk = {
  'a broken percent escape': '%zz',
  'a percent sign at its end': '%',
  'bytes that are not UTF-8': '%C0%AF%ED%A0%80',
  'NUL and control characters': '%00%07%1B%0A',
}

const malformations: readonly { readonly about: string; readonly raw: (query: string) => string }[] = [
  ...Object.entries(junk).flatMap(([what, bytes]) =>
    ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'].map((name) => ({
      about: `${what} in ${name}`,
      raw: (query: string) => withTail(query, name, bytes),
    })),
  ),
  { about: 'semicolons in place of ampersands', raw: (query) => query.replaceAll('&', ';') },
  { about: 'a stray question mark', raw: (query) => `?${query}&assay?=1?` },
]

function withTail(query: string, name: string, tail: string): string {
  return query
    .split('&')
    .map((pair) => (pair.startsWith(`${name}=`) ? pair + tail : pair))
    .join('&')
}

/** The address of a redirect that leads to the client's host without being one of its registered addresses. */
function mangled(answer: Answer, { target }: Pick<Context, 'target'>): string | undefined {
  const location = answer.header('location') ?? ''
  if (!URL.canParse(location)) return undefined
  const { origin, host, pathname } = new URL(location)
  if (origin === new URL(target.endpoint('authorization')).origin) return undefined
  const uris = target
    .client('code')
    .redirect_uris.filter((uri) => URL.canParse(uri))
    .map((uri) => new URL(uri))
  const known = uris.some((uri) => uri.host === host && uri.pathname === pathname)
  return uris.some((uri) => uri.host === host) && !known ? `${origin}${pathname}` : undefined
}
