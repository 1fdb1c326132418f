import { afterAll, describe, expect, it } from 'vitest'
import { browserAgent } from '../../../harness/user-agents/browser/browser.ts'
import { launch } from '../../../harness/user-agents/browser/launch.ts'
import { cookieJar } from '../../../harness/user-agents/cookies.ts'
import type { WalkOptions } from '../../../harness/user-agents/user-agent.ts'
import {
  ALICE,
  CLIENT,
  START,
  cookie,
  fakeServer,
  granted,
  page,
  redirect,
  type Reply,
  type Routes,
} from '../fake-server.ts'

const browser = launch()
afterAll(() => browser.close())

const patience = 60_000

async function walk(routes: Routes, options: Partial<WalkOptions> = {}, jar = cookieJar()) {
  const server = fakeServer(routes)
  const agent = browserAgent({ fetch: server.fetch, launch: browser, jar })
  const arrival = await agent.walk(START, { redirectUri: CLIENT, person: ALICE, ...options })
  return { arrival, asked: server.asked.map(({ request, url }) => `${request.method} ${url.pathname}`), server, jar }
}

const json = (value: unknown, status = 200): Reply => ({
  status,
  headers: [['Content-Type', 'application/json']],
  body: JSON.stringify(value),
})

/** A page whose whole login is made by a script: no form, no submit button, the answer goes out as JSON. */
const application = (root = 'document.body', thought = 0): Reply =>
  page(`<div id=app></div><script>
    const root = ${root}
    setTimeout(() => {
      root.innerHTML = '<div><label>Email <input id=mail></label><label>Password <input type=password id=pw></label>' +
        '<div role=button tabindex=0 id=go>Sign in</div><p role=alert></p></div>'
      root.querySelector('#go').addEventListener('click', async () => {
        const answer = await fetch('/api/login', { method: 'POST', headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ user: root.querySelector('#mail').value, pass: root.querySelector('#pw').value }) })
        const { next, wrong } = await answer.json()
        if (next) setTimeout(() => { location.href = next }, ${thought})
        else root.querySelector('[role=alert]').textContent = wrong
      })
    }, 60)
  </script>`)

const login: Routes = {
  'POST /api/login': ({ request }) =>
    request.body === JSON.stringify({ user: ALICE.username, pass: ALICE.password })
      ? json({ next: '/resume' })
      : json({ wrong: 'No such user' }, 401),
  'GET /resume': granted,
}

describe.concurrent('a page made by scripts', () => {
  it(
    'is walked: fields outside of any form, a button that is none, an answer as JSON',
    async () => {
      const { arrival, asked } = await walk({ 'GET /authorize': application(), ...login })
      expect(arrival).toMatchObject({ kind: 'redirect', how: 'query', url: `${CLIENT}?code=granted&state=s1` })
      expect(asked).toEqual(['GET /authorize', 'POST /api/login', 'GET /resume'])
      expect(arrival.trail.map(({ did }) => did)).toEqual(['filled the login form', 'redirected with 302'])
    },
    patience,
  )

  it(
    'is given time after an answer although its script has taken its own element away',
    async () => {
      const { arrival } = await walk({ 'GET /authorize': application('document.body', 400), ...login })
      expect(arrival).toMatchObject({ kind: 'redirect', url: `${CLIENT}?code=granted&state=s1` })
    },
    patience,
  )

  it(
    'is walked inside an open shadow root',
    async () => {
      const shadow = "document.querySelector('#app').attachShadow({ mode: 'open' })"
      const { arrival } = await walk({ 'GET /authorize': application(shadow), ...login })
      expect(arrival).toMatchObject({ kind: 'redirect' })
    },
    patience,
  )

  it(
    'that says no is a login turned down, in the words of the page',
    async () => {
      const person = { username: 'alice', password: 'wrong' }
      const { arrival } = await walk({ 'GET /authorize': application(), ...login }, { person })
      expect(arrival).toMatchObject({ kind: 'page', seen: 'forms' })
      expect(arrival.kind === 'page' && arrival.stuck).toMatch(/^login form rejected the password on .*"No such user"/)
    },
    patience,
  )

  it(
    'is passed by steps of the target file where it is not recognised',
    async () => {
      const odd = page(`<div id=a contenteditable=false><input id=x><input id=y></div><em id=z>…</em><script>
      document.querySelector('#z').onclick = () => {
        location.href = '/in?' + document.querySelector('#x').value + ':' + document.querySelector('#y').value
      }</script>`)
      const answered: Routes = {
        'GET /authorize': odd,
        'GET /in': ({ url }) => (url.search === '?alice:wonder&land' ? granted : page('no', 400)),
      }
      const steps = [{ fill: '#x', with: 'username' }, { fill: '#y', with: 'password' }, { click: '#z' }]
      expect((await walk(answered, { steps })).arrival).toMatchObject({ kind: 'redirect' })
    },
    patience,
  )

  it(
    'has the password given once by steps, and not again by what is recognised',
    async () => {
      const form = page(
        '<form method=post action=/in><input name=user><input type=password name=pw><button>Go</button>',
      )
      const steps = [
        { fill: '[name=user]', with: 'username' },
        { fill: '[name=pw]', with: 'password' },
        { click: 'button' },
      ]
      const { arrival, asked } = await walk({ 'GET /authorize': form, 'POST /in': form }, { steps })
      expect(asked).toEqual(['GET /authorize', 'POST /in'])
      expect(arrival.kind === 'page' && arrival.stuck).toMatch(/^login form rejected the password on/)
    },
    patience,
  )
})

