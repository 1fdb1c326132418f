import { describe, expect, test } from 'vitest'

import { Answer, NoAnswer, type Sending } from '../../harness/http/answer.ts'
import { isOverloaded, Pending, readTokens, sentenceOf } from '../../harness/operations/pending.ts'
import { Blocked } from '../../harness/verdict.ts'
import { clientWith } from './clients.ts'

const client = clientWith()
const request: Sending = { method: 'POST', url: 'https://as.example/token?code=a-secret-code', headers: [] }

function answered(status: number, body: unknown): Answer {
  return new Answer({
    status,
    headers: [['content-type', 'application/json']],
    body: typeof body === 'string' ? body : JSON.stringify(body),
    request,
    exchange: 'x1',
    at: 0,
  })
}

function blockedBy(answer: Answer): Blocked {
  try {
    readTokens(answer, client)
  } catch (error) {
    if (error instanceof Blocked) return error
    throw error
  }
  throw new Error('expected no tokens, got some')
}

describe('the tokens of an answer', () => {
  test('all members', () => {
    const answer = answered(200, {
      access_token: 'a',
      refresh_token: 'r',
      scope: 'read write',
      expires_in: 600,
      token_type: 'Bearer',
    })

    expect(readTokens(answer, client)).toEqual({
      access_token: 'a',
      refresh_token: 'r',
      scope: 'read write',
      expires_in: 600,
      client,
      answer,
    })
  })

  test.each([
    [{}, { refresh_token: undefined, scope: undefined, expires_in: undefined }],
    [
      { refresh_token: '', scope: '' },
      { refresh_token: undefined, scope: undefined },
    ],
    [
      { refresh_token: 7, scope: ['read'] },
      { refresh_token: undefined, scope: undefined },
    ],
    [{ expires_in: '600' }, { expires_in: 600 }],
    [{ expires_in: 'soon' }, { expires_in: undefined }],
    [{ expires_in: 0 }, { expires_in: 0 }],
  ])('what a careless server adds: %j', (members, read) => {
    expect(readTokens(answered(200, { access_token: 'a', ...members }), client)).toMatchObject(read)
  })

  test.each([
    [answered(400, { error: 'invalid_grant' }), 'answered 400 with error=invalid_grant'],
    [
      answered(400, { error: 'invalid_grant', error_description: 'expired' }),
      'answered 400 with error=invalid_grant (expired)',
    ],
    [answered(201, { access_token: 'a' }), 'answered 201 with an access_token'],
    [answered(200, { access_token: '' }), 'answered 200 with application/json'],
    [answered(200, { access_token: 5 }), 'answered 200 with application/json'],
    [answered(200, ''), 'answered 200 with an empty body'],
    [answered(200, '{"access_token":'), 'answered 200 with application/json'],
  ])('anything else blocks the check and says what came: %#', (answer, said) => {
    const error = blockedBy(answer)

    expect(error.message).toBe(`no token: POST https://as.example/token ${said}`)
    expect(error.transient).toBe(false)
  })

  test.each([429, 502, 503, 504])('status %d is load: worth another try', (status) => {
    expect(isOverloaded(answered(status, ''))).toBe(true)
    expect(blockedBy(answered(status, '')).transient).toBe(true)
  })

  test.each([200, 400, 401, 500, 501])('status %d is no load', (status) => {
    expect(isOverloaded(answered(status, ''))).toBe(false)
  })

  test('the sentence about an answer leaves the query out, for codes travel in it', () => {
    expect(sentenceOf(answered(500, 'x'))).not.toContain('a-secret-code')
  })
})

describe('a request on its way', () => {
  const silence = new NoAnswer('reset', 'https://as.example dropped the connection', { exchange: 'x1', request })

  test('awaited it is the answer, of any status', async () => {
    const answer = answered(500, '')

    expect(await new Pending(Promise.resolve(answer), client)).toBe(answer)
    await expect(new Pending(Promise.reject(silence), client)).rejects.toBe(silence)
  })

  test('tokens() demands success', async () => {
    const good = new Pending(Promise.resolve(answered(200, { access_token: 'a' })), client)

    expect(await good.tokens()).toMatchObject({ access_token: 'a', client })
    await expect(new Pending(Promise.resolve(answered(400, {})), client).tokens()).rejects.toThrow(Blocked)
    await expect(new Pending(Promise.reject(silence), client).tokens()).rejects.toBe(silence)
  })

  test('outcome() returns silence, and throws what is ours', async () => {
    const mistake = new TypeError('ours')

    expect(await new Pending(Promise.reject(silence), client).outcome()).toBe(silence)
    await expect(new Pending(Promise.reject(mistake), client).outcome()).rejects.toBe(mistake)
  })

  test('one that fails and is never awaited disturbs nobody', async () => {
    const unheard: unknown[] = []
    const hear = (reason: unknown): number => unheard.push(reason)
    process.on('unhandledRejection', hear)
    const pending = new Pending(Promise.reject(silence), client)
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', hear)

    expect(unheard).toEqual([])
    expect(await pending.outcome()).toBe(silence)
  })
})
