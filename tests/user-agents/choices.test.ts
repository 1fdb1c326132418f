import { describe, expect, it } from 'vitest'
import { intentOf } from '../../harness/user-agents/intent.ts'
import { means } from '../../harness/user-agents/meaning.ts'
import { readPage } from '../../harness/user-agents/read-page.ts'
import { formAgent } from '../../harness/user-agents/form.ts'
import type { Arrival, WalkOptions } from '../../harness/user-agents/user-agent.ts'
import type { Meaning } from '../../harness/user-agents/words.ts'
import { ALICE, CLIENT, START, fakeServer, page } from './fake-server.ts'
import type { Reply } from './fake-server.ts'

/** What the user agent does on one page: `POST /path a=1&b=2`, or `nothing`. */
async function choice(body: string | Reply, options: Partial<WalkOptions> = {}): Promise<string> {
  const start = typeof body === 'string' ? page(body) : body
  const server = fakeServer({ 'GET /authorize': start })
  await formAgent(server.fetch).walk(START, { redirectUri: CLIENT, person: ALICE, ...options })
  const next = server.asked[1]
  if (next === undefined) return 'nothing'
  const sent = next.request.method === 'POST' ? next.form : [...next.url.searchParams]
  return `${next.request.method} ${next.url.pathname} ${sent.map((pair) => pair.join('=')).join('&')}`.trim()
}

describe('on a page, the form user agent', () => {
  it.each<[string, string, string]>([
    [
      'leaves a change of password alone',
      '<form action=/r method=post><input name=user><input type=password name=a><input type=password name=b><button>Submit</button></form>',
      'nothing',
    ],
    [
      'leaves a newsletter alone',
      '<form action=/n method=post>Our newsletter <input type=email name=email><button>OK</button></form>',
      'nothing',
    ],
    [
      'leaves a search for accounts alone',
      '<form role=search action=/n><input name=account><button>Go</button></form>',
      'nothing',
    ],
    [
      'leaves a registration alone',
      '<form id=register-form action=/n method=post><input type=email name=email><button>Next</button></form>',
      'nothing',
    ],
    [
      'leaves two unknown buttons alone',
      '<form action=/x method=post><button name=a>Foo</button><button name=b>Bar</button></form><script>f.submit()</script>',
      'nothing',
    ],
    [
      'leaves another person alone',
      '<form action=/x method=post><button name=u value=1>Malice Moe</button></form>',
      'nothing',
    ],
    [
      'knows a name as a word of its own',
      '<form action=/x method=post><button name=u value=1>Malice Moe</button><button name=u value=2>Alice Liddell</button></form>',
      'POST /x u=2',
    ],
    [
      'prefers a login to a silent form that scripts may send',
      '<form action=/t method=post><input type=hidden name=t value=1></form><form action=/in method=post><input type=password name=p></form><script>t.submit()</script>',
      'POST /in p=wonder&land',
    ],
    [
      'looks past hidden fields for the words before a field',
      '<form action=/in method=post>Betrieb <input name=f1> Benutzername <input type=hidden name=h><input name=f2><button>OK</button></form>',
      'POST /in f1=&h=&f2=alice',
    ],
    [
      'takes the text field before the password when no word helps',
      '<form action=/in method=post><input name=f1><input name=f2><input type=password name=f3></form>',
      'POST /in f1=&f2=alice&f3=wonder&land',
    ],
    [
      'keeps a name that is read-only',
      '<form action=/in method=post><input name=user value=ALICE@corp readonly><input type=password name=pw></form>',
      'POST /in user=ALICE@corp&pw=wonder&land',
    ],
    [
      'is not put off by a link for those who forgot',
      '<form action=/in method=post><input name=user> <a href=/f>Forgot your password?</a><button>Next</button></form>',
      'POST /in user=alice',
    ],
    [
      'sends the last of two checked radios',
      '<form action=/in method=post><input type=radio name=r value=1 checked><input type=radio name=r value=2 checked><input type=password name=p></form>',
      'POST /in r=2&p=wonder&land',
    ],
    [
      'tells "Do not allow" from "Allow"',
      '<h1>Permissions</h1><form action=/c method=post><input type=radio name=d value=1> Do not allow <input type=radio name=d value=2> Allow <button>Submit</button></form>',
      'POST /c d=2',
    ],
    [
      'takes a select that decides',
      '<h1>Consent</h1><form action=/c method=post><select name=d><option value=0>Deny<option value=1>Allow</select><button>Submit</button></form>',
      'POST /c d=1',
    ],
    [
      'takes a text field named like a password for one',
      '<form action=/in method=post><input name=user><input name=password><button>Sign in</button></form>',
      'POST /in user=alice&password=wonder&land',
    ],
    [
      'does not press a login that belongs to somebody else',
      '<form action=/in method=post><input name=user><input type=password name=pw><button name=b value=g>Log in with Google</button><button name=b value=own>Log in</button></form>',
      'POST /in user=alice&pw=wonder&land&b=own',
    ],
  ])('%s', async (_name, body, expected) => {
    expect(await choice(body)).toBe(expected)
  })

  it('does not go on from a page with an error status', async () => {
    const body = '<p>Expired</p><form action=/go method=post><button>Continue</button></form>'
    expect(await choice(page(body))).toBe('POST /go')
    expect(await choice(page(body, 400))).toBe('nothing')
  })

  it('sends a prepared answer, but never in place of a hidden value', async () => {
    const person = { ...ALICE, fields: { csrf: 'mine', tenant: 'acme' } }
    const body =
      '<form action=/in method=post><input type=hidden name=csrf value=theirs><input name=tenant><input name=user><input type=password name=pw></form>'
    expect(await choice(body, { person })).toBe('POST /in csrf=theirs&tenant=acme&user=alice&pw=wonder&land')
  })

  it('does not mistake "stay signed in?" for something to deny', async () => {
    const body =
      '<p>Do you want to stay signed in?</p><form action=/k method=post><button name=k value=0>No</button><button name=k value=1>Yes</button></form>'
    expect(await choice(body, { consent: 'deny' })).toBe('POST /k k=1')
  })

  it('denies a consent whose button names the person', async () => {
    const body =
      '<p>The app asks for access</p><form action=/c method=post><button name=d value=1>Continue as alice</button><button name=d value=0>Cancel</button></form>'
    expect(await choice(body, { consent: 'allow' })).toBe('POST /c d=1')
    expect(await choice(body, { consent: 'deny' })).toBe('POST /c d=0')
  })

  it('does not repeat a guess while another is left', async () => {
    const again = page('<a href=/me>alice</a><form action=/go method=post><button>Continue</button></form>')
    const server = fakeServer({ 'GET /authorize': again, 'GET /me': again, 'POST /go': page('done') })
    await formAgent(server.fetch).walk(START, { redirectUri: CLIENT, person: ALICE })
    expect(server.asked.map(({ url }) => url.pathname)).toEqual(['/authorize', '/me', '/go'])
  })
})

