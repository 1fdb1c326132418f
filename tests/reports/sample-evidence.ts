import type { Evidence, Exchange, Run } from '../../reports/model.ts'
import { sourceOf, type Source } from '../../reports/source.ts'

/** A code redeemed at the token endpoint, as evidence holds it; changed as asked. */
export function exchangeOf(change: Partial<Exchange> = {}): Exchange {
  return {
    id: 'a1.x1',
    step: 'second',
    attempt: 1,
    at: '2026-01-02T03:04:06.500Z',
    ms: 21,
    request: {
      method: 'POST',
      url: 'https://login.staging.example/token',
      headers: [
        ['content-type', 'application/x-www-form-urlencoded'],
        ['cookie', 'session=‹cookie#1›; lang=en'],
      ],
      body: bodyOf('grant_type=authorization_code&code=‹code#1›&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fa%3Db'),
    },
    response: {
      status: 200,
      headers: [
        ['Content-Type', 'application/json; charset=utf-8'],
        ['Set-Cookie', 'session=‹cookie#1›; Path=/; HttpOnly; Secure; Expires=Sun, 22 Nov 2026 08:10:36 GMT'],
        ['Set-Cookie', 'lang=en; Domain=staging.example'],
      ],
      body: bodyOf('{"access_token":"‹access_token#1›","token_type":"Bearer"}'),
    },
    failure: null,
    ...change,
  }
}

/** Text as a body that was kept whole. */
export function bodyOf(text: string): NonNullable<Exchange['request']['body']> {
  return { text, bytes: Buffer.byteLength(text), truncated: false, sha256: null }
}

/** A run with the same exchanges kept for each result that names evidence. */
export function sourceWith(run: Run, ...exchanges: readonly Exchange[]): Source {
  const kept = run.results.flatMap(({ target, check, evidence }): [string, Evidence][] =>
    evidence === null ? [] : [[evidence, { schema: 1, target, check, exchanges }]],
  )
  return sourceOf(run, new Map(kept))
}

/** All pieces a writer makes, as one text. */
export async function written(pieces: AsyncIterable<string> | Iterable<string>): Promise<string> {
  const all: string[] = []
  for await (const piece of pieces) all.push(piece)
  return all.join('')
}
