import { assert, asyncProperty, boolean, constantFrom, record } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { form, page } from '../../fixtures/pages/html.ts'
import { between, consent, credentials, decision, exactly, login, named, secret } from '../../fixtures/pages/screens.ts'
import { servePages } from '../../fixtures/pages/server.ts'
import type { Ask, Screen, Shape } from '../../fixtures/pages/shape.ts'
import { TONGUES } from '../../fixtures/pages/shapes/languages.ts'
import type { Tongue } from '../../fixtures/pages/shapes/languages.ts'
import { formAgent } from '../../harness/user-agents/form.ts'
import { hasConsent, personOf, redirectUri, request, send } from './walks.ts'

/** What a combined page is made of. */
interface Choice {
  tongue: Tongue
  steps: 1 | 2
  names: [string, string]
  markup: 'labels' | 'pointing' | 'placeholders'
  banner: boolean
  cancel: boolean
  search: boolean
  notice: boolean
  consent: 'none' | 'allow first' | 'deny first'
  method: 'button' | 'input'
}

const field = ({ markup }: Choice, label: string, name: string, type: string): string => {
  if (markup === 'placeholders') return `<input type="${type}" name="${name}" placeholder="${label}">`
  if (markup === 'labels') return `<label>${label} <input type="${type}" name="${name}"></label>`
  return `<label for="i-${name}">${label}</label><input id="i-${name}" type="${type}" name="${name}">`
}

const button = ({ method }: Choice, label: string, value: string): string =>
  method === 'input'
    ? `<input type="submit" name="v${value}" value="${label}">`
    : `<button name="v${value}" value="1">${label}</button>`

function around(choice: Choice, ask: Ask, inner: string): string {
  const { words, lang } = choice.tongue
  const cookies =
    '<div id="cookie-notice"><p>Cookies!</p><form action="/nowhere" method="post"><button>OK</button><button>No</button></form></div>'
  const search = '<form action="/nowhere" role="search"><input name="q"><button>Go</button></form>'
  const parts = [choice.banner ? cookies : '', choice.search ? search : '', form(ask, inner)]
  return page(words.title, parts.join('\n'), { lang, dir: lang === 'ar' ? 'rtl' : 'ltr' })
}

function loginScreens(choice: Choice): Screen[] {
  const { words } = choice.tongue
  const [user, pass] = choice.names
  const cancel = choice.cancel ? button(choice, words.cancel, '0') : ''
  const never = { v0: null }
  const name = field(choice, words.username, user, 'text')
  const secretField = field(choice, words.password, pass, 'password')
  const enter = button(choice, words.login, '1')
  if (choice.steps === 1)
    return [
      login((ask) => around(choice, ask, `${name}${secretField}${cancel}${enter}`), credentials(user, pass, never)),
    ]
  return [
    login((ask) => around(choice, ask, `${name}${cancel}${enter}`), named(user, never)),
    login((ask) => around(choice, ask, `${secretField}${cancel}${enter}`), secret(pass, never)),
  ]
}

function consentScreen(choice: Choice): Screen {
  const { words } = choice.tongue
  const [allow, deny] = [
    `<button name="c" value="1">${words.allow}</button>`,
    `<button name="c" value="0">${words.deny}</button>`,
  ]
  const buttons = choice.consent === 'allow first' ? allow + deny : deny + allow
  return consent((ask) => around(choice, ask, `<p>${words.wants}</p>${buttons}`), decision('c', '1', '0'))
}

const shapeOf = (choice: Choice): Shape => ({
  name: 'combined',
  says: 'a combination',
  screens: [
    ...loginScreens(choice),
    ...(choice.notice
      ? [
          between(
            (ask) => around(choice, ask, '<p>News</p><button name="n" value="1">OK</button>'),
            exactly({ n: '1' }),
          ),
        ]
      : []),
    ...(choice.consent === 'none' ? [] : [consentScreen(choice)]),
  ],
})

const choices: Arbitrary<Choice> = record({
  tongue: constantFrom(...TONGUES),
  steps: constantFrom<(1 | 2)[]>(1, 2),
  names: constantFrom<[string, string][]>(
    ['f1', 'f2'],
    ['loginfmt', 'passwd'],
    ['x-77a', 'pw_9f'],
    ['user[name]', 'user[password]'],
  ),
  markup: constantFrom<Choice['markup'][]>('labels', 'pointing', 'placeholders'),
  banner: boolean(),
  cancel: boolean(),
  search: boolean(),
  notice: boolean(),
  consent: constantFrom<Choice['consent'][]>('none', 'allow first', 'deny first'),
  method: constantFrom<Choice['method'][]>('button', 'input'),
})

async function walked(choice: Choice, decision: 'allow' | 'deny'): Promise<string> {
  const shape = shapeOf(choice)
  const server = await servePages([shape])
  try {
    const { url } = request(server, shape.name)
    const arrival = await formAgent(send).walk(url, { redirectUri, person: personOf(shape), consent: decision })
    if (arrival.kind === 'page') return arrival.stuck
    const code = arrival.params.get('code')
    return code === null ? (arrival.params.get('error') ?? '') : `code of ${server.codes.get(code)}`
  } finally {
    await server.close()
  }
}

test(
  'the parts of pages may be combined as one likes, and the form agent still arrives',
  { timeout: 120_000 },
  async () => {
    await assert(
      asyncProperty(choices, async (choice) => {
        expect(await walked(choice, 'allow')).toBe(`code of ${personOf(shapeOf(choice)).username}`)
      }),
      { numRuns: 60 },
    )
  },
)

test('and is able to deny wherever it is asked', { timeout: 120_000 }, async () => {
  const asking = choices.filter((choice) => choice.consent !== 'none')
  await assert(
    asyncProperty(asking, async (choice) => {
      expect(hasConsent(shapeOf(choice))).toBe(true)
      expect(await walked(choice, 'deny')).toBe('access_denied')
    }),
    { numRuns: 40 },
  )
})
