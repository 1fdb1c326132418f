import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { findBrowser } from '../../scripts/find-browser.mjs'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const fixtures = JSON.stringify(join(root, 'dist/mock-server/testing/playwright.js'))

const config = `
import { defineConfig } from 'playwright/test'
export default defineConfig({
  workers: 1,
  reporter: [['json', { outputFile: 'result.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: ${JSON.stringify(findBrowser())},
      args: ['--disable-gpu', ${process.getuid?.() === 0 ? "'--no-sandbox'," : ''} '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    },
  },
})`

const spec = `
import { test, expect } from ${fixtures}

const callback = 'https://app.example/callback'
const request = (tenant) => tenant.issuer + '/authorize?' + new URLSearchParams({
  client_id: 'web', response_type: 'code', redirect_uri: callback, scope: 'openid read',
})

async function arrive(page, tenant, login, username) {
  await page.goto(request(tenant))
  const arrival = page.waitForRequest((one) => one.url().startsWith(callback))
  await login(page, username)
  expect((await arrival).url()).toMatch(/[?&]code=/)
}

test('with a password', async ({ page, tenant, login }) => {
  await arrive(page, tenant, login, 'bob')
  expect(tenant).toHaveReceived({ endpoint: 'authorization', client: 'web', times: 1 })
  expect(tenant).toHaveIssued('code', { user: 'bob' })
  expect(tenant).not.toHaveRefused()
})

test.describe('options', () => {
  test.use({ tenantOptions: { login: 'picker', consent: 'automatic' } })
  test('with a picker', async ({ page, tenant, login }) => {
    await arrive(page, tenant, login, 'alice')
    expect(tenant).toHaveIssued('code', { user: 'alice' })
  })
})

test('unknown users', async ({ page, tenant, login }) => {
  await expect(login(page, 'mallory')).rejects.toThrow('among alice, bob')
})

test('fails', async ({ tenant }) => {
  await fetch(tenant.issuer + '/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'password' }) })
  expect(tenant).toHaveIssued('access_token')
})
`

interface Attachment {
  readonly name: string
  readonly body?: string
}

interface Result {
  readonly suites: readonly Suite[]
}

interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly ok: boolean
    readonly tests: readonly { readonly results: readonly Outcome[] }[]
  }[]
}

interface Outcome {
  readonly attachments: readonly Attachment[]
  readonly errors: readonly { readonly message: string }[]
}

let folder: string
let outcomes: Map<string, { readonly ok: boolean; readonly outcome: Outcome | undefined }>

beforeAll(async () => {
  folder = await mkdtemp(join(root, '.build-playwright-'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'playwright.config.js'), config)
  await writeFile(join(folder, 'login.spec.js'), spec)
  await writeFile(join(folder, 'guide.spec.js'), await specOfGuide())
  const runner = join(root, 'node_modules/playwright/cli.js')
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env
  // One test is meant to fail, and with it the run.
  await run(process.execPath, [runner, 'test'], { cwd: folder, env }).catch(() => undefined)
  const result: Result = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'))
  outcomes = new Map(
    result.suites.flatMap(specsOf).map(({ title, ok, tests }) => [title, { ok, outcome: tests[0]?.results[0] }]),
  )
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the guide shows, with the fixtures of this build. */
async function specOfGuide(): Promise<string> {
  const guide = await readFile(join(root, 'docs/guides/mock-in-tests.md'), 'utf8')
  const block = /## Playwright[\s\S]*?```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
  return block.replace(`'oauth-assay/playwright'`, fixtures)
}

function specsOf(suite: Suite): Suite['specs'] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

test.each(['with a password', 'with a picker', 'unknown users', 'alice signs in'])('Playwright runs: %s', (title) => {
  const { ok, outcome } = outcomes.get(title) ?? {}
  expect(outcome?.errors).toEqual([])
  expect(ok).toBe(true)
})

test('a failing test tells what differs and has the journal attached', () => {
  const { ok, outcome } = outcomes.get('fails') ?? {}
  expect(ok).toBe(false)
  expect(outcome?.errors[0]?.message).toContain('issued  access_token')
  const attached = new Map(
    outcome?.attachments.map(({ name, body }) => [name, Buffer.from(body ?? '', 'base64').toString()]),
  )
  expect(attached.get('journal.txt')).toMatch(/^#1 POST token \(password\) 400 invalid_request/)
  expect(JSON.parse(attached.get('journal.har') ?? '{}')).toMatchObject({ log: { version: '1.2' } })
})