describe('the words of a page', () => {
  it.each<[string, Meaning]>([
    ['DECONNEXION', 'logout'],
    ['Wyloguj się', 'logout'],
    ['ログアウト', 'logout'],
    ['  Sign\u00a0out ', 'logout'],
    ['Registrieren', 'register'],
    ['Zapomniałeś hasła?', 'forgot'],
    ['Mot de passe oublié ?', 'forgot'],
    ['Não permitir', 'deny'],
    ['許可しない', 'deny'],
  ])('"%s" mean %s', (text, meaning) => {
    expect(means(text, meaning)).toBe(true)
  })

  it.each<[string, string]>([
    ['Don’t allow', 'deny'],
    ['Entrar no portal', 'login'],
    ['Back to login', 'back'],
    ['Accept all cookies', 'cookie'],
    ['Sign in or create account', 'login'],
    ['Create account', 'register'],
    ['Sign in with a passkey', 'elsewhere'],
    ['Authorize GitHub Desktop', 'allow'],
    ['Yes, log me out', 'logout'],
    ['Not now', 'skip'],
    ['Ja', 'allow'],
    ['Allowance', 'neutral'],
  ])('"%s" on a button are read as %s', (text, intent) => {
    const [button] = readPage({ ...page(`<button>${text}</button>`), url: START }).strays
    expect(button && intentOf(button)).toBe(intent)
  })
})

describe('on a consent page whose script makes the refusal', () => {
  const consent = (no: string): string =>
    `<h1>web would like to know your profile</h1><form action=/c method=post><input type=hidden name=confirm value=yes><button>Accept</button>${no}</form><script>later()</script>`

  it('allows, and does not refuse by a button that says yes', async () => {
    const refuse = consent('<button id=refuse val=no>Refuse</button>')
    expect(await choice(refuse)).toBe('POST /c confirm=yes')
    expect(await choice(refuse, { consent: 'deny' })).toBe('nothing')
    expect(await choice(consent('<button name=no value=1>Refuse</button>'), { consent: 'deny' })).toBe(
      'POST /c confirm=yes&no=1',
    )
  })

  it('hands the refusal over to whoever runs scripts', async () => {
    const server = fakeServer({ 'GET /authorize': page(consent('<button>Refuse</button>')) })
    const arrivals: Arrival[] = []
    const agent = formAgent(server.fetch, undefined, async ({ arrival }) => (arrivals.push(arrival), arrival))
    await agent.walk(START, { redirectUri: CLIENT, person: ALICE, consent: 'deny' })
    expect(arrivals).toMatchObject([
      { stuck: expect.stringMatching(/told apart by scripts only.*login\.how: browser/) },
    ])
  })
})
