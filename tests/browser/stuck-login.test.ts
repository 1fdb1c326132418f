import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runChecks } from '../../harness/engine/run.ts'
import { validateRun } from '../../reports/validate.ts'
import { createMockServer } from '../../mock-server/index.ts'

const folder = await mkdtemp(join(tmpdir(), 'assay-stuck-'))
const mock = await createMockServer({ tenant: { login: 'password' } })
afterAll(async () => {
  await mock.close()
  await rm(folder, { recursive: true })
})

test('a login that is turned down leaves a picture in the report', async () => {
  const configFile = join(folder, 'assay.config.yaml')
  const target = {
    name: 'mock',
    issuer: mock.issuer,
    clients: {
      web: { client_id: 'web-app', client_secret: 'web-app-secret', redirect_uris: ['http://127.0.0.1:9/cb'] },
    },
    users: { alice: { username: 'alice', password: 'no-such-password' } },
    login: { how: 'browser' },
  }
  await writeFile(configFile, JSON.stringify({ targets: [target] }))
  const out = join(folder, 'report')
  const { run, leaks } = await runChecks({
    configFile,
    selectors: ['code.single-use'],
    targets: [],
    profile: undefined,
    out,
    known: undefined,
    useKnown: false,
    maxWait: undefined,
    suites: [],
    env: {},
    cwd: folder,
    signal: new AbortController().signal,
    embed: () => Promise.reject(new Error('there is a target file')),
    onEvent: () => undefined,
  })
  expect(leaks).toEqual([])
  expect(run.results).toMatchObject([{ verdict: 'blocked', picture: 'evidence/mock/code.single-use.png' }])
  const png = await readFile(join(out, 'evidence/mock/code.single-use.png'))
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  await validateRun(JSON.parse(await readFile(join(out, 'run.json'), 'utf8')))
  expect(existsSync(join(out, 'evidence/mock/code.single-use.json'))).toBe(true)
}, 120_000)
