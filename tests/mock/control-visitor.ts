import type { MockServer } from '../../mock-server/index.ts'
import { read, type Answer } from './visitor.ts'

/** Asks the control API of a mock, with JSON unless told otherwise. */
export async function ask(
  mock: MockServer,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const type = { 'content-type': 'application/json' }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const init = body === undefined ? { method, headers } : { method, headers: { ...type, ...headers }, body: text }
  const response = await fetch(`${mock.url}/_assay/api${path}`, init)
  if (method === 'HEAD')
    return { status: response.status, headers: response.headers, text: await response.text(), json: {} }
  return read(response)
}
