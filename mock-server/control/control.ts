import type { IncomingMessage, ServerResponse } from 'node:http'
import { asset, assetNames } from '../inspector/assets.ts'
import type { ControlPolicy } from '../options.ts'
import type { MockServer } from '../server.ts'
import { readBody, readQuery } from './body.ts'
import { allowed, routesAt, type Found } from './find.ts'
import { guard } from './guard.ts'
import { openapi } from './openapi.ts'
import { Problem, problemOf, tell } from './problem.ts'

const root = '/_assay'
const api = `${root}/api`

interface Target {
  readonly mock: MockServer
  readonly policy: ControlPolicy
}

/** Answers a request below /_assay: the inspector page, the OpenAPI document, or a verb of the control API. */
export async function control(target: Target, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    const url = new URL(req.url ?? '/', 'http://mock')
    const isApi = url.pathname === api || url.pathname.startsWith(`${api}/`)
    guard(req, target.policy, !isApi)
    if (!isApi) await serveAsset(url.pathname.slice(root.length), req, res)
    else if (url.pathname === `${api}/openapi.json`) serveDocument(target, req, res)
    else await serveVerb(target, url, req, res)
  } catch (error) {
    // A body that is still coming would be taken for the next request.
    if (!req.complete) res.setHeader('connection', 'close')
    if (!res.headersSent) tell(res, problemOf(error))
    else res.destroy()
  }
}

async function serveAsset(path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const found = await asset(path)
  if (found === undefined) {
    throw new Problem(
      404,
      `Expected ${[...assetNames(), '/api/…'].join(', ')} below ${root}, got "${path}". Correct it.`,
    )
  }
  if (!mayRead(req, res)) return
  res.writeHead(200, found.headers)
  res.end(found.body)
}

function serveDocument({ mock, policy }: Target, req: IncomingMessage, res: ServerResponse): void {
  if (mayRead(req, res)) answer(res, 200, openapi(mock.url, policy))
}

/** Whether the method reads; OPTIONS is answered here, others are refused. */
function mayRead({ method }: IncomingMessage, res: ServerResponse): boolean {
  const allow = 'GET, HEAD, OPTIONS'
  if (method === 'GET' || method === 'HEAD') return true
  if (method !== 'OPTIONS') throw new Problem(405, `Expected ${allow}, got ${method}. Read it.`, { allow })
  res.writeHead(204, { allow }).end()
  return false
}

async function serveVerb({ mock }: Target, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const found = routesAt(url.pathname.slice(api.length))
  if (found.length === 0) {
    throw new Problem(404, `Expected a path of the control API, got "${url.pathname}". See ${api}/openapi.json.`)
  }
  if (req.method === 'OPTIONS') {
    res.writeHead(204, { allow: allowed(found) }).end()
    return
  }
  const { route, path } = chosen(found, req.method ?? '')
  const query = await readQuery(url.searchParams, route)
  const body = await readBody(req, route)
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  const result = await route.act({ mock, path, query, body, signal: gone.signal })
  if (route.answer === undefined) res.writeHead(204, { 'cache-control': 'no-store' }).end()
  else answer(res, route.answer.status ?? 200, result)
}

function chosen(found: readonly Found[], method: string): Found {
  const wanted = method === 'HEAD' ? 'GET' : method
  const match = found.find(({ route }) => route.method === wanted)
  if (match) return match
  const allow = allowed(found)
  throw new Problem(405, `Expected ${allow}, got ${method}. Use one of these.`, { allow })
}

function answer(res: ServerResponse, status: number, result: unknown): void {
  res.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  res.end(`${JSON.stringify(result)}\n`)
}
