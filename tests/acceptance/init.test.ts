import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'

import { startBetterAuth } from '../../fixtures/targets/better-auth/server.mjs'
import { startStockProvider } from '../../fixtures/targets/stock-oidc-provider/server.mjs'
import type { Run } from '../../reports/model.ts'
import { assay, emptyFolder, patience, reportedRun, startAssay } from './assay.ts'

/** Long enough for a machine that does much else. */
const brief = 'code=15,access_token=15,client_credentials=15,refresh_token=15'

/** A login for each check takes its time at servers that hash passwords. */
const areas = ['code', 'client-auth', 'token']

/** Starts `assay mock` on a free port and says where. */
async function mock(...argv: string[]): Promise<string> {
  const { said } = startAssay(await emptyFolder(), ['mock', '--port', '0', '--lifetime', brief, ...argv])
  const [, issuer = ''] = await said(/^issuer +(\S+)/m)
  return issuer
}

/** Writes a target file and judges by it as it is. */
async function initAndRun(
  argv: readonly string[],
  { selectors = [], env = {} }: { selectors?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  const folder = await emptyFolder()
  const init = await assay(folder, ['init', ...argv], env)
  expect(init, init.stderr).toMatchObject({ code: 0 })
  expect(init.stdout).not.toContain('to do')
  const run = await assay(folder, ['run', ...selectors, '-c', 'assay.config.yaml'], env)
  expect([0, 1], `${run.stdout}${run.stderr}`).toContain(run.code)
  return reportedRun(folder)
}

const withVerdict = ({ results }: Run, ...verdicts: string[]) =>
  results.filter(({ verdict }) => verdicts.includes(verdict)).map(({ check, because }) => `${check}: ${because}`)

/** How many of all checks were judged. */
function judgedShare(run: Run): number {
  return withVerdict(run, 'pass', 'fail', 'warn', 'note').length / run.results.length
}

describe('what init writes works unchanged', () => {
  test('a mock as it comes, which tells its users and clients', { timeout: patience }, async () => {
    const run = await initAndRun([await mock()])

    expect(withVerdict(run, 'blocked', 'error', 'fail')).toEqual([])
    expect(judgedShare(run)).toBeGreaterThan(0.7)
  })

  test('a mock that keeps to itself and registers clients for anybody', { timeout: patience }, async () => {
    const folder = await emptyFolder()
    await writeFile(join(folder, 'mock.yaml'), 'tenant: { registration: open }\n')
    const issuer = await mock('--config', join(folder, 'mock.yaml'), '--control', 'off')
    const env = { ALICE_PASSWORD: 'alice-password' }

    const run = await initAndRun([issuer, '--user', 'alice', '--password-env', 'ALICE_PASSWORD'], { env })

    expect(withVerdict(run, 'blocked', 'error', 'fail')).toEqual([])
    expect(judgedShare(run)).toBeGreaterThan(0.6)
  })

  test('a client and a user of a stock oidc-provider, the secret in a variable', { timeout: patience }, async () => {
    const { issuer, close } = await startStockProvider()
    onTestFinished(close)
    const client = ['--client-id', 'web', '--redirect-uri', 'https://web.example/callback']
    const env = { ASSAY_CLIENT_SECRET: 'web-2Lw8QzT5vKx9Rb3N', ASSAY_PASSWORD: 'anything' }

    const run = await initAndRun([issuer, ...client, '--user', 'alice', '--password-env', 'ASSAY_PASSWORD'], {
      env,
      selectors: areas,
    })

    expect(withVerdict(run, 'blocked', 'error')).toEqual([])
    expect(judgedShare(run)).toBeGreaterThan(0.6)
  })

  test('a client and a user of Better Auth', { timeout: 2 * patience }, async () => {
    // Its login pages live as long as a code, and are asked for by a machine that does much else.
    const { issuer, close } = await startBetterAuth({ lifetimes: { code: 120, access_token: 120, refresh_token: 120 } })
    onTestFinished(close)
    const client = ['--client-id', 'web', '--client-secret', 'web-4Kd8sLw2NxP9Tb6Q']
    const user = ['--user', 'alice@example.com', '--password-env', 'ALICE_PASSWORD']

    const run = await initAndRun([issuer, ...client, '--redirect-uri', 'https://web.example/callback', ...user], {
      env: { ALICE_PASSWORD: 'correct-horse' },
      selectors: areas,
    })

    expect(withVerdict(run, 'blocked', 'error')).toEqual([])
    expect(judgedShare(run)).toBeGreaterThan(0.6)
  })
})
