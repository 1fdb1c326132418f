import { check } from '../../harness/check.ts'
import type { Answer, Client, Context, Operations } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const authorizationEndpointHttps = check({
  id: 'transport.authorization-endpoint-https',
  title: 'The authorization endpoint is served over TLS only',
  law: [must('RFC 6749', '3.1')],
  needs: ['authorization', 'authorization_code', 'https'],
  steps: {
    control: 'Send an authorization request without cookies to the https URL',
    plain: 'Send the same request without TLS: to the same port, to port 80 for 443, to plain_http of the target file',
  },
  holds: 'The URL is https, and without TLS there is no answer, an error, or a redirect to an https page of the server',
  defect: 'authz-over-http',
  caution:
    'An answer without TLS that any other path gives as well is no service of the endpoint. A loopback server whose issuer is http is not judged.',
  async run({ op, step, law, target, blocked }) {
    law.that(isHttps(target.endpoint('authorization')), { expected: 'an https URL', actual: 'an http URL' })
    const control = await step.control(() => op.knock())
    if (control.status >= 400) blocked(`the request over https was answered with ${control.describe()}`)
    const found = await step.plain(() => op.unencrypted(control.request.url))
    for (const { answer, everywhere } of found) {
      const served = everywhere ? undefined : await step.plain(() => pageServed(op, answer, target.clients))
      law.that(served === undefined, {
        expected: 'no page, no session and no answer to the client without TLS',
        actual: `${served} at ${placeOf(answer)}`,
      })
    }
  },
})

export const tokenEndpointHttps = check({
  id: 'transport.token-endpoint-https',
  title: 'The token endpoint does not serve requests over plain HTTP',
  law: [must('RFC 6749', '3.2')],
  needs: ['token', 'https'],
  steps: {
    control: 'Send a token request with made-up credentials to the https URL',
    plain: 'Send the same request without TLS: to the same port, to port 80 for 443, to plain_http of the target file',
  },
  holds: 'The URL is https, and without TLS no answer judges the request',
  defect: 'token-over-http',
  caution:
    'An error that says TLS is required does not judge. A redirect to https is a warning: the credentials have crossed the wire. Real ones are never sent.',
  async run({ op, step, law, target, random }) {
    const url = target.endpoint('token')
    law.that(isHttps(url), { expected: 'an https URL', actual: 'an http URL' })
    const request = strange(random, 'grant_type=client_credentials')
    const control = await step.control(() => op.request(url, request))
    const found = await step.plain(() => op.unencrypted(url, request))
    law.each(found, ({ answer }) => turnsAway(law, answer, control))
  },
})

export const resourceHttps = check({
  id: 'transport.resource-https',
  title: 'The resource refuses bearer tokens sent over plain HTTP',
  law: [must('RFC 6750', '5.2')],
  needs: ['resource', 'https'],
  steps: {
    control: 'Call the resource over https with a made-up bearer token',
    plain: 'Make the same call without TLS: to the same port, to port 80 for 443, to plain_http of the target file',
  },
  holds: 'The URL is https, and without TLS the token is neither accepted nor judged',
  defect: 'resource-over-http',
  caution:
    'An error that says TLS is required does not judge. A redirect to https is a warning. A page that any other path gives as well is no content of the resource.',
  async run({ op, step, law, target, random, notApplicable }) {
    const { url, method } = target.resource ?? notApplicable(target.lacking('resource'))
    law.that(isHttps(url), { expected: 'an https URL', actual: 'an http URL' })
    const request = { method, headers: { authorization: `Bearer ${random(32)}` } }
    const control = await step.control(() => op.request(url, request))
    const found = await step.plain(() => op.unencrypted(url, request))
    law.each(found, ({ answer, everywhere }) => {
      const content = answer.status < 300 && !everywhere
      const actual = `${answer.describe()} at ${placeOf(answer)}`
      law.that(!content, { expected: 'no content of the resource without TLS', actual })
      turnsAway(law, answer, control)
    })
  },
})

