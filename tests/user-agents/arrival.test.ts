import { describe, expect, it } from 'vitest'
import { pageArrival } from '../../harness/user-agents/arrival.ts'
import { formAgent } from '../../harness/user-agents/form.ts'
import { readPage } from '../../harness/user-agents/read-page.ts'
import type { PageRequest } from '../../harness/user-agents/user-agent.ts'
import { ALICE, CLIENT, START, fakeServer, page, redirect } from './fake-server.ts'
import type { Routes } from './fake-server.ts'

async function arrive(routes: Routes, redirectUri = CLIENT, start: string | PageRequest = START) {
  const server = fakeServer(routes)
  const arrival = await formAgent(server.fetch).walk(start, { redirectUri, person: ALICE })
  if (arrival.kind !== 'redirect') throw new Error(`expected a redirect, got a page: ${arrival.stuck}`)
  return { ...arrival, params: [...arrival.params].map(([name, value]) => `${name}=${value}`), asked: server.asked }
}

describe('an arrival at the client', () => {
  it.each([
    ['in the query', `${CLIENT}?code=a%20b&state=s`, CLIENT, 'query', ['code=a b', 'state=s']],
    ['in the fragment', `${CLIENT}#access_token=t&state=s`, CLIENT, 'fragment', ['access_token=t', 'state=s']],
    [
      'in the fragment beside a query of the client',
      `${CLIENT}?k=1#code=c`,
      `${CLIENT}?k=1`,
      'fragment',
      ['k=1', 'code=c'],
    ],
    ['in the query when the fragment is a leftover', `${CLIENT}?error=x#_=_`, CLIENT, 'query', ['error=x', '_=_']],
    ['at a custom scheme', 'com.example.app:/cb?code=c', 'com.example.app:/cb', 'query', ['code=c']],
    ['at a custom scheme with a host', 'myapp://cb?code=c', 'myapp://cb', 'query', ['code=c']],
    ['at loopback', 'http://127.0.0.1:4000/cb?code=c', 'http://127.0.0.1:4000/cb', 'query', ['code=c']],
    ['with repeated parameters', `${CLIENT}?code=a&code=b`, CLIENT, 'query', ['code=a', 'code=b']],
  ])('is read %s', async (_name, location, redirectUri, how, params) => {
    const arrival = await arrive({ 'GET /authorize': redirect(location) }, redirectUri)
    expect(arrival).toMatchObject({ url: location, how, params })
    expect(arrival.asked).toHaveLength(1)
  })

  it.each([
    'https://client.example/cb2',
    'https://client.example:444/cb',
    'http://client.example/cb',
    'https://x.client.example/cb',
  ])('is not mistaken for %s', async (other) => {
    const server = fakeServer({ 'GET /authorize': redirect(`${other}?code=c`) })
    const arrival = await formAgent(server.fetch).walk(START, { redirectUri: CLIENT })
    expect(arrival.kind).toBe('page')
    expect(server.asked.at(-1)?.request.url).toBe(`${other}?code=c`)
  })

  it('is also what the caller takes for the client, which is never asked', async () => {
    const server = fakeServer({ 'GET /authorize': redirect('https://evil.example/x?code=c') })
    const ends = (url: string) => url.startsWith('https://evil.example/')
    const arrival = await formAgent(server.fetch).walk(START, { redirectUri: CLIENT, ends })
    expect(arrival).toMatchObject({ kind: 'redirect', url: 'https://evil.example/x?code=c' })
    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['with a script', '<body onload="javascript:document.forms[0].submit()">'],
    ['without a script', '<body>'],
  ])('is read from a form_post answer %s', async (_name, body) => {
    const form = `<form method="post" action="${CLIENT}"><input type="hidden" name="code" value="a&#x2F;b&quot;"><input type="hidden" name="state" value="s"><noscript><button name=x value=y>Go</button></noscript></form>`
    const arrival = await arrive({ 'GET /authorize': page(`<html>${body}${form}`) })
    expect(arrival).toMatchObject({ how: 'form_post', url: CLIENT, params: ['code=a/b"', 'state=s'] })
    expect(arrival.trail).toEqual([{ method: 'GET', url: START, status: 200, did: 'sent the form_post answer' }])
  })

  it('is read from a form_post error', async () => {
    const arrival = await arrive({
      'GET /authorize': page(
        `<form method=post action="${CLIENT}"><input type=hidden name=error value=access_denied></form>`,
      ),
    })
    expect(arrival).toMatchObject({ how: 'form_post', params: ['error=access_denied'] })
  })
})