describe.concurrent('the end of a walk', () => {
  it.each([
    ['a script that goes to a fragment', `${CLIENT}#access_token=t&state=s1`, CLIENT, 'fragment'],
    ['a script that goes to a custom scheme', 'com.example.app:/cb?code=c', 'com.example.app:/cb', 'query'],
  ])(
    'is seen at %s',
    async (_name, to, redirectUri, how) => {
      const { arrival, asked } = await walk(
        { 'GET /authorize': page(`<script>setTimeout(() => { location.href = ${JSON.stringify(to)} }, 20)</script>`) },
        { redirectUri },
      )
      expect(arrival).toMatchObject({ kind: 'redirect', url: to, how })
      expect(asked).toEqual(['GET /authorize'])
    },
    patience,
  )

  it(
    'is a redirect with a fragment, which is never asked for',
    async () => {
      const { arrival, asked } = await walk({ 'GET /authorize': redirect(`${CLIENT}#access_token=t`) })
      expect(arrival).toMatchObject({ kind: 'redirect', how: 'fragment' })
      expect(asked).toHaveLength(1)
    },
    patience,
  )

  it(
    'is a form_post answer that sends itself',
    async () => {
      const form = `<body onload="document.forms[0].submit()"><form method=post action="${CLIENT}"><input type=hidden name=code value=c1></form>`
      const { arrival } = await walk({ 'GET /authorize': page(form) })
      expect(arrival).toMatchObject({ kind: 'redirect', how: 'form_post' })
      expect(arrival.kind === 'redirect' && arrival.params.get('code')).toBe('c1')
    },
    patience,
  )

  it(
    'is a page with its status and words',
    async () => {
      const { arrival } = await walk({ 'GET /authorize': page('<title>Sorry</title><h1>Unknown client</h1>', 400) })
      expect(arrival).toMatchObject({ kind: 'page', status: 400, title: 'Sorry', seen: 'nothing' })
      expect(arrival.kind === 'page' && arrival.text).toContain('Unknown client')
    },
    patience,
  )

  it(
    'is the trouble of the one who sends',
    async () => {
      const fetch = () => Promise.reject(new Error('held back'))
      const agent = browserAgent({ fetch, launch: browser })
      await expect(agent.walk(START, { redirectUri: CLIENT })).rejects.toThrow('held back')
    },
    patience,
  )
})

describe.concurrent('what a page wants of others', () => {
  it(
    'is not asked, and named',
    async () => {
      const { arrival, asked } = await walk({
        'GET /authorize': page('<script src="https://cdn.example.net/app.js"></script><img src=/logo.png>'),
      })
      expect(asked).toEqual(['GET /authorize'])
      expect(arrival.kind === 'page' && arrival.stuck).toContain('cdn.example.net')
    },
    patience,
  )

  it(
    'is asked where the target file names the host, once for all walks',
    async () => {
      const server = fakeServer({
        'GET /authorize': page('<script src="https://cdn.example.org/app.js"></script>'),
        'GET https://cdn.example.org/app.js': {
          status: 200,
          headers: [['Content-Type', 'text/javascript']],
          body: `location.href = '${CLIENT}?code=c'`,
        },
      })
      const agent = browserAgent({ fetch: server.fetch, launch: browser, hosts: ['cdn.example.org'] })
      expect(await agent.walk(START, { redirectUri: CLIENT })).toMatchObject({ kind: 'redirect' })
      expect(await agent.anew().walk(START, { redirectUri: CLIENT })).toMatchObject({ kind: 'redirect' })
      expect(server.asked.filter(({ request }) => request.part === true)).toHaveLength(1)
    },
    patience,
  )
})

describe.concurrent('cookies', () => {
  it(
    'go from the jar into the browser and back, those of scripts too',
    async () => {
      const jar = cookieJar()
      const routes: Routes = {
        'GET /authorize': ({ cookies }) =>
          cookies.includes('sid=1')
            ? cookies.includes('script=2')
              ? granted
              : page('no script cookie', 400)
            : page(
                '<script>document.cookie = "script=2; path=/"; setTimeout(() => { location.href = "/done" }, 10)</script>',
                200,
                [cookie('sid=1; Path=/; HttpOnly; SameSite=Lax')],
              ),
        'GET /done': granted,
      }
      await walk(routes, {}, jar)
      const { arrival, asked } = await walk(routes, {}, jar)
      expect(arrival).toMatchObject({ kind: 'redirect' })
      expect(asked).toEqual(['GET /authorize'])
    },
    patience,
  )

  it(
    'stay away from another agent',
    async () => {
      const server = fakeServer({ 'GET /authorize': redirect(`${CLIENT}?code=c`, 302, [cookie('sid=1; Path=/')]) })
      const agent = browserAgent({ fetch: server.fetch, launch: browser })
      await agent.walk(START, { redirectUri: CLIENT })
      await agent.anew().walk(START, { redirectUri: CLIENT })
      expect(server.asked.map(({ cookies }) => cookies)).toEqual(['', ''])
    },
    patience,
  )
})

describe('a browser that is not there', () => {
  it.each([
    ['none is found', () => []],
    ['what is named does not start', () => ['/nonexistent/chromium']],
  ])('is told with what to run: %s', async (_name, executables) => {
    const agent = browserAgent({ fetch: fakeServer({}).fetch, launch: launch(executables) })
    await expect(agent.walk(START, { redirectUri: CLIENT })).rejects.toThrow(
      /expected a Chromium.*npx playwright install chromium/,
    )
  })
})
