import type { ServerResponse } from 'node:http'

/** What is wrong with a control request: told as application/problem+json (RFC 9457, section 3). */
export class Problem extends Error {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail)
    this.status = status
    this.headers = headers
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request does not fit',
  401: 'A token is needed',
  403: 'Not from here',
  404: 'No such thing',
  405: 'Not with this method',
  408: 'It did not happen in time',
  409: 'It stands against what is there',
  413: 'The body is too large',
  415: 'The body has to be JSON',
  500: 'The mock failed',
}

/** Makes whatever was thrown a problem; the mock's own errors say what was expected, so they are the caller's to read. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (!(error instanceof Error)) return new Problem(500, String(error))
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined
  const ours = error.message.startsWith('Expected ') || error.name.startsWith('Invalid')
  return new Problem(status ?? (ours ? 400 : 500), error.message)
}

/** Answers with a problem. */
export function tell(res: ServerResponse, { status, message, headers }: Problem): void {
  const body = JSON.stringify({ type: 'about:blank', title: titles[status] ?? 'It failed', status, detail: message })
  res.writeHead(status, { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  res.end(`${body}\n`)
}
