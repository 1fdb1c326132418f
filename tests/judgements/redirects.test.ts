import { expect, test } from 'vitest'

import type { Landing } from '../../harness/context.ts'
import { law } from '../../harness/judgements/judge.ts'
import type { Redirected } from '../../harness/redirected.ts'
import { ending } from './answers.ts'

const registered = ['https://app.example/callback', 'https://app.example/tenant?realm=north%20sea&mode=web']

const page = (status: number, lost = false): Landing => ({
  kind: 'page',
  status,
  title: '',
  text: '',
  url: 'https://as.example/authorize',
  stuck: 'no form recognised',
  lost,
})

const error = (url: string): Landing => ({ kind: 'error', error: 'invalid_request', description: undefined, url })

const walked = (asked: string, landing: Landing): Redirected => ({ about: 'a variant', asked, registered, landing })

const home = 'tolerated: nothing is sent to the URI that was asked for'

test.each<[string, string, Landing, string]>([
  ['an error page', 'https://evil.example/', page(400), 'held'],
  ['a page the walk got lost on', 'https://evil.example/', page(200, true), 'blocked'],
  ['a redirect nobody can follow', 'https://evil.example/', page(302), 'blocked'],
  ['the asked URI', 'https://evil.example/', error('https://evil.example/?error=x'), 'broken'],
  ['a path of its own', 'https://app.example/callback/x', error('https://app.example/x?error=x'), 'broken'],
  ['the registered URI', 'https://evil.example/', error('https://app.example/callback?error=x&state=s'), home],
  ['the added query', `${registered[0]}?a=1`, error('https://app.example/callback?a=1&error=x'), 'broken'],
  ['the query left out', `${registered[0]}?a=1`, error('https://app.example/callback?error=x'), home],
  [
    'parameters exchanged',
    'https://app.example/tenant?mode=web&realm=north%20sea',
    error('https://app.example/tenant?mode=web&realm=north+sea&error=x'),
    home,
  ],
  [
    'another value',
    'https://app.example/tenant?realm=south&mode=web',
    error('https://app.example/tenant?realm=south&mode=web&error=x'),
    'broken',
  ],
  ['a host in capitals', 'https://APP.example/callback', error('https://app.example/callback?error=x'), home],
  ['a script', 'javascript:assay()', error('javascript:assay()?error=x'), 'broken'],
])('a walk that ends at %s', (_, asked, landing, wanted) => {
  expect(ending(() => law.staysHome(walked(asked, landing)))).toMatch(new RegExp(`^${wanted}`))
})

test('a server under load blocks, to be tried again', () => {
  expect(ending(() => law.staysHome(walked('https://evil.example/', page(503))))).toMatch(/^blocked, to be tried again/)
})
