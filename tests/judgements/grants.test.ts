import { describe, expect, test } from 'vitest'

import { Answer } from '../../harness/http/answer.ts'
import { law } from '../../harness/judgements/judge.ts'
import { answer, ending } from './answers.ts'

const token = { access_token: 'an-access-token', token_type: 'Bearer' }

describe('grants', () => {
  test.each([
    ['a token', answer(200, token), 'held'],
    ['a token with status 201', answer(201, token), 'broken: 201 with an access_token'],
    ['a token with status 400', answer(400, token), 'broken: 400 with an access_token'],
    ['an error', answer(400, { error: 'invalid_grant' }), 'broken: 400 with error=invalid_grant'],
    ['an error with status 200', answer(200, { error: 'invalid_grant' }), 'broken: 200 with error=invalid_grant'],
    ['no access_token', answer(200, { token_type: 'Bearer' }), 'broken: 200 with application/json'],
    ['an access_token that is null', answer(200, { access_token: null }), 'broken: 200 with application/json'],
    ['a list', answer(200, [token]), 'broken: 200 with application/json'],
    ['an empty body', answer(200, ''), 'broken: 200 with an empty body'],
    ['a page', answer(200, '<html></html>', 'text/html; charset=utf-8'), 'broken: 200 with text/html'],
    ['a body without media type', answer(200, 'hello', ''), 'broken: 200 with a body of no media type'],
    [
      'form encoding',
      answer(200, 'access_token=abc', 'application/x-www-form-urlencoded'),
      'broken: 200 with an access_token as application/x-www-form-urlencoded',
    ],
    ['a redirect', answer(302, ''), 'broken: 302 with an empty body'],
    ['a failing server', answer(500, 'no', 'text/plain'), 'broken: 500 with text/plain'],
    [
      'a busy server',
      answer(429, 'slow down', 'text/plain'),
      'blocked, to be tried again: the server answered 429, which speaks of load and not of the law',
    ],
  ])('%s', (_, subject, expected) => {
    expect(ending(() => law(subject).grants())).toBe(expected)
  })

  test('a tolerance softens', () => {
    expect(ending(() => law(answer(500, ''), { tolerated: 'known' }).grants())).toBe('tolerated: known')
  })
})

describe('withholds: no token with a scope that was not granted', () => {
  const scoped = (scope: string) => answer(200, { ...token, scope })

  test.each([
    ['refused', answer(400, { error: 'invalid_scope' }), undefined, 'held'],
    [
      'refused otherwise',
      answer(400, { error: 'invalid_grant' }),
      undefined,
      'tolerated: refused all the same, only with error=invalid_grant',
    ],
    ['narrowed, and said so', scoped('read'), undefined, 'held'],
    ['granted, and said so', scoped('read write'), undefined, 'broken: a token with scope read write'],
    ['narrowed as told, granted in truth', scoped('read'), ['read', 'write'], 'broken: a token with scope read write'],
    ['narrowed in silence', answer(200, token), ['read'], 'tolerated: the token lacks the scope, only nobody is told'],
    ['granted in silence', answer(200, token), ['write'], 'broken: a token with scope write'],
    ['silence on all sides', answer(200, token), undefined, 'tolerated: nothing tells what the token covers'],
    ['a scope that only begins alike', scoped('writer'), ['writer'], 'held'],
  ])('%s', (_, subject, covered, expected) => {
    expect(ending(() => law(subject).withholds('write', covered))).toBe(expected)
  })
})

describe('denies: the 401 of a resource', () => {
  test.each([
    [401, 'held'],
    [400, 'tolerated: refused all the same, only with status 400'],
    [403, 'tolerated: refused all the same, only with status 403'],
    [302, 'tolerated: refused all the same, only with status 302'],
    [200, 'broken: 200 with an empty body'],
    [500, 'broken: 500 with an empty body'],
    [503, 'blocked, to be tried again: the server answered 503, which speaks of load and not of the law'],
  ])('status %d', (status, expected) => {
    expect(ending(() => law(answer(status, '')).denies())).toBe(expected)
  })
})

