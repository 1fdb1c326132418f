import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Answers a request that came without TLS and serves nothing: a page is sought at its https address, whatever carries
 * credentials or a body is refused unread, because a redirect would invite the client to send it in clear again.
 */
export function turnAway(req: IncomingMessage, res: ServerResponse, secureOrigin: string, elsewhere?: string): void {
  const page = (req.method === 'GET' || req.method === 'HEAD') && req.headers.authorization === undefined
  if (page || elsewhere !== undefined) {
    res.writeHead(308, { location: secureOrigin + (elsewhere ?? req.url ?? '/'), 'cache-control': 'no-store' })
    res.end()
    return
  }
  res.writeHead(403, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' })
  res.end(JSON.stringify({ error: 'invalid_request', error_description: 'TLS is required' }))
}
