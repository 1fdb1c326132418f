import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, readMockFile } from '../../mock-server/index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('a YAML file sets up a mock', async () => {
  const path = await file(
    'mock.yaml',
    `tenant:
  users: [{ username: carol, password: carol-password, claims: { email: carol@example.com } }]
  clients:
    - client_id: mine
      client_secret: a-secret-of-more-than-thirty-two-characters
      grant_types: [client_credentials]
  lifetimes: { access_token: 30 }
  scopeClaims: { groups: [groups] }
  claims: [{ when: { client: [mine] }, access_token: { org: acme } }]
tenants:
  other: { login: picker }
`,
  )
  await using mock = await createMockServer(await readMockFile(path))
  expect(mock.tenant.users.list().map((user) => user.username)).toEqual(['carol'])
  expect(mock.tenant.clients.list().map((client) => client.client_id)).toEqual(['mine'])
  expect(mock.tenant.lifetimes).toMatchObject({ access_token: 30, code: 60 })
  expect(mock.tenant.claims.list()).toMatchObject([{ when: { client: ['mine'] }, access_token: { org: 'acme' } }])
  expect(mock.tenant.settings.scopes).toContain('groups')
  expect([...mock.tenants.keys()]).toEqual(['', 'other'])
})

test('a YAML file says what the mock is called and whom it lets in', async () => {
  const text = `issuer: from-request
backchannel: from-request
proxy: { trust: [127.0.0.1] }
hosts: [mock, '*.preview.example']
tls: { hosts: [mock] }
tenant: { cors: [http://localhost:5173], redirectUris: wildcard, unknownClients: accept }
`
  await using mock = await createMockServer(await readMockFile(await file('address.yaml', text)))
  expect(mock.issuer).toMatch(/^https:/)
  expect(mock.tenant.settings).toMatchObject({
    cors: ['http://localhost:5173'],
    redirectUris: 'wildcard',
    unknownClients: 'accept',
  })
})

test('JSON and an empty file are fine too', async () => {
  expect(await readMockFile(await file('mock.json', '{"port": 4000}'))).toEqual({ port: 4000 })
  expect(await readMockFile(await file('empty.yaml', ''))).toEqual({})
})

test('a file that is not there, and one that is no YAML, are told with what to correct', async () => {
  const nowhere = join(folder, 'nowhere.yaml')
  await expect(readMockFile(nowhere)).rejects.toThrow(
    `Expected a file at ${nowhere}, but there is none. Correct the path.`,
  )
  const tabbed = await file('tabbed.yaml', 'tenant:\n\tlogin: picker\n')
  await expect(readMockFile(tabbed)).rejects.toThrow(
    `Expected YAML or JSON in ${tabbed}:2:1, got text that is neither: Tabs are not allowed as indentation. Correct it.`,
  )
})

test.each([
  ['tenat: {}', 'tenat: no such key'],
  ['issuer: from-somewhere', 'issuer: must be equal to one of the allowed values (from-request)'],
  ['tls: { certFile: a.pem }', "tls: must have required property 'keyFile'"],
  ['tenant: { redirectUris: all }', 'tenant.redirectUris: must be equal to one of the allowed values'],
  ['tenant: { lifetimes: { code: 0.5 } }', 'tenant.lifetimes.code: must be integer'],
  ['tenant: { users: [{ username: x }] }', "tenant.users.0: must have required property 'password'"],
  [
    'tenant: { login: magic }',
    'tenant.login: must be equal to one of the allowed values (password, picker, automatic)',
  ],
  ['issuer: nowhere', 'issuer: must match pattern'],
  ['tenant: { claims: [{ idtoken: {} }] }', 'tenant.claims.0.idtoken: no such key'],
  ['tenant: { claims: [{ when: { clients: web } }] }', 'tenant.claims.0.when.clients: no such key'],
  [
    'tenant: { clients: [{ client_id: a, redirect_urls: [] }] }',
    'bad.yaml:1:37  tenant.clients.0.redirect_urls: no such key; did you mean redirect_uris?',
  ],
  [
    'tenants: { one: { clients: [{ client_id: a }, { client_id: b, clientSecret: c }] } }',
    'tenants.one.clients.1.clientSecret: no such key; did you mean client_secret?',
  ],
  ['tenant: { hooks: {} }', 'tenant.hooks: no such key'],
  ['tenant: { bodies: [xml] }', 'tenant.bodies.0: must be equal to one of the allowed values (form, json)'],
  ['[1, 2', 'neither'],
])('%s is refused with the key by name', async (text, problem) => {
  await expect(readMockFile(await file('bad.yaml', text))).rejects.toThrow(problem)
})

test('clients may hold metadata of their own, for claims to read', async () => {
  const own = '{ client_id: a, org_uri: x, team: t, plan: p, contract: c, allowed_audiences: [b] }'
  await expect(readMockFile(await file('own.yaml', `tenant: { clients: [${own}] }`))).resolves.toBeDefined()
})
