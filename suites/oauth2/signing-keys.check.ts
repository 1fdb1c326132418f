import { check } from '../../harness/check.ts'
import type { Answer, Context, Target } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const jwksCoversSignatures = check({
  id: 'metadata.jwks-covers-signatures',
  title: 'Every JWT the server signs can be verified with its published keys',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'jwks'],
  steps: {
    recording: 'Collect every signed JWT that the server issued during this run',
    keys: 'Fetch the published keys once more, and add those that were seen during the run',
  },
  holds: 'For each there is a key that fits its kid and alg, and its signature is that of the key',
  defect: 'jwks-missing-signing-key',
  caution:
    'HS algorithms are left out: their key is the client secret. An access token without typ at+jwt, or for a resource that the target file does not name, may be meant for other eyes: a warning.',
  passive: true,
  async run({ op, recording, step, law, target, notApplicable }) {
    const issued = await step.recording(async () => issuedIn(recording(), op))
    const now = await step.keys(() => op.request(target.endpoint('jwks'), { headers: { accept: 'application/json' } }))
    if (keysIn(now).length === 0) notApplicable('the key set cannot be read: see metadata.jwks_uri')
    const keys = [now, ...recording('jwks')].flatMap(keysIn)
    const judged: { kind: string; state: string; token: string }[] = []
    for (const { kind, token } of issued) judged.push({ kind, token, state: await op.signature(token, keys) })
    const signed = judged.filter(({ state }) => state !== 'unjudged')
    if (signed.length === 0) notApplicable('no signed JWT was recorded: run it together with other checks')
    law.each(signed, ({ kind, state, token }) => {
      law.that(state === 'verified', {
        expected: 'a published key that verifies it',
        actual: `${kind} with ${named(op.joseHeader(token))}: ${state === 'wrong' ? 'the signature is not that of the key' : 'no key fits'}`,
        tolerated: kind === 'an access token' ? forOthers(op.joseHeader(token), target) : undefined,
      })
    })
  },
})

interface Issued {
  readonly kind: string
  readonly token: string
}

type Header = Readonly<Record<string, unknown>> | undefined

/** Each JWT once. What only looks like an answer, such as an echo of a request, is not in a successful answer. */
function issuedIn(answers: readonly Answer[], op: Pick<Context['op'], 'joseHeader'>): readonly Issued[] {
  const all = answers.flatMap((answer) => [...inBody(answer), ...inRedirect(answer)])
  const signed = all.filter(({ token }) => op.joseHeader(token) !== undefined)
  return [...new Map(signed.map((each) => [each.token, each])).values()]
}

function inBody({ status, json, body, mediaType }: Answer): readonly Issued[] {
  if (status < 200 || status > 299) return []
  if (mediaType === 'application/token-introspection+jwt')
    return [{ kind: 'an introspection answer', token: body.trim() }]
  return [...(json === undefined ? [] : pairs(Object.entries(json)))]
}

function inRedirect(answer: Answer): readonly Issued[] {
  const location = answer.header('location')
  if (location === undefined || !URL.canParse(location)) return []
  const { searchParams, hash } = new URL(location)
  return pairs([...searchParams, ...new URLSearchParams(hash.slice(1))])
}

const kinds: Readonly<Record<string, string>> = {
  access_token: 'an access token',
  id_token: 'an ID Token',
  response: 'an authorization response',
}

function pairs(members: readonly (readonly [string, unknown])[]): readonly Issued[] {
  return members.flatMap(([name, token]) => {
    const kind = kinds[name]
    return kind === undefined || typeof token !== 'string' ? [] : [{ kind, token }]
  })
}

function keysIn({ status, json }: Answer): readonly Readonly<Record<string, unknown>>[] {
  const keys: unknown = status === 200 ? json?.['keys'] : undefined
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : []
}

/** RFC 9068 section 2.1 is what makes an access token one that others can read. */
function forOthers(header: Header, { resource }: Target): string | undefined {
  const profiled = /^(?:application\/)?at\+jwt$/i.test(String(header?.['typ']))
  if (!profiled) return 'an access token without typ at+jwt is for the resource alone to read'
  return resource === undefined ? 'the target file names no resource, so the token may be for another one' : undefined
}

function named(header: Header): string {
  const kid = header?.['kid']
  return `alg ${String(header?.['alg'])} and ${kid === undefined ? 'no kid' : `kid ${String(kid)}`}`
}
