import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Tenant } from '../../mock-server/index.ts'
import { ENCODERS } from '../evidence/encoders.ts'

/** What would be done by a reader that took a server's text for its own. */
export const markup =
  '</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"><svg/onload=pwned()>'

/** Lines, escapes and markup for CI agents, terminals, XML, Markdown and eyes. */
export const poison = [
  '::error file=a.yaml::pwned',
  '\n::warning::second line\r\n  ::set-output name=a::b',
  '##[error]agent ##vso[task.complete result=Failed]',
  ']]> </failure><testcase name="forged"/>',
  markup,
  '[a](javascript:pwned()) ![b](https://evil.example/i.png) @everyone #1 ```` | x | <!-- -->',
  '\u001B[2J\u001B]0;title\u0007 \u0000 \u202Eesrever\u2066 \u2028 \uFEFF',
].join(' ')

/** Of how many encodings an answer shows each secret; all of them in turn. */
const ways = Object.values(ENCODERS)

/**
 * Makes a tenant answer as an enemy of whoever reports on it: refusals carry the poison, an error code of no document
 * and secrets in odd encodings; answers of all kinds carry it in a header and in members of their own; pages are of
 * five megabytes. Returns how often it did.
 */
export function poisonTenant(tenant: Tenant, secrets: () => Iterable<string>): () => number {
  let times = 0
  let turn = 0
  const handle = tenant.handle.bind(tenant)
  const echo = (): string =>
    [...secrets()]
      .slice(-4)
      .map((secret) => (ways[(turn += 1) % ways.length] ?? String)(secret))
      .join(' ~ ')
  tenant.handle = (request, response) => {
    rewriteBody(response, (body) => {
      times += 1
      return poisoned(body, response, request, echo())
    })
    handle(request, response)
  }
  return () => times
}

function poisoned(body: string, response: ServerResponse, { url = '' }: IncomingMessage, echoed: string): string {
  const type = String(response.getHeader('content-type') ?? '')
  response.setHeader('x-poison', '::error::pwned <img src=x onerror=pwned()>')
  if (type.includes('html') && response.statusCode >= 400) {
    return `${body}<!-- ${echoed} -->${`${markup}\n::error::page\n`.repeat(40_000)}`
  }
  if (!type.includes('json') || !body.startsWith('{') || url.includes('well-known')) return body
  const members = JSON.parse(body) as Record<string, unknown>
  if (members['error'] === undefined) return JSON.stringify({ ...members, debug: `${poison} ${echoed}` })
  const error = members['error'] === 'invalid_grant' ? `invalid_grant ${poison}` : members['error']
  return JSON.stringify({ ...members, error, error_description: `${poison} ${echoed}` })
}

/** Lets the whole text of an answer be another; what is no text goes out as it is. */
function rewriteBody(response: ServerResponse, rewrite: (body: string) => string): void {
  const end = response.end.bind(response)
  Object.assign(response, {
    end(...parts: Parameters<typeof end>) {
      const [first, ...rest]: unknown[] = parts
      if ((typeof first !== 'string' && !Buffer.isBuffer(first)) || response.headersSent) return end(...parts)
      const text = rewrite(first.toString())
      response.setHeader('content-length', Buffer.byteLength(text))
      return end(text, ...(rest as []))
    },
  })
}
