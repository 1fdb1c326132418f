import { expect, test } from 'vitest'

import { Answer } from '../../harness/http/answer.ts'
import { deedsAt } from '../../harness/operations/authorization.ts'

const url = 'https://as.example/login'

const answer = (method: string, status: number): Answer =>
  new Answer({
    status,
    headers: [],
    body: '',
    request: { method, url, headers: [] },
    exchange: 'x1',
    at: 0,
  })

test('a deed stands at the answer it was done at, whatever scripts asked for in between', () => {
  const answers = [answer('GET', 302), answer('GET', 200), answer('POST', 200), answer('GET', 429), answer('GET', 200)]
  const visit = (status: number, did: string) => ({ method: 'GET', url, status, did })
  const trail = [
    visit(302, 'redirected with 302'),
    visit(200, 'filled the login form'),
    visit(200, 'allowed the consent'),
  ]

  expect(deedsAt(answers, trail)).toEqual([
    'redirected with 302',
    'filled the login form',
    '',
    '',
    'allowed the consent',
  ])
})
