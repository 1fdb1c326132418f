import { check } from '../../harness/check.ts'
import type { Answer, Target } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const responseMembers = check({
  id: 'device.response-members',
  title: 'The device authorization response has its required members with the right types',
  law: [must('RFC 8628', '3.2')],
  needs: ['device_code'],
  steps: { request: 'Send a device authorization request' },
  holds:
    'The answer is 200 with JSON: device_code, user_code and verification_uri as text, expires_in and, where it is there, interval as positive numbers',
  defect: 'device-verification-url',
  caution:
    'verification_url beside verification_uri is fine, in place of it a failure. interval may be absent. A server that refuses the request is not judged.',
  async run({ op, step, law, blocked }) {
    const answer = await step.request(() => op.askDevice())
    const { json = {}, status, error, mediaType } = answer
    if (status >= 400 || error !== undefined) {
      blocked(`no device authorization: ${answer.describe()}`, { transient: status === 429 || status >= 500 })
    }
    law(answer).status(200)
    law.that(mediaType === 'application/json', { expected: 'application/json', actual: answer.describe() })
    const wrong = [
      ...texts.filter((name) => !isText(json[name])),
      ...numbers(json).filter((name) => !isSpan(json[name])),
    ]
    const missing = wrong.map((name) => (name in json ? `${name} of another type` : `no ${name}`)).join(', ')
    law.that(wrong.length === 0, { expected: 'all required members with the right types', actual: missing })
  },
})

