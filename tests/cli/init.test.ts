import { mkdtemp, mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

import { main } from '../../cli/program.ts'
import { loadConfig } from '../../harness/target/config/load.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { startStockProvider } from '../../fixtures/targets/stock-oidc-provider/server.mjs'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'assay-init-'))
  await mkdir(join(path, '.git'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

async function assay(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let stdout = ''
  let stderr = ''
  const signals = { on: () => undefined, off: () => undefined, stop: () => undefined }
  const code = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env,
    cwd,
    signals,
  })
  return { code, stdout, stderr }
}

test('init registers clients, keeps secrets apart, and doctor and probe work with what it wrote', async () => {
  await using mock = await createMockServer({ tenant: { registration: 'open' } })
  const cwd = await folder()
  const env = { ALICE_PASSWORD: 'alice-password' }
  const page = `${mock.tenant.issuer}/.well-known/openid-configuration`

  const first = await assay(cwd, [
    'init',
    page,
    '--user',
    'alice',
    '--password-env',
    'ALICE_PASSWORD',
    '--ci',
    'github',
  ])
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(await readFile(join(cwd, '.gitignore'), 'utf8')).toBe('.env\n.assay-clients.json\n')
  const { config } = await loadConfig(join(cwd, 'assay.config.yaml'), env)
  expect(config.targets[0]?.issuer).toBe(mock.tenant.issuer)
  expect(Object.keys(config.targets[0]?.clients ?? {})).toEqual(['web', 'second', 'spa', 'native', 'service'])
  const written = await readFile(join(cwd, 'assay.config.yaml'), 'utf8')
  expect(written).not.toContain(config.targets[0]?.clients['web']?.client_secret)
  expect(await readFile(join(cwd, '.github/workflows/assay.yml'), 'utf8')).toContain('secrets.ALICE_PASSWORD')

  const doctor = await assay(cwd, ['doctor'], env)
  expect(doctor.stdout).toContain('all well')
  expect(doctor.code).toBe(0)
  const probe = await assay(cwd, ['probe', '--json'], env)
  const [probed] = JSON.parse(probe.stdout)
  expect(probed.runs).toContain('code.single-use')
  expect(probed.locked[0].unlocks.length).toBeGreaterThan(5)
})

test('nothing is overwritten', async () => {
  await using mock = await createMockServer()
  const cwd = await folder()
  await assay(cwd, ['init', mock.tenant.issuer])
  const before = await readFile(join(cwd, 'assay.config.yaml'), 'utf8')

  const { code, stderr } = await assay(cwd, ['init', mock.tenant.issuer, '--user', 'bob'])

  expect(code).toBe(2)
  expect(stderr).toContain('--force')
  expect(await readFile(join(cwd, 'assay.config.yaml'), 'utf8')).toBe(before)
  expect((await assay(cwd, ['init', mock.tenant.issuer, '--user', 'bob', '--force'])).code).toBe(0)
})

test('what is not known is named, and run says which variable is missing', async () => {
  const stock = await startStockProvider()
  onTestFinished(stock.close)
  const cwd = await folder()

  const { stdout } = await assay(cwd, ['init', `${stock.issuer}/`])

  expect(stdout).toContain('to do: register a client')
  const { code, stderr } = await assay(cwd, ['run'])
  expect(code).toBe(2)
  expect(stderr).toContain('ASSAY_WEB_CLIENT_ID')
})

test('a dry run prints and writes nothing; a server elsewhere is not confirmed unasked', async () => {
  const cwd = await folder()
  await using mock = await createMockServer()

  const { stdout } = await assay(cwd, [
    'init',
    mock.tenant.issuer,
    '--dry-run',
    '--client-id',
    'web',
    '--client-secret',
    's3cret',
  ])

  expect(stdout).toContain('client_id: web')
  expect(await readdir(cwd)).toEqual(['.git'])
  expect(await assay(cwd, ['init', 'login.example'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('with scheme'),
  })
})
