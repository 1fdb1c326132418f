import type { AuthorizeOptions, Walk } from '../context.ts'
import { originOf } from '../user-agents/addresses.ts'
import type { PageAnswer, PageRequest } from '../user-agents/user-agent.ts'
import { walkAs } from './authorization.ts'
import type { Misdirected } from './login-return-moves.ts'
import type { Surroundings } from './surroundings.ts'

/** Names that servers use for it, whatever their value looks like. */
const usual =
  /^(?:return|return_?(?:to|url|uri)|next|next_?url|continue|goto|go_?to|service|dest(?:ination)?|target_?(?:url|uri)?|back_?(?:to|url)|redirect(?:_?(?:to|url|back))?|relay_?state|from_?url|forward)$/i

/** What belongs to the request of the client, or names an address that nobody is sent to. */
const others = new Set(
  [
    'redirect_uri post_logout_redirect_uri client_id response_type response_mode scope state nonce prompt display max_age',
    'ui_locales claims acr_values login_hint id_token_hint request request_uri resource audience issuer iss code error',
    'code_challenge code_challenge_method authorization_details claims_locales',
  ].flatMap((names) => names.split(' ')),
)

/** Secrets and names of persons can begin with a slash as well. */
const never = /pass|user|login|token|csrf|nonce|code|otp|secret|state$/i

/** A URL, a path of some depth or with a query, a name with a query; nothing that is padded base64. */
const address = /^(?:(?:https?:)?\/\/[\w[]|[/\\][\w.~%-]+[/?]|[\w.-]+\?[^=]+=)/i

interface Looking {
  readonly target: Pick<Surroundings['target'], 'endpoint' | 'issuer'>
}

interface Seen {
  readonly answers: readonly Pick<Walk['answers'][number], 'request'>[]
}

/** The parameters of the server's own pages and forms, seen on a walk, that tell it where to go next. */
export function returnParameters({ target }: Looking, { answers }: Seen): readonly string[] {
  const own = new Set([target.endpoint('authorization'), target.issuer].map(originOf))
  const sent = new Set(parametersOf(answers[0]?.request).map(([name]) => name))
  const found = answers
    .slice(1)
    .filter(({ request }) => own.has(originOf(request.url)))
    .flatMap(({ request }) => parametersOf(request))
    .filter(([name, value]) => !others.has(name.toLowerCase()) && !sent.has(name) && isAddress(name, value))
  return [...new Set(found.map(([name]) => name))]
}

/** Walks in a fresh session and changes one parameter wherever it is sent to the server. */
export async function misdirect(
  around: Surroundings,
  parameter: string,
  value: string,
  options: AuthorizeOptions = {},
): Promise<Misdirected> {
  const { target } = around
  const own = new Set([target.endpoint('authorization'), target.issuer].map(originOf))
  const lure = new URL(value, target.endpoint('authorization')).hostname
  const seen: { left?: string; sent: boolean } = { sent: false }
  const agent = around.agent.anew((fetch) => async (request) => {
    if (URL.parse(request.url)?.hostname === lure) {
      seen.left = request.url
      return nowhere(request)
    }
    const changed = own.has(originOf(request.url)) ? withParameter(request, parameter, value) : undefined
    seen.sent ||= changed !== undefined
    return fetch(changed ?? request)
  })
  const { landing } = await walkAs(around, options, agent)
  return { landing, left: seen.left, sent: seen.sent }
}

function isAddress(name: string, value: string): boolean {
  if (value === '') return false
  return usual.test(name) || (!never.test(name) && address.test(value) && !/^[^?]*=$/.test(value))
}

function parametersOf(request: { readonly url: string; readonly body?: string } | undefined): [string, string][] {
  if (request === undefined) return []
  return [...new URL(request.url).searchParams, ...new URLSearchParams(request.body)]
}

/** The request with another value for a parameter, undefined when it does not carry it. */
function withParameter(request: PageRequest, name: string, value: string): PageRequest | undefined {
  const url = new URL(request.url)
  const body = new URLSearchParams(request.body)
  if (!url.searchParams.has(name) && !body.has(name)) return undefined
  if (url.searchParams.has(name)) url.searchParams.set(name, value)
  if (body.has(name)) body.set(name, value)
  return { ...request, url: url.href, ...(request.body === undefined ? {} : { body: body.toString() }) }
}

/** Stands for a site that is not there to be asked. */
function nowhere({ url }: PageRequest): PageAnswer {
  return { status: 404, headers: [['content-type', 'text/plain']], body: 'not requested', url }
}
