import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { launch } from '../../../harness/user-agents/browser/launch.ts'
import { cookieJar } from '../../../harness/user-agents/cookies.ts'
import { formThenBrowser } from '../../../harness/user-agents/form-then-browser.ts'
import { ALICE, CLIENT, START, cookie, fakeServer, granted, page, type Routes } from '../fake-server.ts'

let browser = launch()
const launched = [browser]
beforeEach(() => {
  browser = launch()
  launched.push(browser)
})
afterAll(() => Promise.all(launched.map((each) => each.close())))

async function walk(routes: Routes, through = browser) {
  const server = fakeServer(routes)
  const agent = formThenBrowser({ fetch: server.fetch, launch: through, jar: cookieJar() })
  const arrival = await agent.walk(START, { redirectUri: CLIENT, person: ALICE })
  return { arrival, asked: server.asked.map(({ request, url }) => `${request.method} ${url.pathname}`) }
}

const loginForm = page(
  '<form method=post action=/login><input name=user><input type=password name=pass><button>Sign in</button></form>',
)

/** A consent whose only button is made by a script. */
const scripted = page(`<div id=app></div><script>
  const button = document.createElement('button')
  button.textContent = 'Allow'
  button.onclick = () => location.assign(['/resume'].at(0))
  document.querySelector('#app').append(button)
</script>`)

describe('a walk that takes a browser where it needs one', () => {
  it('starts none for forms of HTML', async () => {
    const { arrival } = await walk({ 'GET /authorize': loginForm, 'POST /login': granted })
    expect(arrival.kind).toBe('redirect')
    expect(browser.used).toBe(false)
  })

  it('hands the page over as it came and asks for nothing twice', async () => {
    const { arrival, asked } = await walk({
      'GET /authorize': loginForm,
      'POST /login': { ...scripted, headers: [...scripted.headers, cookie('session=s1')] },
      'GET /resume': (seen) => (seen.cookies === 'session=s1' ? granted : page('no session')),
    })
    expect(arrival).toMatchObject({ kind: 'redirect', url: `${CLIENT}?code=granted&state=s1` })
    expect(asked).toEqual(['GET /authorize', 'POST /login', 'GET /resume'])
    expect(arrival.trail.map(({ did }) => did)).toEqual([
      'filled the login form',
      'allowed the consent',
      'redirected with 302',
    ])
  }, 60_000)

  it('takes one where a form that a script would send comes back as it was', async () => {
    const listening = page(`<p role=alert hidden>Wrong password</p>
      <form method=post><input name=user><input type=password name=pass><button>Sign in</button></form><script>
      document.forms[0].onsubmit = (event) => { event.preventDefault(); location.assign(['/resume'].at(0)) }</script>`)
    const { arrival, asked } = await walk({
      'GET /authorize': listening,
      'POST /authorize': listening,
      'GET /resume': granted,
    })
    expect(arrival.kind).toBe('redirect')
    expect(asked).toEqual(['GET /authorize', 'POST /authorize', 'GET /resume'])
  }, 60_000)

  it('does not give a password again that was turned down', async () => {
    const wrong = page(`<div id=app></div>${loginForm.body}<p role=alert>Wrong</p><script></script>`)
    const { arrival, asked } = await walk({ 'GET /authorize': loginForm, 'POST /login': wrong })
    expect(arrival).toMatchObject({ kind: 'page', stuck: expect.stringMatching(/^login form rejected/) })
    expect(asked).toEqual(['GET /authorize', 'POST /login'])
    expect(browser.used).toBe(false)
  })

  it.each([
    ['urlencoded', ''],
    ['multipart', ' enctype="multipart/form-data"'],
  ])(
    'does not send a form again that its scripts leave as it is: %s',
    async (_name, enctype) => {
      let visit = 0
      const silent = () =>
        page(`<form method=post${enctype}><input type=hidden name=csrf value=${(visit += 1)}><input name=user>
        <input type=password name=pass><button name=go value=1>Sign in</button></form>
        <script>document.title = 'Sign in'</script>`)
      const { arrival, asked } = await walk({ 'GET /authorize': silent, 'POST /authorize': silent })
      expect(asked).toEqual(['GET /authorize', 'POST /authorize'])
      expect(arrival).toMatchObject({ kind: 'page', seen: 'forms' })
      expect(arrival.kind === 'page' && arrival.stuck).toMatch(/^login form rejected the password on/)
    },
    60_000,
  )

  it('sends a form again that its scripts add something to', async () => {
    const silent =
      page(`<form method=post><input type=hidden name=proof><input name=user><input type=password name=pass>
      <button>Sign in</button></form><script>document.forms[0].onsubmit = () => { document.forms[0].proof.value = 6 * 7 }</script>`)
    const { arrival } = await walk({
      'GET /authorize': silent,
      'POST /authorize': ({ request }) => (request.body?.includes('proof=42') === true ? granted : silent),
    })
    expect(arrival.kind).toBe('redirect')
  }, 60_000)

  it('does not give a password again where the page after it is made by scripts', async () => {
    const anew = page(`<div id=app></div><script>app.innerHTML = ${JSON.stringify(loginForm.body)}</script>`)
    const { arrival, asked } = await walk({ 'GET /authorize': loginForm, 'POST /login': anew })
    expect(asked).toEqual(['GET /authorize', 'POST /login'])
    expect(arrival.kind === 'page' && arrival.stuck).toMatch(/^login form rejected the password on/)
    expect(browser.used).toBe(true)
  }, 60_000)

  it('ends at the page and says how to get a browser where there is none', async () => {
    const { arrival, asked } = await walk(
      { 'GET /authorize': scripted },
      launch(() => []),
    )
    expect(asked).toEqual(['GET /authorize'])
    expect(arrival).toMatchObject({
      kind: 'page',
      seen: 'scripts',
      stuck: expect.stringMatching(/needs JavaScript, which takes a browser; .*npx playwright install chromium/),
    })
  })
})