describe('a redirect', () => {
  const start: PageRequest = {
    method: 'POST',
    url: START,
    headers: [
      ['content-type', 'text/x'],
      ['x-mark', '1'],
    ],
    body: 'a=b',
  }

  it.each([
    [301, 'GET', undefined],
    [302, 'GET', undefined],
    [303, 'GET', undefined],
    [307, 'POST', 'a=b'],
    [308, 'POST', 'a=b'],
  ])('with %i after POST goes on with %s', async (status, method, body) => {
    const { asked, trail } = await arrive(
      { 'POST /authorize': redirect('/next', status), [`${method} /next`]: redirect(`${CLIENT}?code=c`) },
      CLIENT,
      start,
    )
    const next = asked[1]?.request
    const sent = next?.headers.filter(([name]) => name === 'content-type' || name === 'x-mark').map(([name]) => name)
    expect(next?.body).toBe(body)
    expect(sent).toEqual(body === undefined ? ['x-mark'] : ['content-type', 'x-mark'])
    expect(trail.map((visit) => visit.did)).toEqual([`redirected with ${status}`, 'redirected with 302'])
  })
})

describe('a header of the caller', () => {
  it('goes before the jar, and not to another server', async () => {
    const { asked } = await arrive(
      {
        'GET /authorize': redirect('/next', 302, [['set-cookie', 'jar=1']]),
        'GET /next': redirect('https://idp.example/x'),
        'GET https://idp.example/x': redirect(`${CLIENT}?code=c`),
      },
      CLIENT,
      {
        method: 'GET',
        url: START,
        headers: [
          ['cookie', 'mine=1'],
          ['authorization', 'Basic eA=='],
          ['x-mark', '1'],
        ],
      },
    )
    expect(asked.map(({ cookies }) => cookies)).toEqual(['mine=1', 'mine=1', ''])
    const names = asked[2]?.request.headers.map(([name]) => name)
    expect(names).toEqual(['x-mark', 'accept', 'accept-language'])
  })
})

describe('a page sends on', () => {
  it('with a referer and, for POST, an origin', async () => {
    const { asked } = await arrive({
      'GET /authorize': page('<form action=/in method=post><input name=user><input type=password name=pw></form>'),
      'POST /in': page('<form action=https://idp.example/x><button>Continue</button></form>'),
      'GET https://idp.example/x': redirect(`${CLIENT}?code=c`),
    })
    const header = (at: number, name: string) => asked[at]?.request.headers.find(([each]) => each === name)?.[1]
    expect([header(1, 'referer'), header(1, 'origin')]).toEqual([START, 'https://as.example'])
    expect([header(2, 'referer'), header(2, 'origin')]).toEqual(['https://as.example/', undefined])
  })
})

describe('a Secure cookie', () => {
  it.each([
    ['http://127.0.0.1:9/authorize', 's=1'],
    ['http://localhost:9/authorize', 's=1'],
    ['http://[::1]:9/authorize', 's=1'],
    ['https://as.example/authorize', 's=1'],
    ['http://as.example/authorize', ''],
  ])('on %s is sent back as "%s"', async (start, expected) => {
    const sent: string[] = []
    const agent = formAgent(({ url, headers }) => {
      sent.push(headers.find(([name]) => name === 'cookie')?.[1] ?? '')
      const answer =
        sent.length === 1 ? redirect('/two', 302, [['set-cookie', 's=1; Secure; HttpOnly']]) : redirect(CLIENT)
      return Promise.resolve({ ...answer, url })
    })
    await agent.walk(start, { redirectUri: CLIENT })
    expect(sent).toEqual(['', expected])
  })
})

describe('a page that ends a walk with an alert', () => {
  const seen = (below: string): string =>
    pageArrival(
      readPage({
        status: 200,
        headers: [],
        url: 'https://as.example/authorize',
        body: `<div role=alert>No</div>${below}`,
      }),
      'stuck',
      [],
      true,
    ).seen

  it.each([
    [
      'says only that when its buttons lead away',
      '<form><button>Go to portal</button><button></button></form>',
      'nothing',
    ],
    ['still asks with a field', '<form><input name=user><button>Go to portal</button></form>', 'forms'],
    ['still asks with a button that decides', '<form><button>Accept</button></form>', 'forms'],
    ['still asks when something is sent', '<form><input type=hidden name=a><button>Weiter so</button></form>', 'forms'],
  ])('%s', (_, below, expected) => {
    expect(seen(below)).toBe(expected)
  })
})
