import { readFile, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'

import { initFiles } from '../../cli/init-files.ts'
import { loadConfig } from '../../harness/target/config/load.ts'
import { version } from '../../harness/version.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { assay, folder } from './init-run.ts'
import { startStockProvider } from '../../fixtures/targets/stock-oidc-provider/server.mjs'

/** A server that gives a document at one path, and 404 elsewhere. */
async function serving(path: string, document: object): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === path ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(request.url === path ? document : {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

/** The steps of a workflow. */
function stepsOf(text: string): unknown {
  const workflow: { jobs: { assay: { steps: unknown } } } = parse(text)
  return workflow.jobs.assay.steps
}

/** Every variable of .env.example from a secret of the same name. */
function secretsFor(example: string): Record<string, string> {
  const names = example
    .trim()
    .split('\n')
    .map((line) => line.slice(0, -1))
  return Object.fromEntries(names.map((name) => [name, `\${{ secrets.${name} }}`]))
}

test('init registers clients, keeps secrets apart, and doctor and probe work with what it wrote', async () => {
  await using mock = await createMockServer({ tenant: { registration: 'open' } })
  const cwd = await folder()
  const env = { ALICE_PASSWORD: 'alice-password' }
  const page = `${mock.tenant.issuer}/.well-known/openid-configuration`

  const first = await assay(cwd, [
    'init',
    page,
    '--register',
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
  const example = await readFile(join(cwd, '.env.example'), 'utf8')
  expect(written).not.toContain(config.targets[0]?.clients['web']?.client_secret)
  expect(stepsOf(await readFile(join(cwd, '.github/workflows/assay.yml'), 'utf8'))).toEqual(
    expect.arrayContaining([{ run: `npx --yes oauth-assay@${version} run --wait-for 60`, env: secretsFor(example) }]),
  )

  expect(first.stdout).toContain(`to do: start the server in the CI job too: ${mock.tenant.issuer} is the machine`)
  expect(first.stdout).toContain('to do: add a secret of the repository for each name in .env.example\n')

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

  expect(stdout).toContain('to do: register a client with the redirect URI https://client.example/callback')
  expect(await readFile(join(cwd, '.gitignore'), 'utf8')).toBe('.env\n')
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

test('a server that does not answer is exit 3, and nothing is written', async () => {
  const cwd = await folder()

  const { code, stderr } = await assay(cwd, ['init', 'http://127.0.0.1:9'])
  const resource = await assay(cwd, ['init', '--resource', 'http://127.0.0.1:9/api'])

  expect(code).toBe(3)
  expect(stderr).toBe('http://127.0.0.1:9 refuses connections; nothing was written\n')
  expect(resource.code).toBe(3)
  expect(await readdir(cwd)).toEqual(['.git'])
})

test('the clients that were registered are deleted again, and what cannot be is kept', async () => {
  await using mock = await createMockServer({ tenant: { registration: 'open' } })
  const cwd = await folder()
  await assay(cwd, ['init', mock.tenant.issuer, '--register', '--user', 'alice'])
  const file = join(cwd, '.assay-clients.json')
  const [first, ...others]: { client_id: string }[] = JSON.parse(await readFile(file, 'utf8'))
  const stuck = { name: 'other', client_id: 'no-handle' }
  await writeFile(file, JSON.stringify([first, ...others, stuck]))
  expect(mock.tenant.store.size('Client')).toBe(5)

  const some = await assay(cwd, ['init', '--delete'])
  expect(mock.tenant.store.size('Client')).toBe(0)
  expect(some.code).toBe(3)
  expect(some.stdout).toContain(`web (${first?.client_id}): deleted\n`)
  expect(some.stdout).toContain('other (no-handle): not deleted: the server gave no registration_client_uri')
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([stuck])

  await writeFile(file, JSON.stringify([first]))
  const all = await assay(cwd, ['init', '--delete'])
  expect(all.code).toBe(0)
  expect((await assay(cwd, ['init', '--delete'])).stderr).toContain('no such file')
})

test('a resource names its server, its scopes and itself', async () => {
  await using mock = await createMockServer({ control: 'off' })
  const cwd = await folder()
  const api = await serving('/.well-known/oauth-protected-resource/orders', {
    authorization_servers: [mock.tenant.issuer],
    scopes_supported: ['orders'],
  })

  const { code, stdout } = await assay(cwd, ['init', '--resource', `${api}/orders`, '--dry-run'])
  const mute = await assay(cwd, ['init', '--resource', `${api}/other`])

  expect(code).toBe(0)
  const [, config = ''] = stdout.split(/^# --- .*$/m)
  expect(parse(config).targets[0]).toMatchObject({
    issuer: mock.tenant.issuer,
    resource: { url: `${api}/orders` },
    scopes: expect.arrayContaining(['openid', 'orders']),
  })
  expect(mute).toMatchObject({ code: 2, stderr: expect.stringContaining('names no authorization server') })
})

test('without a metadata document the addresses are those that answer, to be looked at', async () => {
  await using mock = await createMockServer({ control: 'off', tenant: { discovery: false } })
  const cwd = await folder()

  const { code, stdout } = await assay(cwd, ['init', mock.tenant.issuer, '--client-id', 'spa', '--user', 'alice'])

  expect(code).toBe(0)
  expect(stdout).toContain('to do: look at metadata')
  expect(stdout).toContain('to do: put the password of alice into .env as ASSAY_PASSWORD')
  const { config } = await loadConfig(join(cwd, 'assay.config.yaml'), { ASSAY_PASSWORD: 'x' })
  expect(config.targets[0]).toMatchObject({
    discovery: false,
    metadata: { token_endpoint: `${mock.tenant.issuer}/token` },
  })
  // A promise that the server never made would be held against it.
  expect(config.targets[0]?.metadata).not.toHaveProperty('code_challenge_methods_supported')
})

test('a server elsewhere is confirmed by --yes only', async () => {
  const found = { issuer: 'https://login.example', metadata: { authorization_endpoint: 'https://login.example/a' } }
  const textOf = async (yes?: true) => {
    const { files, missing } = await initFiles(
      { ...found, resource: undefined },
      {},
      { made: [], refused: [] },
      {
        ci: 'gitlab',
        ...(yes && { yes }),
      },
    )
    return { config: files[0]?.text, gitlab: parse(files.at(-1)?.text ?? ''), missing }
  }

  const unasked = await textOf()
  expect(unasked.config).toContain('confirm: false')
  expect(unasked.missing.join()).toContain('write confirm: true')
  const agreed = await textOf(true)
  expect(agreed.config).toContain('confirm: true')
  expect(agreed.missing.join()).not.toContain('confirm')
  expect(agreed.gitlab.assay).toMatchObject({
    script: [`npx --yes oauth-assay@${version} run --wait-for 60`],
    artifacts: { when: 'always' },
  })
})
