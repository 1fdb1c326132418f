import { describe, expect, it } from 'vitest'
import { formAgent } from '../../harness/user-agents/form.ts'
import type { Arrival, WalkOptions } from '../../harness/user-agents/user-agent.ts'
import { ALICE, fakeServer, ISSUER, page, posted } from './fake-server.ts'
import type { Routes } from './fake-server.ts'

const done = page('<h1>Your device is connected</h1>')

const walk = (routes: Routes, options: Partial<WalkOptions> = {}): Promise<Arrival> =>
  formAgent(fakeServer(routes).fetch).walk(`${ISSUER}/device`, {
    redirectUri: 'about:blank',
    person: ALICE,
    userCode: 'WDJB-MJHT',
    ...options,
  })

const deeds = ({ trail }: Arrival): string[] => trail.map(({ did }) => did)

const form = (fields: string): string => `<form action=/code method=post>${fields}</form>`
const button = '<button>Next</button>'
const single = (name: string): string => [...'WDJBMJHT'].map((_, at) => `<input name=${name}${at}>`).join('')

describe('the page that asks for a user code', () => {
  it.each<[string, string, [string, string][]]>([
    ['a field named user_code', `<input name=user_code>${button}`, [['user_code', 'WDJB-MJHT']]],
    ['a label', `<label for=x>Enter the code on your TV</label><input id=x name=x>`, [['x', 'WDJB-MJHT']]],
    ['another language', `<label>Código <input name=q></label>${button}`, [['q', 'WDJB-MJHT']]],
    ['a placeholder', `<input name=value placeholder="Device code">${button}`, [['value', 'WDJB-MJHT']]],
    ['a field filled before', `<input name=otc aria-label=Code value=WDJB-MJHT>${button}`, [['otc', 'WDJB-MJHT']]],
    [
      'two parts',
      `<input name=code1 title="code part"><input name=code2 title="code part">`,
      [
        ['code1', 'WDJB'],
        ['code2', 'MJHT'],
      ],
    ],
    [
      'one field for each character',
      `${single('user-code-')}${button}`,
      [...'WDJBMJHT'].map((letter, at) => [`user-code-${at}`, letter]),
    ],
  ])('is known by %s', async (_, fields, expected) => {
    const arrival = await walk({ 'GET /device': page(form(fields)), 'POST /code': posted(expected, done) })

    expect(deeds(arrival)[0]).toBe('entered the user code')
    expect(arrival).toMatchObject({ kind: 'page', status: 200, seen: 'nothing' })
  })

  it('comes before or after the login', async () => {
    const login = page(
      '<form action=/in method=post><input name=username><input type=password name=password><button>Log in</button></form>',
    )
    const code = page(form(`<input name=user_code>${button}`))
    const first = await walk({ 'GET /device': code, 'POST /code': login, 'POST /in': done })
    const second = await walk({ 'GET /device': login, 'POST /in': code, 'POST /code': done })

    expect(deeds(first)).toEqual(['entered the user code', 'filled the login form', 'opened'])
    expect(deeds(second)).toEqual(['filled the login form', 'entered the user code', 'opened'])
  })

  it('is left alone without a code to enter', async () => {
    const server = fakeServer({ 'GET /device': page(form('<input name=c aria-label=Code><button>Next</button>')) })
    await formAgent(server.fetch).walk(`${ISSUER}/device`, { redirectUri: 'about:blank', person: ALICE })

    expect(server.asked).toHaveLength(1)
  })

  it('that shows again after the code was sent has turned it down', async () => {
    const again = page(form(`<p role=alert>Unknown code</p><input name=user_code>${button}`))
    const arrival = await walk({ 'GET /device': again, 'POST /code': again })

    expect(arrival).toMatchObject({ kind: 'page', stuck: expect.stringContaining('rejected the user code') })
  })
})

describe('a refusal', () => {
  const deny: Partial<WalkOptions> = { consent: 'deny' }

  it('enters the code and denies on the page after it', async () => {
    const confirm = page(
      '<form action=/confirm method=post><button name=d value=1>Allow</button><button name=d value=0>Deny</button></form>',
    )
    const arrival = await walk(
      {
        'GET /device': page(form(`<input name=user_code>${button}<button name=leave>Cancel</button>`)),
        'POST /code': posted([['user_code', 'WDJB-MJHT']], confirm),
        'POST /confirm': posted([['d', '0']], done),
      },
      deny,
    )

    expect(deeds(arrival)).toEqual(['entered the user code', 'denied the consent', 'opened'])
  })

  it('uses the button beside a code that is there already', async () => {
    const asked = page(
      form('<input name=user_code value=WDJB-MJHT><button>Continue</button><button name=no value=1>Cancel</button>'),
    )
    const sent: [string, string][] = [
      ['user_code', 'WDJB-MJHT'],
      ['no', '1'],
    ]
    const arrival = await walk({ 'GET /device': asked, 'POST /code': posted(sent, done) }, deny)

    expect(deeds(arrival)).toEqual(['denied the device', 'opened'])
  })
})

describe('a visit that touches nothing', () => {
  const untouched: Partial<WalkOptions> = { untouched: true }

  it('presses no button', async () => {
    const server = fakeServer({ 'GET /device': page(form(`<input name=user_code value=WDJB-MJHT>${button}`)) })
    await formAgent(server.fetch).walk(`${ISSUER}/device`, { redirectUri: 'about:blank', person: ALICE, ...untouched })

    expect(server.asked).toHaveLength(1)
  })

  it('lets a page send itself', async () => {
    const self = page(
      `${form('<input type=hidden name=confirm value=yes>')}<script>document.forms[0].submit()</script>`,
    )
    const arrival = await walk({ 'GET /device': self, 'POST /code': posted([['confirm', 'yes']], done) }, untouched)

    expect(arrival).toMatchObject({ kind: 'page', title: '', status: 200, seen: 'nothing' })
    expect(deeds(arrival)).toHaveLength(2)
  })
})
