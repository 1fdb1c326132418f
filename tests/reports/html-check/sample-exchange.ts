import type { Body, Exchange } from '../../../reports/model.ts'

/** A body that was kept whole. */
export function bodyOf(text: string, change: Partial<Body> = {}): Body {
  return { text, bytes: Buffer.byteLength(text), truncated: false, sha256: null, ...change }
}

/** A token request that was granted, as evidence keeps it, changed as asked. */
export function exchangeOf(change: Partial<Exchange>): Exchange {
  return {
    id: 'x1',
    step: 'second',
    attempt: 1,
    at: '2026-01-02T03:04:05.250Z',
    ms: 14,
    request: {
      method: 'POST',
      url: 'https://as.example/token',
      headers: [
        ['accept', 'application/json'],
        ['content-type', 'application/x-www-form-urlencoded'],
        ['authorization', 'Basic web:‹client_secret#1›'],
      ],
      body: bodyOf('grant_type=authorization_code&code=‹code#52›&redirect_uri=https%3A%2F%2Fapp.example%2Fcb'),
    },
    response: {
      status: 200,
      headers: [
        ['Content-Type', 'application/json; charset=utf-8'],
        ['Cache-Control', 'no-store'],
      ],
      body: bodyOf('{"access_token":"‹access_token#44›","expires_in":2,"scope":"read"}'),
    },
    failure: null,
    ...change,
  }
}
