import { describe, expect, it } from 'vitest'
import { formAgent } from '../../harness/user-agents/form.ts'
import type { WalkOptions } from '../../harness/user-agents/user-agent.ts'
import { ALICE, CLIENT, START, cookie, fakeServer, granted, page, redirect } from './fake-server.ts'
import type { Routes } from './fake-server.ts'

const LOGIN =
  '<form action=/in method=post><input name=user><input type=password name=pw><button>Sign in</button></form>'

/** Walks and expects to end on a page; answers that page and what the server was asked. */
async function stranded(routes: Routes, options: Partial<WalkOptions> = {}) {
  const server = fakeServer(routes)
  const arrival = await formAgent(server.fetch).walk(START, { redirectUri: CLIENT, person: ALICE, ...options })
  if (arrival.kind !== 'page') throw new Error(`expected a page, got a redirect to ${arrival.url}`)
  return { arrival, asked: server.asked.map(({ request, url }) => `${request.method} ${url.pathname}`) }
}

describe('the form user agent stops', () => {
  it('on an error page, whose text it reports and whose links it leaves alone', async () => {
    const { arrival, asked } = await stranded({
      'GET /authorize': page(
        '<title>Error</title><style>p{}</style><h1>We are sorry</h1><p>Invalid &lt;redirect_uri&gt;</p><script>var x</script><a href=/>Continue to home</a>',
        400,
      ),
    })
    expect(arrival).toMatchObject({
      status: 400,
      url: START,
      title: 'Error',
      text: 'We are sorry Invalid <redirect_uri> Continue to home',
      stuck: 'no form recognised on https://as.example/authorize (status 400)',
    })
    expect(asked).toEqual(['GET /authorize'])
  })

  it('on an error page with status 200 and a link onwards', async () => {
    const { asked } = await stranded({
      'GET /authorize': page(
        '<h1>Something went wrong</h1><a href=/home>Continue</a><form action=/home><button>Continue</button></form>',
      ),
    })
    expect(asked).toEqual(['GET /authorize'])
  })

  it('when the password is rejected, with the words of the page, having sent it once', async () => {
    const { arrival, asked } = await stranded({
      'GET /authorize': page(LOGIN),
      'POST /in': page(`<div class="alert alert-danger">Invalid <b>credentials</b></div>${LOGIN}`, 401),
    })
    expect(arrival.stuck).toBe('login form rejected the password on https://as.example/in: "Invalid credentials"')
    expect(asked).toEqual(['GET /authorize', 'POST /in'])
  })

  it('when the password is rejected, without the words that are hidden', async () => {
    const hidden = ['hidden', 'style="display: none"', 'aria-hidden=true']
    const waiting = hidden.map((each) => `<p role=alert ${each}>Your account is locked</p>`).join('')
    const { arrival } = await stranded({
      'GET /authorize': page(LOGIN),
      'POST /in': page(`${waiting}<div role=alert>Try again<b hidden> tomorrow</b></div>${LOGIN}`),
    })
    expect(arrival.stuck).toBe('login form rejected the password on https://as.example/in: "Try again"')
  })

  it('when the rejected login comes back through a redirect and under another path', async () => {
    const { arrival } = await stranded({
      'GET /authorize': page(LOGIN),
      'POST /in': redirect('/login?failed'),
      'GET /login': page(LOGIN.replace('/in', '/in2')),
    })
    expect(arrival.stuck).toBe('login form rejected the password on https://as.example/login')
  })

  it('when the user name is rejected', async () => {
    const who = page('<form action=/who method=post><input name=email type=email><button>Next</button></form>')
    const { arrival } = await stranded({ 'GET /authorize': who, 'POST /who': who })
    expect(arrival.stuck).toBe('login form rejected the user name on https://as.example/who')
  })

  it('at a login form without a person, or without a password', async () => {
    const routes = { 'GET /authorize': page(LOGIN) }
    const server = fakeServer(routes)
    const alone = await formAgent(server.fetch).walk(START, { redirectUri: CLIENT })
    expect(alone).toMatchObject({ stuck: expect.stringMatching(/^login form, but no person was given/) })
    const { arrival } = await stranded(routes, { person: { username: 'alice' } })
    expect(arrival.stuck).toMatch(/^login form asks for a password and the person has none/)
  })

  it('when the same page keeps coming back', async () => {
    const again = page('<form action=/go method=post><button>Continue</button></form>')
    const { arrival, asked } = await stranded({ 'GET /authorize': again, 'POST /go': again })
    expect(arrival.stuck).toBe('same form three times: went on on https://as.example/go')
    expect(asked).toHaveLength(3)
  })

  it('in a circle of redirects', async () => {
    const { arrival, asked } = await stranded({ 'GET /authorize': redirect('/b'), 'GET /b': redirect('/authorize') })
    expect(arrival).toMatchObject({ status: 302, stuck: 'too many redirects (20)' })
    expect(asked).toHaveLength(21)
  })

  it('after maxHops redirects, not before', async () => {
    const routes: Routes = { 'GET /authorize': redirect('/1'), 'GET /1': redirect('/2'), 'GET /2': granted }
    const { fetch } = fakeServer(routes)
    const enough = await formAgent(fetch).walk(START, { redirectUri: CLIENT, maxHops: 2 })
    expect(enough.kind).toBe('redirect')
    expect((await stranded(routes, { maxHops: 1 })).arrival.stuck).toBe('too many redirects (1)')
  })

  it('in an endless row of new pages', async () => {
    let count = 0
    const next = () => page(`<form action=/p method=post><button name=n value=${count++}>Next</button></form>`)
    const { arrival, asked } = await stranded({ 'GET /authorize': next, 'POST /p': next }, { maxHops: 5 })
    expect(arrival.stuck).toBe('too many pages (5)')
    expect(asked).toHaveLength(6)
  })

  it.each([
    ['an empty shell', '<div id=root></div><script src=/app.js></script>', 'no form in the HTML'],
    ['a request to switch it on', '<p>Please enable JavaScript to continue.</p>', 'no form in the HTML'],
    [
      'fields without a form',
      '<div id=app><input name=user><input type=password name=pw></div>',
      'login fields outside any form',
    ],
  ])('at a page that needs JavaScript: %s', async (_name, body, because) => {
    const { arrival } = await stranded({ 'GET /authorize': page(body) })
    expect(arrival.stuck).toContain(because)
    expect(arrival.stuck).toContain('login.how: browser')
  })

  it.each([
    [
      'only a registration',
      '<form action=/r method=post><input name=email><input type=password name=p><button>Create account</button></form>',
    ],
    [
      'a registration whose button says nothing',
      '<h1>Sign up</h1><form action=/r method=post><input name=email><input type=password name=p><button>Submit</button></form>',
    ],
    ['only a search', '<form action=/s><input name=q><button>Go</button></form>'],
    [
      'only password recovery',
      '<h1>Forgot your password?</h1><form action=/f method=post>Forgot your password? <input type=email name=email><button>Send</button></form>',
    ],
    [
      'only password recovery without a heading',
      '<form action=/f method=post><label>Forgot your password? Tell us who you are <input name=x></label><button>Send</button></form>',
    ],
    [
      'only logging out',
      '<p>Hello alice</p><form action=/logout method=post><button>Log out</button></form><a href=/profile>alice</a>',
    ],
    ['only a way to cancel', '<p>Access</p><form action=/no method=post><button>Cancel</button></form>'],
    ['only a cookie banner', '<form action=/c method=post>We use cookies <button>Accept</button></form>'],
    [
      'only social logins',
      '<form action=/g method=post><button>Continue with Google</button></form><a href=/f>Log in with Facebook</a>',
    ],
  ])('rather than press the wrong thing: %s', async (_name, body) => {
    const { arrival, asked } = await stranded({ 'GET /authorize': page(body) })
    expect(arrival.stuck).toMatch(/^no form recognised/)
    expect(asked).toEqual(['GET /authorize'])
  })

  it('at a consent page that cannot be denied', async () => {
    const { arrival } = await stranded(
      {
        'GET /authorize': page(
          '<p>The app wants access to your mail</p><form action=/y method=post><button>Allow</button></form>',
        ),
      },
      { consent: 'deny' },
    )
    expect(arrival.stuck).toMatch(/^the consent page offers no way to deny/)
  })

  it.each([
    ['no Location', { status: 302, headers: [], body: 'moved' }, 'redirect 302 without a Location'],
    ['an unreadable Location', redirect('http://[::bad'), 'redirect to an unreadable Location: http://[::bad'],
    [
      'a foreign scheme',
      redirect('com.evil:/cb?code=1'),
      'redirect to com.evil:/cb, which is neither http(s) nor the redirect_uri',
    ],
    [
      'a scripted scheme',
      redirect('javascript:alert(1)'),
      'redirect to javascript:alert(1), which is neither http(s) nor the redirect_uri',
    ],
  ] satisfies [string, ReturnType<typeof page>, string][])('at a redirect with %s', async (_name, answer, stuck) => {
    const { arrival } = await stranded({ 'GET /authorize': answer })
    expect(arrival).toMatchObject({ status: 302, stuck })
  })

  it('at an answer that is no page', async () => {
    const json = {
      status: 400,
      headers: [['content-type', 'application/json']] satisfies [string, string][],
      body: '{"error":"x"}',
    }
    const { arrival } = await stranded({ 'GET /authorize': json })
    expect(arrival).toMatchObject({ status: 400, text: '{"error":"x"}', stuck: 'the answer is not an HTML page' })
  })

  it('and passes on trouble of the network', async () => {
    const broken = formAgent(() => Promise.reject(new Error('connection reset')))
    await expect(broken.walk(START, { redirectUri: CLIENT })).rejects.toThrow('connection reset')
  })

  it('with the cookies it was given kept for the next walk', async () => {
    const agent = formAgent(fakeServer({ 'GET /authorize': page('x', 200, [cookie('sid=1; Path=/')]) }).fetch)
    await agent.walk(START, { redirectUri: CLIENT })
    expect(await agent.jar.getCookieString(START)).toBe('sid=1')
    expect(agent.jar.cloneSync()?.getCookieStringSync(START)).toBe('sid=1')
  })
})
