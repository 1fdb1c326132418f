import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const no5xx = check({
  id: 'robustness.no-5xx',
  title: 'No request of the run leads to an internal error',
  law: [security('RFC 6749', '5.2')],
  needs: ['token'],
  steps: {
    recording: 'Look at every answer of the authorization endpoint, the token endpoint and the resource in this run',
  },
  holds: 'No answer has a status of 5xx but 501',
  defect: 'unknown-scope-500',
  caution: 'The statuses 502, 503 and 504 are a warning: they speak of load or of a proxy.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const places = ['authorization', 'token', 'resource'] as const
    const answers = await step.recording(async () => places.flatMap((place) => recording(place)))
    if (!answers.some(({ hasToken }) => hasToken)) notApplicable(nothing)
    const broken = answers.filter(({ status }) => status >= 500 && status !== 501)
    const kinds = new Map(broken.map((answer) => [requestOf(answer), answer.status]))
    const grave = [...kinds].filter(([, status]) => status < 502 || status > 504)
    const listed = (grave.length > 0 ? grave : [...kinds]).slice(0, 3).map(([what]) => what)
    law.that(kinds.size === 0, {
      expected: 'no internal error, whatever is asked',
      actual: `${broken.length} of ${answers.length} answers: ${listed.join('; ')}`,
      tolerated: grave.length === 0 ? 'the status speaks of load or of a proxy' : undefined,
    })
  },
})

export const sizesPractical = check({
  id: 'token.sizes-practical',
  title: 'Codes and tokens fit into URLs and headers',
  law: [security('RFC 6749', '5.1')],
  needs: ['token'],
  steps: { recording: 'Measure the codes, access tokens and refresh tokens of this run' },
  holds: 'A code has up to 2,048 characters, a token up to 8,192',
  defect: 'oversized-tokens',
  caution: 'The standard leaves sizes open, so a longer one is a warning.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const values = (await step.recording(async () => recording())).flatMap(issuedBy)
    if (!values.some(({ name }) => name === 'access_token')) notApplicable(nothing)
    const longest = values.toSorted((a, b) => b.value.length / b.limit - a.value.length / a.limit)[0]
    const holds = longest === undefined || longest.value.length <= longest.limit
    law.that(holds, {
      expected: `${longest?.name} of up to ${longest?.limit} characters, which proxies and headers carry`,
      actual: `${longest?.name} of ${longest?.value.length} characters`,
      tolerated: 'the standard sets no limit',
    })
  },
})

export const notInFrontChannel = check({
  id: 'refresh.not-in-front-channel',
  title: 'Refresh tokens never travel through the browser',
  law: [security('RFC 6749', '10.4')],
  needs: ['refresh_token', 'authorization'],
  steps: { recording: 'Search every redirect, cookie and page of this run for the refresh tokens of this run' },
  holds: 'No refresh token stands in a redirect, a cookie or a page',
  defect: 'refresh-token-in-front-channel',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const answers = await step.recording(async () => recording())
    const issued = answers.flatMap(issuedBy).filter(({ name }) => name === 'refresh_token')
    const tokens = issued.map(({ value }) => value).filter((value) => value.length >= 8)
    const spellings = new Set(tokens.flatMap((token) => [token, encodeURIComponent(token)]))
    if (spellings.size === 0) notApplicable('no refresh token was recorded: run it together with other checks')
    law.each(answers.flatMap(seenByBrowser), ([place, text]) => {
      const found = [...spellings].some((spelling) => text.includes(spelling))
      law.that(!found, { expected: 'no refresh token in the front channel', actual: `a refresh token in ${place}` })
    })
  },
})

const nothing = 'too little was recorded, a token among it: run it together with other checks'

function requestOf({ status, request }: Answer): string {
  const names = [...new URLSearchParams(request.body ?? request.url.split('?', 2)[1]).keys()]
  const some = [...new Set(names)]
    .filter((name) => /^[\w.[\]-]{1,40}$/.test(name))
    .slice(0, 8)
    .join(', ')
  return `${status} to ${request.method} ${request.url.split('?', 1)[0]} with ${some === '' ? 'no parameter' : some}`
}

interface Issued {
  readonly name: string
  readonly value: string
  readonly limit: number
}

/** The code of a redirect, and the tokens of a successful token answer. */
function issuedBy(answer: Answer): readonly Issued[] {
  const query = (answer.header('location') ?? '').split('?', 2)[1] ?? ''
  const found: readonly (readonly [string, unknown, number])[] = [
    ['code', new URLSearchParams(query.split('#', 1)[0]).get('code'), 2048],
    ['access_token', answer.json?.['access_token'], 8192],
    ['refresh_token', answer.json?.['refresh_token'], 8192],
  ]
  return found.flatMap(([name, value, limit]) =>
    typeof value === 'string' && (name === 'code' || answer.status === 200) ? [{ name, value, limit }] : [],
  )
}

/** What of an answer reaches a browser: where it stands, and its text. */
function seenByBrowser({ headers, body, mediaType, request }: Answer): readonly (readonly [string, string])[] {
  const place = request.url.split('?', 1)[0]
  const lines = headers
    .filter(([name]) => /^(?:location|set-cookie|refresh)$/i.test(name))
    .map(([name, value]) => [`the header ${name} of ${place}`, value] as const)
  return mediaType === 'text/html' ? [...lines, [`the page ${place}`, body] as const] : lines
}
