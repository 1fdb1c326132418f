import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { installed, type Parts } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import type { MockOptions, MockServer } from '../../mock-server/index.ts'
import { fakeIo, type FakeIo } from './fake-io.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-config-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Serving {
  readonly io: FakeIo
  readonly server: MockServer
  readonly options: MockOptions
}

/** Runs the command, lets the test look once it listens, then interrupts it. */
async function whileServing(argv: readonly string[], env: FakeIo['env'], look: (serving: Serving) => Promise<void>) {
  const io = fakeIo({ env, cwd: folder })
  let found: { server: MockServer; options: MockOptions } | undefined
  const parts: Parts = {
    ...installed,
    mock: async () => {
      const mock = await installed.mock()
      const createMockServer = async (options: MockOptions = {}) => {
        const server = await mock.createMockServer(options)
        found = { server, options }
        return server
      }
      return { ...mock, createMockServer }
    },
  }
  const ended = main(['mock', ...argv], io, parts)
  await expect.poll(() => io.printed.stdout + io.printed.stderr, { timeout: 10_000 }).toContain('Stop it')
  try {
    if (found) await look({ io, ...found })
  } finally {
    io.emitter.emit('SIGINT')
  }
  await ended
  return io
}

const file = (name: string) => join(folder, name)
async function applied(io: FakeIo, times = 1): Promise<void> {
  await expect.poll(() => io.printed.stderr, { timeout: 10_000 }).toMatch(new RegExp(`(changes applied[^]*){${times}}`))
}

describe('a changed file', () => {
  test('acts while the mock runs; what was changed otherwise and not in the file stays', async () => {
    await writeFile(
      file('mock.yaml'),
      'tenant: { scopes: [openid, read] }\ntenants: { a: {}, b: { pkce: required } }\n',
    )
    await whileServing(['--config', 'mock.yaml', '--port', '0', '--lifetime', 'code=9'], {}, async ({ io, server }) => {
      const kept = server.tenants.get('b')
      server.tenant.users.add({ username: 'dora', password: 'x' })
      await writeFile(
        file('mock.yaml'),
        'tenant: { scopes: [openid], lifetimes: { code: 30, access_token: 31 }, login: password }\ntenants: { b: { pkce: optional }, c: {} }\n',
      )
      await applied(io)
      expect(server.tenant.settings).toMatchObject({ scopes: ['openid'], login: 'password' })
      expect(server.tenant.lifetimes).toMatchObject({ code: 9, access_token: 31 })
      expect(server.tenant.users.find('dora')).toBeDefined()
      expect([...server.tenants.keys()]).toEqual(['', 'b', 'c'])
      expect(server.tenants.get('b')).toBe(kept)
      expect(kept?.settings.pkce).toBe('optional')
      await writeFile(file('mock.yaml'), '{}\n')
      await applied(io, 2)
      expect(server.tenant.settings).toMatchObject({ login: 'picker', scopes: expect.arrayContaining(['write']) })
      expect(server.tenant.lifetimes).toMatchObject({ code: 9, access_token: 600 })
      expect([...server.tenants.keys()]).toEqual([''])
    })
  })

  test('is noticed when an editor replaces it, and SIGHUP reads it again', async () => {
    await writeFile(file('renamed.yaml'), 'tenant: { login: picker }')
    await whileServing(['--config', 'renamed.yaml', '--port', '0'], {}, async ({ io, server }) => {
      await writeFile(file('renamed.yaml~'), 'tenant: { login: automatic }')
      await rename(file('renamed.yaml~'), file('renamed.yaml'))
      await applied(io)
      expect(server.tenant.settings.login).toBe('automatic')
      io.emitter.emit('SIGHUP')
      await applied(io, 2)
    })
  })

  test.each([
    ['tenant:\n  lgoin: picker\n', /wrong\.yaml:2:3  tenant\.lgoin: no such key; did you mean login\?/],
    ['tenant:\n  login: [\n', /wrong\.yaml:\d+:\d+, got text that is neither/],
    ['tenant: { defects: [nonsense] }\n', /got "nonsense"/],
    [
      'tenants: { x: {} }\ntenant:\n  login: automatic\n  clients: [{ client_id: c, redirect_uris: [nowhere] }]\n',
      /client "c"/,
    ],
  ])('that is wrong is told with its place and changes nothing: %j', async (text, message) => {
    await writeFile(file('wrong.yaml'), 'tenant: { login: password }')
    await whileServing(['--config', 'wrong.yaml', '--port', '0'], {}, async ({ io, server }) => {
      await writeFile(file('wrong.yaml'), text)
      await expect.poll(() => io.printed.stderr, { timeout: 10_000 }).toContain('nothing was changed')
      expect(io.printed.stderr).toMatch(message)
      expect(io.printed.stderr).not.toContain('    at ')
      expect(server.tenant.settings.login).toBe('password')
      expect(server.tenant.clients.find('web')).toBeDefined()
      expect([...server.tenants.keys()]).toEqual([''])
    })
  })

  test('says what needs a restart', async () => {
    await writeFile(file('fixed.yaml'), 'tenant: {}')
    await whileServing(['--config', 'fixed.yaml', '--port', '0'], {}, async ({ io }) => {
      await writeFile(file('fixed.yaml'), 'issuer: https://login.example\ntenant: { keys: fresh, login: automatic }')
      await applied(io)
      expect(io.printed.stderr).toContain('a restart is needed to change issuer, tenant.keys')
    })
  })
})

