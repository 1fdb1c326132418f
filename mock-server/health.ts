import type { IncomingMessage, ServerResponse } from 'node:http'

const path = '/_assay/health'

/** Whether a request asks how the mock is. */
export function asksForHealth({ url = '/' }: IncomingMessage): boolean {
  return url.startsWith(path) && url.split('?', 1)[0] === path
}

/** Says that the mock is well, or 503 while the store it shares with others is away. */
export async function tellHealth(res: ServerResponse, isWell: () => Promise<boolean>): Promise<void> {
  const well = await isWell()
  res.writeHead(well ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  res.end(JSON.stringify(well ? { status: 'ok' } : { status: 'unavailable', reason: 'the shared store is away' }))
}
