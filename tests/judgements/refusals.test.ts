import { describe, expect, test } from 'vitest'

import type { Answer } from '../../harness/http/answer.ts'
import { law } from '../../harness/judgements/judge.ts'
import { answer, ending, expectedBy } from './answers.ts'

const html = '<!doctype html><title>Oops</title>'
const token = { access_token: 'an-access-token', token_type: 'Bearer' }
const form = 'application/x-www-form-urlencoded'
const load = (status: number): string =>
  `blocked, to be tried again: the server answered ${status}, which speaks of load and not of the law`

interface Row {
  readonly name: string
  readonly answer: Answer
  /** Judged by refuses('invalid_grant'). */
  readonly refuses: string
  /** Judged by errs('invalid_grant', { codes: ['invalid_request'] }). */
  readonly errs: string
}

const only = (form: string): string => `tolerated: refused all the same, only ${form}`

const rows: Row[] = [
  {
    name: 'the right error',
    answer: answer(400, { error: 'invalid_grant' }),
    refuses: 'held',
    errs: 'held',
  },
  {
    name: 'the right error with a charset',
    answer: answer(400, { error: 'invalid_grant', error_description: 'no' }, 'application/json;charset=UTF-8'),
    refuses: 'held',
    errs: 'held',
  },
  {
    name: 'status 401',
    answer: answer(401, { error: 'invalid_grant' }),
    refuses: only('with status 401'),
    errs: 'tolerated: the error code is right, only the status is 401',
  },
  {
    name: 'status 403',
    answer: answer(403, { error: 'invalid_grant' }),
    refuses: only('with status 403'),
    errs: 'tolerated: the error code is right, only the status is 403',
  },
  {
    name: 'status 200 with an error',
    answer: answer(200, { error: 'invalid_grant' }),
    refuses: only('with status 200'),
    errs: 'broken: 200 with error=invalid_grant',
  },
  {
    name: 'status 500 with the right error',
    answer: answer(500, { error: 'invalid_grant' }),
    refuses: only('with status 500'),
    errs: 'broken: 500 with error=invalid_grant',
  },
  {
    name: 'a code known from the field',
    answer: answer(400, { error: 'invalid_request' }),
    refuses: only('with error=invalid_request'),
    errs: 'tolerated: error=invalid_request is a deviation known from servers in the field',
  },
  {
    name: 'another code',
    answer: answer(400, { error: 'server_error' }),
    refuses: only('with error=server_error'),
    errs: 'broken: 400 with error=server_error',
  },
  {
    name: 'no code',
    answer: answer(400, { message: 'no' }),
    refuses: only('without an error code'),
    errs: 'broken: 400 with application/json',
  },
  {
    name: 'a code that is no string',
    answer: answer(400, { error: { code: 'invalid_grant' } }),
    refuses: only('without an error code'),
    errs: 'broken: 400 with application/json',
  },
  {
    name: 'a page with status 400',
    answer: answer(400, html, 'text/html'),
    refuses: only('not as JSON'),
    errs: 'broken: 400 with text/html',
  },
  {
    name: 'a page with status 500',
    answer: answer(500, html, 'text/html'),
    refuses: only('not as JSON'),
    errs: 'broken: 500 with text/html',
  },
  {
    name: 'JSON called text/html',
    answer: answer(400, { error: 'invalid_grant' }, 'text/html'),
    refuses: only('not as JSON'),
    errs: 'broken: 400 with error=invalid_grant',
  },
  {
    name: 'JSON without a media type',
    answer: answer(400, { error: 'invalid_grant' }, ''),
    refuses: only('not as JSON'),
    errs: 'broken: 400 with error=invalid_grant',
  },
  {
    name: 'an error in form encoding',
    answer: answer(400, 'error=invalid_grant', form),
    refuses: only('not as JSON'),
    errs: `broken: 400 with ${form}`,
  },
  {
    name: 'an empty body',
    answer: answer(400, ''),
    refuses: only('not as JSON'),
    errs: 'broken: 400 with an empty body',
  },
  {
    name: 'broken JSON',
    answer: answer(400, '{"error":"invalid_grant"'),
    refuses: only('not as JSON'),
    errs: 'broken: 400 with application/json',
  },
  {
    name: 'a list in JSON',
    answer: answer(400, [{ error: 'invalid_grant' }]),
    refuses: only('not as JSON'),
    errs: 'broken: 400 with application/json',
  },
  {
    name: 'a token',
    answer: answer(200, token),
    refuses: 'broken: 200 with an access_token',
    errs: 'broken: 200 with an access_token',
  },
  {
    name: 'a token next to an error',
    answer: answer(200, { error: 'invalid_grant', ...token }),
    refuses: 'broken: 200 with error=invalid_grant and an access_token',
    errs: 'broken: 200 with error=invalid_grant and an access_token',
  },
  {
    name: 'the right error with a token in it',
    answer: answer(400, { error: 'invalid_grant', ...token }),
    refuses: 'broken: 400 with error=invalid_grant and an access_token',
    errs: 'broken: 400 with error=invalid_grant and an access_token',
  },
  {
    name: 'a token in form encoding',
    answer: answer(200, 'access_token=abc&token_type=bearer', form),
    refuses: `broken: 200 with an access_token as ${form}`,
    errs: `broken: 200 with an access_token as ${form}`,
  },
  {
    name: 'a token called text/html',
    answer: answer(201, token, 'text/html'),
    refuses: 'broken: 201 with an access_token',
    errs: 'broken: 201 with an access_token',
  },
  {
    name: 'a token that is empty',
    answer: answer(200, { access_token: '' }),
    refuses: only('without an error code'),
    errs: 'broken: 200 with application/json',
  },
  ...[429, 502, 503, 504].map((status) => ({
    name: `status ${status}`,
    answer: answer(status, { error: 'invalid_grant' }),
    refuses: load(status),
    errs: load(status),
  })),
  {
    name: 'status 503 with a token',
    answer: answer(503, token),
    refuses: 'broken: 503 with an access_token',
    errs: 'broken: 503 with an access_token',
  },
]