export const noPlainHttpService = check({
  id: 'metadata.no-plain-http-service',
  title: 'No advertised endpoint also serves over plain http',
  law: [must('RFC 9126', '2'), must('RFC 7662', '2'), must('RFC 8628', '3.1')],
  needs: ['discovery', 'https'],
  steps: {
    control: 'Send a request with made-up credentials to each advertised endpoint for programs over https',
    plain: 'Send the same requests without TLS: to the same port, to port 80 for 443, to plain_http of the target file',
  },
  holds: 'Without TLS no answer judges the request',
  defect: 'endpoints-also-on-http',
  caution:
    'Looks at pushed authorization requests, device authorization, introspection and registration. Revocation is left out: RFC 7009 allows a plain twin. An error that says TLS is required does not judge.',
  async run({ op, step, law, target, random, notApplicable }) {
    const urls = Object.keys(bodies).flatMap((name) => {
      const url = target.metadata[name]
      return typeof url === 'string' && isHttps(url) ? [{ url, request: strange(random, bodies[name] ?? '') }] : []
    })
    if (urls.length === 0) notApplicable('none of these endpoints is advertised with an https URL')
    const seen: { answer: Answer; control: Answer }[] = []
    for (const { url, request } of urls) {
      const control = await step.control(() => op.request(url, request))
      const found = await step.plain(() => op.unencrypted(url, request))
      seen.push(...found.map(({ answer }) => ({ answer, control })))
    }
    law.each(seen, ({ answer, control }) => judgesNothing(law, answer, control))
  },
})

/** Requests that no server can act upon, by the member of the metadata that names the endpoint. */
const bodies: Readonly<Record<string, string>> = {
  pushed_authorization_request_endpoint: 'response_type=code',
  device_authorization_endpoint: 'scope=made-up',
  introspection_endpoint: 'token=made-up',
  registration_endpoint: '{"redirect_uris":"made-up"}',
}

function strange(random: Context['random'], body: string) {
  const type = body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded'
  const authorization = `Basic ${btoa(`${random(12)}:${random(32)}`)}`
  return { method: 'POST', headers: { 'content-type': type, authorization }, body }
}

function isHttps(url: string): boolean {
  return /^https:/i.test(url)
}

function placeOf({ request }: Answer): string {
  return request.url.split('?', 1)[0] ?? ''
}

/** Judges an answer to a program that came without TLS, beside the one to the same request over https. */
function judgesNothing(law: Context['law'], answer: Answer, control: Answer): void {
  const actual = `${answer.describe()} at ${placeOf(answer)}`
  law.that(!answer.hasToken, { expected: 'no token without TLS', actual })
  const judged = faultOf(answer) !== undefined && faultOf(answer) === faultOf(control) && !wantsTls(answer)
  law.that(!judged, { expected: 'no judgement of a request without TLS', actual: `${actual}, as over https` })
}

/** The same where real clients send credentials worth having: a redirect comes too late for them. */
function turnsAway(law: Context['law'], answer: Answer, control: Answer): void {
  judgesNothing(law, answer, control)
  law.that(answer.status < 300 || answer.status >= 400, {
    expected: 'a refusal without TLS',
    actual: `${answer.describe()} at ${placeOf(answer)}`,
    tolerated: 'the redirect serves nothing, only the credentials have crossed the wire by then',
  })
}

/** What an answer says is wrong with the credentials, in its body or its challenge. */
function faultOf(answer: Answer): string | undefined {
  return answer.error ?? /\berror\s*=\s*"?([^",\s]+)/i.exec(answer.header('www-authenticate') ?? '')?.[1]
}

function wantsTls({ json, body }: Answer): boolean {
  // Its value is an address, and often an https one.
  const { error_uri: _, ...members } = json ?? {}
  return /\b(?:https|tls|ssl|secure)\b/i.test(json === undefined ? body : JSON.stringify(members))
}

/** What a server did with an authorization request without TLS, or undefined when it turned it away. */
async function pageServed(
  op: Operations,
  answer: Answer,
  clients: readonly Client[],
  hops = 4,
): Promise<string | undefined> {
  if (answer.status >= 400) return undefined
  const location = answer.header('location')
  if (answer.status < 300 || location === undefined || !URL.canParse(location, answer.request.url))
    return answer.mediaType === 'text/html' ? 'a page' : undefined
  const [from, to] = [new URL(answer.request.url), new URL(location, answer.request.url)]
  const addresses = clients.flatMap(({ redirect_uris }) => redirect_uris).map((uri) => uri.split('?', 1)[0])
  if (addresses.includes(to.href.split(/[?#]/, 1)[0])) return 'a redirect to the client'
  if (isHttps(to.href) && to.pathname === from.pathname) return undefined
  if (answer.all('set-cookie').length > 0) return 'a redirect that sets a cookie'
  if (isHttps(to.href)) return undefined
  return hops === 0 ? 'redirects to further addresses without TLS' : next(op, to.href, clients, hops - 1)
}

async function next(op: Operations, url: string, clients: readonly Client[], hops: number) {
  return pageServed(op, await op.request(url, { headers: { accept: 'text/html' } }), clients, hops)
}
