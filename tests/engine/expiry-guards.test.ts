import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Code, Tokens } from '../../harness/context.ts'
import { expiryGuards } from '../../harness/engine/expiry-guards.ts'
import { Answer } from '../../harness/http/answer.ts'
import type { Client, Lifetimes } from '../../harness/target/target.ts'
import { Blocked } from '../../harness/verdict.ts'
import { fakeCheck, granted, judgeAt } from './fake-target.ts'

const client: Client = {
  name: 'web',
  client_id: 'web',
  client_secret: undefined,
  token_endpoint_auth_method: 'none',
  redirect_uris: [],
  grant_types: undefined,
  scope: undefined,
  denied_scope: undefined,
}

const noLifetimes: Lifetimes = {
  code: undefined,
  device_code: undefined,
  access_token: undefined,
  refresh_token: undefined,
  refresh_overlap: undefined,
  tolerance: undefined,
}

const codeNow = (): Code => ({
  value: 'a-code',
  client,
  redirectUri: 'https://app.example/cb',
  verifier: undefined,
  challenge: undefined,
  scope: undefined,
  at: Date.now(),
})

const tokensNow = (expires_in?: number): Tokens => ({
  access_token: 'an-access-token',
  refresh_token: 'a-refresh-token',
  scope: undefined,
  expires_in,
  client,
  answer: new Answer({
    status: 200,
    headers: [],
    body: '{}',
    request: { method: 'POST', url: 'https://as.example/token', headers: [] },
    exchange: 'x1',
    at: Date.now(),
  }),
})

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

/** What a guard says once so many seconds have passed: nothing, or why the check is blocked. */
function saidAfter(seconds: number, guard: () => void): string | undefined {
  vi.advanceTimersByTime(seconds * 1000)
  try {
    guard()
    return undefined
  } catch (error) {
    if (error instanceof Blocked && error.transient) return error.message
    throw error
  }
}

describe('a guard blocks, to be tried again, once the last sure second of a lifetime is over', () => {
  test.each([
    [60, 58.9, false],
    [60, 59, true],
    [2, 0.9, false],
    [2, 1, true],
    [1, 0.4, false],
    [1, 0.5, true],
  ])('a code of %d s after %d s: %s', (lifetime, seconds, blocks) => {
    const code = codeNow()
    const said = saidAfter(seconds, () => expiryGuards({ ...noLifetimes, code: lifetime }).code(code))

    expect(said).toBe(blocks ? `the code outlived its ${lifetime} s before the step that matters` : undefined)
  })

  test('expires_in of the answer counts more than the target file', () => {
    const guards = expiryGuards({ ...noLifetimes, access_token: 3600 })
    const [short, silent] = [tokensNow(10), tokensNow()]

    expect(saidAfter(9, () => guards.accessToken(silent))).toBeUndefined()
    expect(saidAfter(0, () => guards.accessToken(short))).toMatch(/^the access token outlived its 10 s/)
    expect(saidAfter(3590, () => guards.accessToken(silent))).toMatch(/^the access token outlived its 3600 s/)
  })

  test('a refresh token lives as the target file says', () => {
    const tokens = tokensNow(10)
    const guards = expiryGuards({ ...noLifetimes, refresh_token: 100 })

    expect(saidAfter(98, () => guards.refreshToken(tokens))).toBeUndefined()
    expect(saidAfter(1, () => guards.refreshToken(tokens))).toMatch(/^the refresh token outlived its 100 s/)
  })

  test('without a known lifetime nothing is guarded', () => {
    const guards = expiryGuards(noLifetimes)
    const [code, tokens] = [codeNow(), tokensNow()]

    expect(
      saidAfter(1_000_000, () => {
        guards.code(code)
        guards.accessToken(tokens)
        guards.refreshToken(tokens)
      }),
    ).toBeUndefined()
  })
})

test('a check whose artefact expired on the way is tried again and never a fail', async () => {
  vi.useRealTimers()
  let run = 0
  const check = fakeCheck(async ({ op, step, law, expired }) => {
    run += 1
    const code = { ...codeNow(), at: run === 1 ? Date.now() - 60_000 : Date.now() }
    await step.control(() => op.clientCredentials().tokens())
    expired.code(code)
    law.that(run > 1, { expected: 'this', actual: 'that' })
  })

  expect(await judgeAt(() => granted, check, { target: { lifetimes: { code: 10 } } })).toMatchObject({
    verdict: 'pass',
    attempts: 2,
  })
})