describe('challenges: the 401 of a resource with its reason', () => {
  const challenged = (status: number, ...lines: string[]) =>
    new Answer({
      ...answer(status, ''),
      headers: lines.map((line) => ['WWW-Authenticate', line] as const),
    })

  test.each([
    ['as it is written', challenged(401, 'Bearer realm="x", error="invalid_token"'), 'held'],
    ['without quotes', challenged(401, 'bearer error=invalid_token'), 'held'],
    ['beside another scheme', challenged(401, 'Basic realm="x"', 'Bearer error="invalid_token"'), 'held'],
    ['without a challenge', challenged(401), 'broken: 401 with no Bearer challenge'],
    ['of another scheme', challenged(401, 'Basic realm="x"'), 'broken: 401 with no Bearer challenge'],
    ['without an error', challenged(401, 'Bearer'), 'broken: 401 with a Bearer challenge'],
    [
      'with another error',
      challenged(401, 'Bearer error="invalid_request"'),
      'broken: 401 with a Bearer challenge and error="invalid_request"',
    ],
    [
      'with another status',
      challenged(403, 'Bearer error="invalid_token"'),
      'broken: 403 with a Bearer challenge and error="invalid_token"',
    ],
    [
      'of a busy server',
      challenged(503),
      'blocked, to be tried again: the server answered 503, which speaks of load and not of the law',
    ],
  ])('%s', (_, subject, expected) => {
    expect(ending(() => law(subject).challenges('invalid_token'))).toBe(expected)
  })
})

describe('status', () => {
  test.each([
    [[200], 200, 'held'],
    [[200, 204], 204, 'held'],
    [[503], 503, 'held'],
    [[200, 204], 404, 'broken: 404 with an empty body'],
    [[200], 502, 'blocked, to be tried again: the server answered 502, which speaks of load and not of the law'],
  ])('%j of %d', (wanted, status, expected) => {
    expect(ending(() => law(answer(status, '')).status(...wanted))).toBe(expected)
  })
})

describe('that', () => {
  const sides = { expected: 'one', actual: 'two' }

  test('holds, breaks, and is softened', () => {
    expect(ending(() => law.that(true, sides))).toBe('held')
    expect(ending(() => law.that(false, sides))).toBe('broken: two')
    expect(ending(() => law.that(false, { ...sides, tolerated: 'known' }))).toBe('tolerated: known')
    expect(ending(() => law.that(false, { ...sides, tolerated: undefined }))).toBe('broken: two')
  })

  test('the message of the error has both sides', () => {
    expect(() => law.that(false, sides)).toThrow('expected one; got two')
  })
})

describe('each: the worst of several', () => {
  const refusals = (...answers: readonly Answer[]): string =>
    ending(() => law.each(answers, (each) => law(each).refuses('invalid_grant')))
  const right = answer(400, { error: 'invalid_grant' })
  const wrongCode = answer(400, { error: 'invalid_request' })
  const granted = answer(200, token)

  test('all hold, or there are none', () => {
    expect(refusals(right, right)).toBe('held')
    expect(refusals()).toBe('held')
  })

  test('what nothing tolerates comes before what is tolerated, wherever it stands', () => {
    expect(refusals(right, wrongCode, granted)).toBe('broken: 200 with an access_token')
    expect(refusals(granted, wrongCode, right)).toBe('broken: 200 with an access_token')
    expect(refusals(right, wrongCode)).toBe('tolerated: refused all the same, only with error=invalid_request')
  })

  test('what proves nothing comes after what is proven, and before what is tolerated', () => {
    expect(refusals(answer(503, ''), wrongCode)).toMatch(/^blocked/)
    expect(refusals(answer(503, ''), granted)).toBe('broken: 200 with an access_token')
  })

  test('what is no judgement is passed on', () => {
    const mistaken = (): void => {
      throw new TypeError('ours')
    }

    expect(() => law.each([granted], mistaken)).toThrow(TypeError)
  })
})
