import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { ControlPolicy } from '../options.ts'
import { Problem } from './problem.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether a host name, without port, stands for this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function isNear(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

const hostname = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'] as const

// A web page elsewhere can make the browser ask this machine, by its address or by a name of its own that leads here
// (DNS rebinding). Its Origin or the Host gives it away.
function guardLoopback(req: IncomingMessage): void {
  const { host = '', origin } = req.headers
  const remedy = 'Ask from the same machine, or give the mock a control token.'
  if (!isNear(req.socket.remoteAddress)) {
    throw new Problem(403, `Expected a request from this machine, got one from elsewhere. ${remedy}`)
  }
  if (!isLoopback(hostname(host))) {
    throw new Problem(403, `Expected a Host such as 127.0.0.1 or localhost, got "${host}". ${remedy}`)
  }
  const hop = forwarded.find((name) => req.headers[name] !== undefined)
  if (hop !== undefined) {
    throw new Problem(403, `Expected a request without a proxy between, got the header ${hop}. ${remedy}`)
  }
  const scheme = 'encrypted' in req.socket ? 'https' : 'http'
  const foreign = req.headers['sec-fetch-site'] === 'cross-site' || req.headers['sec-fetch-site'] === 'same-site'
  const navigates = req.headers['sec-fetch-mode'] === 'navigate' && req.method === 'GET'
  if ((origin !== undefined && origin !== `${scheme}://${host}`) || (foreign && !navigates)) {
    throw new Problem(403, `Expected no other web page to ask, got one of ${origin ?? 'another site'}. ${remedy}`)
  }
}

function guardToken(req: IncomingMessage, token: string): void {
  const [scheme, given, ...rest] = (req.headers.authorization ?? '').split(' ')
  const fits = scheme?.toLowerCase() === 'bearer' && rest.length === 0
  if (fits && given !== undefined && timingSafeEqual(digest(given), digest(token))) return
  throw new Problem(401, 'Expected the control token, got none or another. Send "Authorization: Bearer <token>".', {
    'www-authenticate': 'Bearer realm="control"',
  })
}

/**
 * Throws a {@link Problem} unless a request may control the mock. The page itself holds nothing, so that with a token it
 * is open: a browser cannot send one when it opens a page.
 */
export function guard(req: IncomingMessage, policy: ControlPolicy, asset: boolean): void {
  if (policy === 'loopback') guardLoopback(req)
  else if (policy !== 'off' && !asset) guardToken(req, policy.token)
}
