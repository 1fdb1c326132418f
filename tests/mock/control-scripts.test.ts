import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerRoutes } from '../../mock-server/control/routes/answers.ts'
import { claimRoutes } from '../../mock-server/control/routes/claims.ts'
import { issueRoutes } from '../../mock-server/control/routes/issue.ts'
import { journalSearchRoutes } from '../../mock-server/control/routes/journal-search.ts'
import { keyRoutes } from '../../mock-server/control/routes/keys.ts'
import { loginRoutes } from '../../mock-server/control/routes/logins.ts'
import type { ControlRoute } from '../../mock-server/control/route.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

/** Stands for rules of a tenant and remembers them. */
function rules() {
  let kept: { id: string }[] = []
  return {
    add: (rule: object) => {
      kept.push({ ...rule, id: `r${kept.length + 1}` })
      return `r${kept.length}`
    },
    list: () => kept,
    remove(id: string) {
      const before = kept.length
      kept = kept.filter((one) => one.id !== id)
      return kept.length < before
    },
    clear: () => void (kept = []),
    replace: (given: readonly object[]) => void (kept = given.map((rule, index) => ({ ...rule, id: `r${index + 1}` }))),
  }
}

/** Calls one of some routes by its id, for the default tenant. */
async function act(
  routes: readonly ControlRoute[],
  id: string,
  body?: unknown,
  path = {},
  query = {},
): Promise<unknown> {
  const route = routes.find((one) => one.id === id)
  if (!route) throw new Error(`no route ${id}`)
  const signal = new AbortController().signal
  return route.act({ mock, path: { tenant: 'default', ...path }, query, body, signal })
}

test.each([
  ['Answer', answerRoutes],
  ['ClaimRule', claimRoutes],
])('%s: added, listed, replaced, removed, cleared', async (name, routesFor) => {
  const kept = rules()
  const routes = routesFor(() => kept)
  expect(await act(routes, `add${name}`, { times: 1 })).toEqual({ id: 'r1' })
  expect(await act(routes, `list${name}s`)).toEqual([{ times: 1, id: 'r1' }])
  expect(await act(routes, `replace${name}s`, [{}, {}])).toEqual([{ id: 'r1' }, { id: 'r2' }])
  await act(routes, `remove${name}`, undefined, { id: 'r1' })
  await expect(act(routes, `remove${name}`, undefined, { id: 'r1' })).rejects.toThrow('There are: r2')
  await act(routes, `clear${name}s`)
  expect(kept.list()).toEqual([])
})

test('logins are queued one by one or several', async () => {
  const queue: (string | object)[] = []
  const routes = loginRoutes(() => ({
    next: (...scripts) => void queue.push(...scripts),
    list: () => queue.map((script) => ({ script })),
    clear: () => void queue.splice(0),
  }))
  await act(routes, 'scriptLogins', 'alice')
  expect(await act(routes, 'scriptLogins', [{ deny: true }, 'bob'])).toHaveLength(3)
  await act(routes, 'clearLogins')
  expect(await act(routes, 'listLogins')).toEqual([])
})

test('keys are rotated, and an unknown one is named', async () => {
  const done: unknown[] = []
  const routes = keyRoutes(() => ({
    list: () => [{ kid: 'a' }],
    rotate: async (how) => (done.push(['rotate', how]), { kid: 'b' }),
    activate: (kid) => void done.push(['activate', kid]),
    remove: async (kid) => void done.push(['remove', kid]),
    impersonate: async (kid) => void done.push(['impersonate', kid]),
    reset: () => void done.push(['reset']),
  }))
  expect(await act(routes, 'rotateKey', { overlap: false })).toEqual([{ kid: 'a' }])
  await act(routes, 'impersonateKey', undefined, { kid: 'a' })
  await act(routes, 'activateKey', undefined, { kid: 'a' })
  await act(routes, 'removeKey', undefined, { kid: 'a' })
  await act(routes, 'resetKeys')
  expect(done).toEqual([
    ['rotate', { overlap: false }],
    ['impersonate', 'a'],
    ['activate', 'a'],
    ['remove', 'a'],
    ['reset'],
  ])
  await expect(act(routes, 'removeKey', undefined, { kid: 'x' })).rejects.toThrow('There are: a')
})

test('the journal is searched, waited for and archived; only secrets=true shows what JSON masks', async () => {
  class Entry {
    readonly secret = 'x'
    toJSON(): object {
      return { secret: this.secret.replace('x', '***') }
    }
  }
  const entry = new Entry()
  const routes = journalSearchRoutes(() => ({
    search: () => [entry],
    count: () => 1,
    waitFor: async (_, { timeout }) => {
      if (timeout === 0) throw new Error('Expected a request within 0 ms')
      return entry
    },
    toHar: ({ secrets }) => ({ secrets }),
    clear: () => undefined,
  }))
  const text = async (id: string, query = {}) => JSON.stringify(await act(routes, id, {}, {}, query))
  expect(await text('listJournal')).toBe('[{"secret":"***"}]')
  expect(await text('searchJournal', { secrets: 'true' })).toBe('[{"secret":"x"}]')
  expect(await text('archiveJournal', { secrets: 'true' })).toBe('{"secrets":true}')
  expect(await act(routes, 'countJournal', {})).toEqual({ count: 1 })
  expect(await act(routes, 'waitForRequest', { query: {} })).toBe(entry)
  await expect(act(routes, 'waitForRequest', { query: {}, timeout: 0 })).rejects.toMatchObject({ status: 408 })
})

test('tokens are issued', async () => {
  const routes = issueRoutes(async ({ name }, wish) => ({ name, ...wish }))
  expect(await act(routes, 'issue', { user: 'alice' })).toEqual({ name: '', user: 'alice' })
})

test('every example is what its schema says', () => {
  const none = (): never => {
    throw new Error('not asked')
  }
  const all = [answerRoutes, claimRoutes, loginRoutes, keyRoutes, journalSearchRoutes].flatMap((routes) => routes(none))
  const ajv = new Ajv2020({ strict: false })
  for (const { body, id } of [...all, ...issueRoutes(none)]) {
    if (body !== undefined) expect(ajv.validate(body.schema, body.example), id).toBe(true)
  }
})
