import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { formAgent } from '../../harness/user-agents/form.ts'
import { readPage } from '../../harness/user-agents/read-page.ts'
import { suggestedSteps } from '../../harness/user-agents/suggested-steps.ts'
import { urlencoded, encodingOf } from '../../harness/user-agents/page-charset.ts'
import type { LoginSteps } from '../../harness/user-agents/user-agent.ts'

const URL = 'https://as.example/login'
const read = (body: string) => readPage({ status: 200, headers: [['content-type', 'text/html']], body, url: URL })

const PUZZLE = `<form action="/search"><input name="q"></form>
 <form action="/in" method="post"><input id="a'b" name="who?"><input name="f&quot;2" type="password"><input id="c" name="tenant">
 <button name="go" value="1">¿?</button></form>`

test('the steps offered are YAML and lead through the form they were made of', async () => {
  const offered = suggestedSteps(read(PUZZLE))
  const { login }: { login: { steps: LoginSteps } } = parse(offered ?? '')
  expect(login.steps).toEqual([
    { fill: '[name="who?"]', with: 'username' },
    { fill: '[name="f\\"2"]', with: 'password' },
    { fill: '#c', with: 'tenant' },
    { click: '[name="go"]' },
  ])
  const sent: (string | undefined)[] = []
  const agent = formAgent((request) => {
    sent.push(request.body)
    const body = request.method === 'GET' ? PUZZLE : 'done'
    return Promise.resolve({ status: 200, headers: [['content-type', 'text/html']], body, url: request.url })
  })
  const person = { username: 'alice', password: 'p', fields: { tenant: 'acme' } }
  await agent.walk(URL, { redirectUri: 'https://client.example/cb', person, steps: login.steps })
  expect(sent).toEqual([undefined, 'who%3F=alice&f%222=p&tenant=acme&go=1'])
})

test.each([
  ['a page without forms', '<p>Hello'],
  ['only a search', '<form role="search"><input name="q"><button>Go</button></form>'],
  ['a button that nothing names', '<form><button>One</button></form><form><input name=x><button>Two</button></form>'],
])('nothing is offered for %s', (_name, body) => {
  expect(suggestedSteps(read(body))).toBeUndefined()
})

test.each([
  ['utf-8', 'é ☃', 'a=%C3%A9+%E2%98%83'],
  ['iso-8859-1', 'é ☃', 'a=%E9+%26%239731%3B'],
  ['windows-1251', 'Привет', 'a=%CF%F0%E8%E2%E5%F2'],
  ['shift_jis', '日本', 'a=%93%FA%96%7B'],
  ['utf-16', 'é', 'a=%C3%A9'],
  ['no-such-encoding', 'é', 'a=%C3%A9'],
])('fields are sent in %s', (label, value, wanted) => {
  expect(urlencoded([['a', value]], encodingOf(label))).toBe(wanted)
})
