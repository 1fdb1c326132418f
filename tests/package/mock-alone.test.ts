import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-alone-'))
  const packed = execFileSync(process.execPath, [join(root, 'scripts/pack-mock.mjs'), join(folder, 'packed')], {
    encoding: 'utf8',
  })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }))
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', packed.trim()], {
    cwd: folder,
    stdio: 'pipe',
  })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const installed = (): string => join(folder, 'node_modules/oauth-assay-mock')

function bytes(place: string): number {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}

describe('installed from its tarball in an empty folder', () => {
  test('it is one package', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'oauth-assay-mock',
    ])
  })

  test('it is as large as the README says', () => {
    const [, told] =
      /`oauth-assay-mock`: one package, no dependencies, ([\d.]+) MB/.exec(
        readFileSync(join(root, 'README.md'), 'utf8'),
      ) ?? []
    expect(bytes(installed()) / 1e6).toBeGreaterThan(Number(told) * 0.9)
    expect(bytes(installed()) / 1e6).toBeLessThan(Number(told) * 1.1)
  })

  test('it says whose work is inside', () => {
    const notices = readFileSync(join(installed(), 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of ['oidc-provider', 'koa', 'jose', 'commander', 'yaml'])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'))
  })

  test('it needs nothing that is not there', () => {
    const { dependencies, peerDependenciesMeta } = JSON.parse(
      readFileSync(join(installed(), 'package.json'), 'utf8'),
    ) as Record<string, object>
    expect(dependencies).toBeUndefined()
    expect(Object.values(peerDependenciesMeta ?? {})).toEqual([
      { optional: true },
      { optional: true },
      { optional: true },
    ])
  })
})

describe('its command', () => {
  let child: ChildProcess
  let text = ''
  beforeAll(async () => {
    const command = join(folder, 'node_modules/.bin/oauth-assay-mock')
    child = spawn(command, ['--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout?.on('data', (chunk) => (text += String(chunk)))
    await vi.waitUntil(() => text.includes('Ctrl+C'), { timeout: 20_000 })
  })
  afterAll(() => void child.kill())

  test('prints a curl line that gets a token as pasted', () => {
    const [line = ''] = /^curl .*$/m.exec(text) ?? []
    const answer: unknown = JSON.parse(execFileSync('bash', ['-c', line], { encoding: 'utf8' }))
    expect(answer).toMatchObject({ access_token: expect.any(String), token_type: 'Bearer' })
  })

  test('serves the inspector and every file of it', async () => {
    const [, issuer = ''] = /^issuer +(\S+)$/m.exec(text) ?? []
    const page = await (await fetch(`${issuer}/_assay`)).text()
    const [, script = ''] = /<script[^>]* src="([^"]+)"/.exec(page) ?? []
    const answer = await fetch(new URL(script, `${issuer}/_assay`))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
  })
})

test('as a library it serves a tenant, and its declarations stand alone', () => {
  const source = `import { createMockServer, type Tenant } from 'oauth-assay-mock'
const mock = await createMockServer()
const tenant: Tenant = await mock.createTenant()
const { access_token } = await tenant.issue({ user: 'alice', client: 'web', scope: 'read' })
const answer = await fetch(tenant.issuer + '/resource', { headers: { authorization: 'Bearer ' + access_token } })
console.log(answer.status)
await mock.close()
`
  writeFileSync(join(folder, 'use.ts'), source)
  writeFileSync(join(folder, 'use.js'), source.replace(', type Tenant', '').replace(': Tenant', ''))
  expect(execFileSync(process.execPath, ['use.js'], { cwd: folder, encoding: 'utf8' })).toBe('200\n')

  const options = {
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    noEmit: true,
    typeRoots: [join(root, 'node_modules/@types')],
    types: ['node'],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['use.ts'] }))
  expect(execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder, encoding: 'utf8' })).toBe('')
})