export const verificationUriUsable = check({
  id: 'device.verification-uri-usable',
  title: 'The verification URI is an https page that answers, and the complete form carries the user code',
  law: [security('RFC 8628', '3.3')],
  needs: ['device_code'],
  steps: {
    start: 'Start a device authorization',
    open: 'Open verification_uri and, where it is there, verification_uri_complete without cookies',
  },
  holds: 'Each is https and answers with a page or a redirect, and the complete one contains the user code',
  defect: 'device-verification-404',
  caution:
    'Plain http is fine where the whole server is on a loopback address. A page that refuses what is no browser, and a complete form without the code, are warnings.',
  async run({ op, step, law, target }) {
    const device = await step.start(() => op.device())
    const { verification_uri: uri, verification_uri_complete: complete, user_code: code } = device
    const urls = [uri, complete].filter((url) => url !== undefined)
    law.each(urls, (url) => law.that(isSafe(url, target), { expected: 'https', actual: url.replace(/[?#].*$/s, '') }))
    const seen: { url: string; answer: Answer }[] = []
    for (const url of urls) seen.push({ url, answer: await step.open(() => op.request(url, { headers: browser })) })
    law.each(seen, ({ url, answer }) => {
      const about = url === complete ? 'verification_uri_complete' : 'verification_uri'
      law(answer, { about, tolerated: shy(answer) }).status(200, 301, 302, 303, 307, 308)
    })
    law.that(complete === undefined || bare(complete).includes(bare(code)), {
      expected: 'a verification_uri_complete with the user code in it',
      actual: 'one without it',
      tolerated: 'the RFC leaves its content open',
    })
  },
})

export const unknownParametersIgnored = check({
  id: 'device.unknown-parameters-ignored',
  title: 'Unrecognized parameters in the device authorization request are ignored',
  law: [must('RFC 8628', '3.1')],
  needs: ['device_code'],
  steps: {
    control: 'Start a device authorization, and send a request without scope',
    unknown: 'Send a request with a further parameter of an invented name',
    empty: 'Where a request without scope is accepted: send one with an empty scope',
  },
  holds: 'Both are answered like the requests without them',
  defect: 'device-rejects-unknown-parameter',
  caution: 'A gateway that filters unknown parameters is part of what is judged.',
  async run({ op, step, law }) {
    await step.control(() => op.device())
    const bare = await step.control(() => op.askDevice({ set: { scope: null } }))
    const unknown = await step.unknown(() => op.askDevice({ append: [['invented_parameter', 'value']] }))
    const seen = [{ answer: unknown, about: 'a request with an invented parameter' }]
    if (isIssued(bare)) {
      const answer = await step.empty(() => op.askDevice({ set: { scope: '' } }))
      seen.push({ answer, about: 'a request with an empty scope' })
    }
    law.each(seen, ({ answer, about }) => {
      if (!isIssued(answer)) law(answer, { about }).status(200)
      law.that(isIssued(answer), { expected: 'a device code', actual: `${answer.describe()} to ${about}` })
    })
  },
})

export const duplicateParametersRefused = check({
  id: 'device.duplicate-parameters-refused',
  title: 'A device authorization request that gives a parameter twice is refused',
  law: [must('RFC 8628', '3.1')],
  needs: ['device_code', 'two_scopes'],
  steps: {
    control: 'Start a device authorization with each of two scopes',
    twice: 'Send a request with both, as two parameters scope',
  },
  holds: 'The request is refused, 400 with error=invalid_request',
  defect: 'device-duplicates-accepted',
  caution: 'The sentence binds the client; RFC 6749 section 5.2 names the error. Another refusal is a warning.',
  async run({ op, step, law, target: { scopes } }) {
    const [one = '', other = ''] = scopes
    await step.control(() => op.device({ set: { scope: one } }))
    await step.control(() => op.device({ set: { scope: other } }))
    const repeat = { name: 'scope', values: () => [one, other] as const }
    const answer = await step.twice(() => op.askDevice({ set: { scope: one }, repeat }))
    law.that(!isIssued(answer), { expected: '400 with error=invalid_request', actual: 'a device code' })
    law(answer).refuses('invalid_request')
  },
})

export const metadataConsistent = check({
  id: 'device.metadata-consistent',
  title: 'The device grant and its endpoint are advertised together',
  law: [security('RFC 8628', '4')],
  needs: ['discovery'],
  steps: { documents: 'Fetch the metadata documents' },
  holds: 'A document has both device_authorization_endpoint and the device grant in grant_types_supported, or neither',
  defect: 'device-metadata-half',
  caution:
    'Judged where grant_types_supported is there. An endpoint whose grant is not listed is a warning: section 4 defines the endpoint only.',
  async run({ op, step, law, notApplicable }) {
    const names = ['oauth-authorization-server', 'openid-configuration'] as const
    const documents: { name: string; endpoint: boolean; listed: boolean }[] = []
    for (const name of names) {
      const { status, json } = await step.documents(() => op.metadata(name))
      const grants: unknown = status === 200 ? json?.['grant_types_supported'] : undefined
      const endpoint = json?.['device_authorization_endpoint'] !== undefined
      if (Array.isArray(grants)) documents.push({ name, endpoint, listed: grants.includes(deviceGrant) })
    }
    if (documents.length === 0) notApplicable('no metadata document has grant_types_supported')
    law.each(documents, ({ name, endpoint, listed }) =>
      law.that(endpoint === listed, {
        expected: 'device_authorization_endpoint and the device grant together',
        actual: `${name} has only the ${endpoint ? 'endpoint' : 'grant'}`,
        tolerated: endpoint ? 'no sentence demands that the grant be listed' : undefined,
      }),
    )
  },
})

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

const texts = ['device_code', 'user_code', 'verification_uri']

const numbers = (json: object): readonly string[] => ('interval' in json ? ['expires_in', 'interval'] : ['expires_in'])

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const isSpan = (value: unknown): boolean => typeof value === 'number' && value > 0

const browser = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }

function isIssued({ json }: Answer): boolean {
  return isText(json?.['device_code'])
}

function isSafe(url: string, { issuer }: Target): boolean {
  if (!URL.canParse(url)) return false
  return new URL(url).protocol === 'https:' || (isLoopback(url) && isLoopback(issuer))
}

function isLoopback(url: string): boolean {
  return /^http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?=[:/?#]|$)/i.test(url)
}

/** What keeps programs out is not what people see. */
function shy({ status }: Answer): string | undefined {
  const missing = status === 404 || status === 410
  return status >= 400 && status < 500 && !missing ? 'the page may refuse what is no browser' : undefined
}

/** As people compare codes: letters and digits, in any case. */
function bare(text: string): string {
  return text
    .replace(/%([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
}