describe('variables', () => {
  test('say what options say; options count before variables, variables before the file', async () => {
    await writeFile(file('env.yaml'), 'port: 1\nhost: 192.0.2.1\ntenant: { login: password }')
    const env = {
      ASSAY_MOCK_CONFIG: 'env.yaml',
      ASSAY_MOCK_PORT: '1',
      ASSAY_MOCK_HOST: '127.0.0.1',
      ASSAY_MOCK_ISSUER: 'https://login.example',
      ASSAY_MOCK_LOGIN: 'automatic',
      ASSAY_MOCK_DEFECTS: 'code-reusable, expires-in-string',
      ASSAY_MOCK_LIFETIMES: 'code=2',
      ASSAY_MOCK_CONTROL_TOKEN: 'a-token',
      ASSAY_MOCK_TLS: '',
    }
    await whileServing(['--port', '0'], env, async ({ options, io }) => {
      expect(options).toMatchObject({
        port: 0,
        host: '127.0.0.1',
        issuer: 'https://login.example',
        control: { token: 'a-token' },
        tenant: { login: 'automatic', defects: ['code-reusable', 'expires-in-string'], lifetimes: { code: 2 } },
      })
      expect(io.printed.stdout).toMatch(/^control\s+http:\/\/127\.0\.0\.1:\d+\/_assay$/m)
    })
  })

  test('the option --control counts before the token of a variable', async () => {
    await whileServing(
      ['--port', '0', '--control', 'off'],
      { ASSAY_MOCK_CONTROL_TOKEN: 'x' },
      async ({ options, io }) => {
        expect(options.control).toBe('off')
        expect(io.printed.stdout).not.toContain('_assay')
      },
    )
  })

  test.each([
    [{ ASSAY_MOCK_PROT: '1' }, 'no variable is called ASSAY_MOCK_PROT; did you mean ASSAY_MOCK_PORT?'],
    [{ ASSAY_MOCK_PORT: 'many' }, 'ASSAY_MOCK_PORT: expected a number from 0 to 65535, got "many"'],
    [{ ASSAY_MOCK_TLS: 'maybe' }, 'ASSAY_MOCK_TLS: expected true or false, got "maybe"'],
    [{ ASSAY_MOCK_CONTROL: 'everybody' }, 'no control is called "everybody"; there are: loopback, off'],
  ])('%j exits 2', async (env, message) => {
    const io = fakeIo({ env })
    expect(await main(['mock', '--port', '0'], io)).toBe(2)
    expect(io.printed.stderr).toContain(message)
  })
})