describe('refuses and errs', () => {
  test.each(rows)('$name', ({ answer: subject, refuses, errs }) => {
    expect(ending(() => law(subject).refuses('invalid_grant'))).toBe(refuses)
    expect(ending(() => law(subject).errs('invalid_grant', { codes: ['invalid_request'] }))).toBe(errs)
  })

  test('401 is right for invalid_client, and 400 is too', () => {
    for (const status of [400, 401]) {
      expect(ending(() => law(answer(status, { error: 'invalid_client' })).refuses('invalid_client'))).toBe('held')
      expect(ending(() => law(answer(status, { error: 'invalid_client' })).errs('invalid_client'))).toBe('held')
    }
    expect(
      ending(() => law(answer(401, { error: 'invalid_request' })).errs(['invalid_client', 'invalid_request'])),
    ).toBe('tolerated: the error code is right, only the status is 401')
  })

  test('without codes any error code is a refusal', () => {
    expect(ending(() => law(answer(400, { error: 'whatever' })).refuses())).toBe('held')
    expect(ending(() => law(answer(415, { error: 'whatever' })).refuses())).toBe('held')
    expect(ending(() => law(answer(500, { error: 'whatever' })).refuses())).toBe(only('with status 500'))
    expect(ending(() => law(answer(400, {})).refuses())).toBe(only('without an error code'))
  })

  test('what is expected names the codes and the statuses', () => {
    const wrong = answer(500, html, 'text/html')

    expect(expectedBy(() => law(wrong).refuses('invalid_grant', 'invalid_request'))).toBe(
      'a refusal: 400 with error=invalid_grant or invalid_request',
    )
    expect(expectedBy(() => law(wrong).errs('invalid_client'))).toBe('400 or 401 with error=invalid_client')
    expect(expectedBy(() => law(wrong).refuses())).toBe('a refusal: 4xx with an error')
  })

  test('of several answers the finding says which one it means', () => {
    const about = 'the tampered code'

    expect(ending(() => law(answer(200, token), { about }).refuses('invalid_grant'))).toBe(
      'broken: 200 with an access_token to the tampered code',
    )
    expect(ending(() => law(answer(200, {}), { about }).errs('invalid_grant'))).toBe(
      'broken: 200 with application/json to the tampered code',
    )
  })

  test('a tolerance of the check softens a token as well, and is printed', () => {
    const { refuses, errs } = law(answer(200, token), { tolerated: 'PKCE binds the code' })

    expect(ending(() => refuses('invalid_grant'))).toBe('tolerated: PKCE binds the code')
    expect(ending(() => errs('invalid_grant'))).toBe('tolerated: PKCE binds the code')
  })
})

test.each([
  ['a refusal', answer(400, { error: 'invalid_request' }), 'held'],
  ['one chosen by 501', answer(501, { error: 'unsupported_grant_type' }), only('with status 501')],
  ['501 without an error', answer(501, html, 'text/html'), 'broken: 501 with text/html'],
  ['501 for a failure', answer(501, { error: 'server_error' }), 'broken: 501 with error=server_error'],
  ['500 with an error', answer(500, { error: 'invalid_request' }), 'broken: 500 with error=invalid_request'],
])('refuses cleanly: %s', (_, subject, end) => {
  expect(ending(() => law(subject).refusesCleanly())).toBe(end)
})
