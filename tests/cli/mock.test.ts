import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

import { installed, type Parts } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import type { MockOptions } from '../../mock-server/index.ts'
import { fakeIo, type FakeIo } from './fake-io.ts'

/** Runs the command until it prints, lets the test look, then interrupts it. */
async function whileServing(
  argv: readonly string[],
  look: (io: FakeIo, options: MockOptions | undefined) => Promise<void>,
): Promise<number> {
  const io = fakeIo()
  let options: MockOptions | undefined
  const parts: Parts = {
    ...installed,
    mock: async () => {
      const mock = await installed.mock()
      return { ...mock, createMockServer: (given) => mock.createMockServer((options = given)) }
    },
  }
  const ended = main(['mock', ...argv], io, parts)
  await expect.poll(() => io.printed.stdout + io.printed.stderr, { timeout: 10_000 }).toContain('Stop it')
  try {
    await look(io, options)
  } finally {
    io.emitter.emit('SIGINT')
  }
  return ended
}

const issuerIn = (text: string): string => /^issuer\s+(\S+)$/m.exec(text)?.[1] ?? ''

describe('assay mock', () => {
  test('serves what it prints until it is interrupted', async () => {
    let issuer = ''
    const code = await whileServing(['--port', '0'], async ({ printed: { stdout } }) => {
      issuer = issuerIn(stdout)
      expect(issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      const [, discovery = ''] = /^discovery\s+(\S+)$/m.exec(stdout) ?? []
      expect(await (await fetch(discovery)).json()).toMatchObject({ issuer })
      expect(stdout).toMatch(/^users\s+alice\s+alice-password$/m)
      expect(stdout).toMatch(/^clients\s+app\s+client_secret_basic\s/m)
      expect(stdout).toContain(`\nOAUTH_ISSUER=${issuer}\nOAUTH_CLIENT_ID=app\nOAUTH_CLIENT_SECRET=`)
    })
    expect(code).toBe(0)
    await expect(fetch(issuer)).rejects.toThrow('fetch failed')
  })

  test.each([
    ['http', []],
    ['https', ['--tls']],
  ])('the printed curl line works as pasted, over %s', async (scheme, flags) => {
    await whileServing(['--port', '0', ...flags], async ({ printed: { stdout } }) => {
      const line = /^curl .*$/m.exec(stdout)?.[0] ?? ''
      const { stdout: answer } = await promisify(execFile)('sh', ['-c', line])
      expect(JSON.parse(answer)).toMatchObject({ token_type: 'Bearer', scope: 'read' })
      expect(issuerIn(stdout)).toMatch(`${scheme}://127.0.0.1:`)
    })
  })

  test('the lines for an environment file survive a shell', async () => {
    const odd = `it's $HOME, "quoted" and \`run\` with 32 letters`
    const folder = await mkdtemp(join(tmpdir(), 'assay-env-'))
    const client = { client_id: 'odd', client_secret: odd, redirect_uris: ['https://app.example/callback'] }
    await writeFile(join(folder, 'mock.json'), JSON.stringify({ tenant: { clients: [client] } }))
    await whileServing(['--port', '0', '--config', join(folder, 'mock.json')], async ({ printed: { stdout } }) => {
      const lines = stdout.match(/^OAUTH_.*$/gm)?.join('\n') ?? ''
      const { stdout: secret } = await promisify(execFile)('sh', ['-c', `${lines}\nprintf %s "$OAUTH_CLIENT_SECRET"`])
      expect(secret).toBe(odd)
    })
    await rm(folder, { recursive: true })
  })

  test('hands defects, login and lifetimes to the mock', async () => {
    const argv = [
      '--port',
      '0',
      '--defect',
      'code-reusable',
      '--login',
      'automatic',
      '--lifetime',
      'code=2,access_token=3',
    ]
    await whileServing(argv, async ({ printed: { stdout } }, options) => {
      expect(stdout).toMatch(/^defects\s+code-reusable$/m)
      expect(options).toMatchObject({
        host: '127.0.0.1',
        tenant: { defects: ['code-reusable'], login: 'automatic', lifetimes: { code: 2, access_token: 3 } },
      })
    })
  })

  test('makes a certificate for further names and writes down what to trust', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-tls-'))
    const argv = ['--port', '0', '--tls-host', 'mock', '--tls-host', 'login.test', '--tls-out', join(folder, 'deep')]
    await whileServing(argv, async ({ printed: { stdout } }, options) => {
      expect(options?.tls).toEqual({ hosts: ['mock', 'login.test'] })
      const trusting = `curl -s --cacert ${join(folder, 'deep', 'ca.pem')} ${issuerIn(stdout)}/jwks`
      const { stdout: answer } = await promisify(execFile)('sh', ['-c', trusting])
      expect(JSON.parse(answer)).toHaveProperty('keys')
    })
    await rm(folder, { recursive: true })
  })

  test('is lenient, found by two names and behind a proxy when told so', async () => {
    const argv = ['--port', '0', '--lenient', '--backchannel', '--proxy', '--issuer', 'from-request']
    await whileServing(argv, async ({ printed: { stdout } }, options) => {
      expect(options).toMatchObject({ issuer: 'from-request', backchannel: 'from-request', proxy: true })
      expect(options?.tenant).toMatchObject({ unknownClients: 'accept', redirectUris: 'any', cors: 'any' })
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' })
      expect((await fetch(`${issuerIn(stdout)}/token`, { method: 'POST', body })).status).toBe(200)
    })
  })

  test.each([
    [['--tls-cert', 'a.pem'], 'expected both, got one'],
    [['--tls-cert', 'none.pem', '--tls-key', 'none.pem'], 'none.pem'],
    [['--tls-out', 'certs'], 'expected TLS, got none'],
  ])('%j is refused in words', async (argv, words) => {
    const io = fakeIo()
    expect(await main(['mock', '--port', '0', ...argv], io, installed)).toBe(2)
    expect(io.printed.stderr).toContain(words)
  })

  test('lets people pick a user unless told otherwise', async () => {
    await whileServing(['--port', '0'], async ({ printed }, options) => {
      expect(options?.tenant?.login).toBe('picker')
      expect(printed.stderr).toBe('')
    })
  })

  test('says aloud when it listens beyond the loopback interface', async () => {
    const io = fakeIo()
    const parts: Parts = {
      ...installed,
      mock: async () => {
        const mock = await installed.mock()
        return { ...mock, createMockServer: (options) => mock.createMockServer({ ...options, host: '127.0.0.1' }) }
      },
    }
    const ended = main(['mock', '--host', '0.0.0.0', '--port', '0'], io, parts)
    await expect.poll(() => io.printed.stdout).toContain('Stop it')
    io.emitter.emit('SIGTERM')
    await ended
    expect(io.printed.stderr).toMatch(/^warning: listening at 0\.0\.0\.0: everyone who reaches this machine/)
  })

  test('takes users and clients from a file, and the flags before it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-mock-'))
    const good = join(folder, 'mock.yaml')
    const bad = join(folder, 'bad.yaml')
    await writeFile(good, 'port: 1\ntenant:\n  login: password\n  users: [{ username: carol, password: secret-1 }]\n')
    await writeFile(bad, 'tenant:\n  usres: []\n')
    await whileServing(['--config', good, '--port', '0'], async ({ printed }, options) => {
      expect(printed.stdout).toMatch(/^users\s+carol\s+secret-1$/m)
      expect(options?.tenant?.login).toBe('password')
    })
    const io = fakeIo()
    expect(await main(['mock', '--config', bad, '--port', '0'], io)).toBe(2)
    expect(io.printed.stderr).toContain('usres')
    await rm(folder, { recursive: true })
  })

  test('a port in use is a clear message', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const io = fakeIo()
    expect(await main(['mock', '--port', String(port)], io)).toBe(2)
    expect(io.printed.stderr).toBe(
      `assay: port ${port} is in use; choose another with --port, or --port 0 for a free one\n`,
    )
    other.close()
  })

  test.each<[readonly string[], string]>([
    [['--defect', 'pkce-off'], 'no defect is called "pkce-off"; did you mean one of pkce-'],
    [['--defect', 'code-reusabel'], 'no defect is called "code-reusabel"; did you mean code-reusable?'],
    [['--login', 'picke'], 'no login is called "picke"; did you mean picker?'],
    [['--port', '70000'], '--port: expected a number from 0 to 65535, got "70000"'],
    [['--port', '4e3'], '--port: expected a number from 0 to 65535, got "4e3"'],
    [['--lifetime', 'acess_token=3'], 'no lifetime is called "acess_token"; did you mean access_token?'],
    [['--lifetime', 'code'], '--lifetime code: expected whole seconds, at least 1, got ""; write code=60'],
    [['--lifetime', 'code=1.5'], '--lifetime code: expected whole seconds, at least 1, got "1.5"'],
  ])('%j exits 2', async (argv, message) => {
    const io = fakeIo()
    expect(await main(['mock', ...argv], io)).toBe(2)
    expect(io.printed.stderr).toContain(message)
  })
})
