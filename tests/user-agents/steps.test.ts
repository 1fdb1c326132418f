import { describe, expect, it } from 'vitest'
import { formAgent } from '../../harness/user-agents/form.ts'
import type { LoginSteps, Person } from '../../harness/user-agents/user-agent.ts'
import { ALICE, CLIENT, START, fakeServer, granted, page, posted, redirect } from './fake-server.ts'
import type { Reply, Routes } from './fake-server.ts'

const PUZZLE = page(
  `<form action=/wrong method=post><input name=user><input type=password name=pw><button>Sign in</button></form>
   <form action=/in method=post><input id=a name=f1><input id=b name=f2><input type=checkbox id=c name=f3><button id=x name=go value=1><b>???</b></button></form>`,
)
const STEPS: LoginSteps = [
  { fill: '#a', with: 'username' },
  { fill: '#b', with: 'password' },
  { check: '#c' },
  { click: '#x b' },
]
const RIGHT: [string, string][] = [
  ['f1', 'alice'],
  ['f2', ALICE.password],
  ['f3', 'on'],
  ['go', '1'],
]

function walk(routes: Routes, steps: LoginSteps, options: { person?: Person; consent?: 'allow' | 'deny' } = {}) {
  return formAgent(fakeServer(routes).fetch).walk(START, { redirectUri: CLIENT, person: ALICE, steps, ...options })
}

describe('steps of a target file', () => {
  it('go before what the page looks like', async () => {
    expect(await walk({ 'GET /authorize': PUZZLE, 'POST /in': posted(RIGHT) }, STEPS)).toMatchObject({
      kind: 'redirect',
    })
    expect(await walk({ 'GET /authorize': PUZZLE, 'POST /in': posted(RIGHT) }, [])).toMatchObject({ kind: 'page' })
  })

  it('wait for their page, and pages without steps are recognised', async () => {
    const routes = {
      'GET /authorize': page('<form action=/one method=post><button>Continue</button></form>'),
      'POST /one': PUZZLE,
      'POST /in': posted(RIGHT, page('<a id=odd href=/two>¯</a>')),
      'GET /two': granted,
    }
    expect(await walk(routes, [...STEPS, { click: '#odd' }])).toMatchObject({ kind: 'redirect' })
  })

  it('are made once each', async () => {
    const again = page('<a id=more href=/more>…</a><form action=/go method=post><button>Continue</button></form>')
    const routes = { 'GET /authorize': again, 'GET /more': again, 'POST /go': granted }
    const arrival = await walk(routes, [{ click: '#more' }])
    expect(arrival.trail.map((visit) => visit.did)).toEqual([
      'followed the steps of the target file',
      'went on',
      'redirected with 302',
    ])
  })

  it('know a rejected password', async () => {
    expect(await walk({ 'GET /authorize': PUZZLE, 'POST /in': PUZZLE }, STEPS)).toMatchObject({
      kind: 'page',
      stuck: 'login form rejected the password on https://as.example/in',
    })
  })

  it('can belong to one consent', async () => {
    const start = page(
      '<form action=/c method=post><button id=y name=d value=1>A</button><button id=n name=d value=0>B</button></form>',
    )
    const steps: LoginSteps = [
      { click: '#y', when: 'allow' },
      { click: '#n', when: 'deny' },
    ]
    const routes: Routes = {
      'GET /authorize': start,
      'POST /c': ({ form }) => redirect(`${CLIENT}?d=${form[0]?.[1]}`),
    }
    expect(await walk(routes, steps)).toMatchObject({ url: `${CLIENT}?d=1` })
    expect(await walk(routes, steps, { consent: 'deny' })).toMatchObject({ url: `${CLIENT}?d=0` })
  })

  it.each<[string, LoginSteps, Reply, string]>([
    [
      'a selector that cannot be read',
      [{ click: 'a[[' }],
      PUZZLE,
      'a step of the target file holds a CSS selector that cannot be read: a[[',
    ],
    [
      'an answer that is missing',
      [{ fill: '#a', with: 'tenant' }],
      PUZZLE,
      "the step #a needs the person's tenant, which is not given",
    ],
    ['a field that is none', [{ fill: 'a', with: 'username' }], page('<a href=/x>x</a>'), 'the step a names no field'],
    [
      'a dead button',
      [{ click: 'button' }],
      page('<form><button type=button>x</button></form>'),
      'the step presses a button that only works with JavaScript',
    ],
  ])('say what is wrong: %s', async (_name, steps, start, stuck) => {
    const arrival = await walk({ 'GET /authorize': start }, steps)
    expect(arrival).toMatchObject({ kind: 'page', stuck: `${stuck} (https://as.example/authorize)` })
  })
})

describe('further answers of a person', () => {
  it('fill fields by name or id beside the login and on pages of their own', async () => {
    const person = { ...ALICE, fields: { tenant: 'acme', otp_field: '123456' } }
    const routes = {
      'GET /authorize': page(
        '<form action=/in method=post><input name=tenant><input name=user><input type=password name=pw></form>',
      ),
      'POST /in': posted(
        [
          ['tenant', 'acme'],
          ['user', 'alice'],
          ['pw', ALICE.password],
        ],
        page(
          '<form action=/otp method=post><input id=otp_field name=code inputmode=numeric><button>Verify</button></form>',
        ),
      ),
      'POST /otp': posted([['code', '123456']]),
    }
    expect(await walk(routes, [], { person })).toMatchObject({ kind: 'redirect' })
    expect(await walk(routes, [])).toMatchObject({ kind: 'page', status: 400 })
  })
})
