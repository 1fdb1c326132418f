import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, dialectNamed, dialectNames, readDialectFile, readMockFile } from '../../mock-server/index.ts'
import { ask, credentials, json } from './as-vendor.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-dialect-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

const mine = `
name: mine
options:
  bodies: [json]
  paths: { token: /api/oauth/token }
  lifetimes: { client_credentials: 77, code: 5 }
`

describe.each(dialectNames)('the dialect %s', (name) => {
  test('is called so, says where each quirk is written, and starts a mock', async () => {
    const dialect = await dialectNamed(name)
    expect(dialect.name).toBe(name)
    expect(dialect.quirks.length).toBeGreaterThan(0)
    for (const { what, source } of dialect.quirks) expect(what.length * source.length, what).toBeGreaterThan(0)
    expect(JSON.parse(JSON.stringify(dialect))).toEqual(dialect)
    const path = await file(`${name}.json`, JSON.stringify(dialect))
    expect(await readDialectFile(path)).toEqual(dialect)
    await using mock = await createMockServer({ tenant: { dialect: name } })
    await mock.tenant.checkWith(mock.tenant.clients.list())
    expect(mock.tenant.options.dialect).toBe(name)
  })
})

test('what is told beside a dialect goes before it, a lifetime for a lifetime', async () => {
  const dialect = await readDialectFile(await file('mine.yaml', mine))
  await using mock = await createMockServer({ tenant: { dialect, lifetimes: { code: 9 } } })
  const { tenant } = mock
  expect(tenant.lifetimes).toMatchObject({ client_credentials: 77, code: 9, access_token: 600 })
  const body = { ...credentials(tenant, 'service'), grant_type: 'client_credentials' }
  expect((await json(tenant, '/api/oauth/token', body)).json['expires_in']).toBe(77)
  await tenant.configure({ lifetimes: undefined })
  expect(tenant.lifetimes.code).toBe(5)
  tenant.reset()
  expect(tenant.lifetimes.code).toBe(5)
  expect(await tenant.configure({ dialect: 'sso' })).toEqual(['dialect'])
})

test('a mock file names a dialect, or one in a file beside it', async () => {
  await file('mine.yaml', mine)
  const text = 'tenant: { dialect: sso }\ntenants:\n  other: { dialect: ./mine.yaml }\n'
  await using mock = await createMockServer(await readMockFile(await file('mock.yaml', text)))
  expect(mock.tenant.dialect?.name).toBe('sso')
  expect(mock.tenants.get('other')?.dialect?.name).toBe('mine')
  expect((await ask(mock.tenant, '/.well-known/openid-configuration')).status).toBe(404)
})

test.each([
  ['a name nobody has', 'sale', 'salesos, salesloft, sso'],
  ['a name nearly right', 'saleos', 'Did you mean salesos?'],
])('%s is refused', async (_what, dialect, problem) => {
  await expect(createMockServer({ tenant: { dialect } })).rejects.toThrow(problem)
})

test.each([
  ['name: mine\noptions: { pathes: {} }\n', '2:12  options.pathes: no such key; did you mean paths?'],
  ['name: Mine\noptions: {}\n', '1:1  name:'],
  ['name: mine\nquirks: [{ what: it does }]\noptions: {}\n', 'quirks.0: must have required property'],
  ['name: mine\n', "must have required property 'options'"],
  [
    'name: mine\noptions: { clients: [{ client_id: a, scopes: b }] }\n',
    '2:38  options.clients.0.scopes: no such key; did you mean scope?',
  ],
  ['name: mine\noptions: { dialect: sso }\n', 'options.dialect: no such key'],
  ['name: mine\noptions: { tokenForms: { code: abc } }\n', 'options.tokenForms.code'],
])('a file that does not fit is refused with its place: %j', async (text, problem) => {
  await expect(readDialectFile(await file('bad.yaml', text))).rejects.toThrow(problem)
})

test.each([
  [{ apis: [{ path: 'v1' }] }, 'Expected paths in apis, got "v1"'],
  [{ apis: [{ path: '/token' }] }, 'Expected a free path in apis'],
  [{ apis: [{ path: '/me', person: 'nobody' }] }, 'Expected a username among alice, bob as person of /me'],
  [{ paths: { token: '/authorize' } }, 'for authorization and token'],
  [{ paths: { token: 'token' } }, 'Expected a path in paths.token'],
  [{ tokenForms: { code: 'abc' } }, 'Expected a form such as v1-* in tokenForms.code'],
  [{ tokenForms: { access_token: 'a.*' } }, 'tokenForms.access_token'],
])('%j is refused', async (options, problem) => {
  await expect(createMockServer({ tenant: options })).rejects.toThrow(problem)
})
