import { expect, test } from 'vitest'

import type { Landing } from '../../harness/context.ts'
import { law } from '../../harness/judgements/judge.ts'
import { ending, expectedBy } from './answers.ts'

const url = 'https://app.example/callback?state=s'

const code: Landing = {
  kind: 'code',
  url,
  code: {
    value: 'a-code',
    client: {
      name: 'web',
      client_id: 'web',
      client_secret: undefined,
      token_endpoint_auth_method: 'none',
      redirect_uris: [url],
      grant_types: undefined,
      scope: undefined,
      denied_scope: undefined,
    },
    redirectUri: url,
    verifier: undefined,
    challenge: undefined,
    scope: undefined,
    at: 0,
  },
}

const redirect = (error: string): Landing => ({ kind: 'error', error, description: undefined, url })

const page = (status: number, lost: boolean): Landing => ({
  kind: 'page',
  status,
  title: 'Oops',
  text: 'Something is wrong',
  url: 'https://as.example/authorize?client_id=web&state=secret-state',
  stuck: 'no form recognised on /authorize (status 400)',
  lost,
})

test.each<[string, Landing, string]>([
  ['a redirect with the error', redirect('invalid_request'), 'held'],
  [
    'a redirect with another error',
    redirect('server_error'),
    'tolerated: refused all the same, only with error=server_error',
  ],
  [
    'a redirect with nothing in it',
    redirect('no code and no error'),
    'tolerated: refused all the same, only with error=no code and no error',
  ],
  ['an error page', page(400, false), 'held'],
  ['an error page with status 200', page(200, false), 'held'],
  [
    'a page nobody could pass',
    page(200, true),
    'blocked: cannot tell whether the page at https://as.example/authorize is a refusal: no form recognised on /authorize (status 400)',
  ],
  ['a code', code, 'broken: a redirect with a code'],
])('%s', (_, landing, expected) => {
  expect(ending(() => law(landing).refuses('invalid_request'))).toBe(expected)
})

test('what is expected names every code', () => {
  expect(expectedBy(() => law(code).refuses('invalid_request', 'invalid_scope'))).toBe(
    'an error redirect with error=invalid_request or invalid_scope, or an error page',
  )
})

test('a tolerance softens a code, and the wrong error', () => {
  const tolerated = 'RFC 7636 alone does not ask for it'

  expect(ending(() => law(code, { tolerated }).refuses('invalid_request'))).toBe(`tolerated: ${tolerated}`)
  expect(ending(() => law(redirect('server_error'), { tolerated }).refuses('invalid_request'))).toBe(
    `tolerated: ${tolerated}`,
  )
})
