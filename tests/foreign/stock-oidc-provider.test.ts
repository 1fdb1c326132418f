import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { startStockProvider } from '../../fixtures/targets/stock-oidc-provider/server.mjs'
import type { Run } from '../../reports/model.ts'
import { assay, emptyFolder, patience } from '../acceptance/assay.ts'

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

// It prints what a deployment should change.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('oidc-provider as it comes is judged to the end, and each red is explained', { timeout: patience }, async () => {
  const server = await startStockProvider()
  try {
    const config = file('fixtures/targets/stock-oidc-provider/assay.config.yaml')
    const known = file('fixtures/targets/stock-oidc-provider/known.yaml')
    const argv = ['run', '-c', config, '--max-wait', '8', '--json', '--quiet', '-o', 'report', '--known', known]
    const { code, stdout } = await assay(await emptyFolder(), argv, { ASSAY_ISSUER: server.issuer })
    const { results } = JSON.parse(stdout) as Run
    const of = (...verdicts: readonly string[]) => results.filter(({ verdict }) => verdicts.includes(verdict))

    expect(code).toBe(0)
    expect(of('blocked', 'error')).toEqual([])
    expect(of('pass').length).toBeGreaterThan(150)
    expect(Object.fromEntries(of('fail', 'warn').map(({ check, verdict }) => [check, verdict]))).toEqual(
      await explained(),
    )
  } finally {
    await server.close()
  }
})

test('what its pages and answers lack is seen by a plain request as well', async () => {
  const server = await startStockProvider()
  try {
    const query = new URLSearchParams({ client_id: 'web', response_type: 'code', scope: 'openid' })
    query.set('redirect_uri', 'https://web.example/callback')
    const first = await fetch(`${server.issuer}/auth?${query}`, { redirect: 'manual' })
    const cookie = first.headers.getSetCookie().map((line) => line.split(';', 1)[0])
    const page = await fetch(new URL(first.headers.get('location') ?? '', server.issuer), {
      headers: { cookie: cookie.join('; ') },
    })

    expect(page.status).toBe(200)
    for (const name of ['x-frame-options', 'content-security-policy', 'referrer-policy']) {
      expect(page.headers.get(name), name).toBeNull()
    }
    expect(await page.text()).toContain('fonts.googleapis.com')
  } finally {
    await server.close()
  }
})

/** The table of the page: check → verdict. */
async function explained(): Promise<Record<string, string>> {
  const text = await readFile(file('docs/servers/stock-oidc-provider.md'), 'utf8')
  return Object.fromEntries(
    [...text.matchAll(/^\| ([a-z0-9-]+\.[a-z0-9-]+) +\| (fail|warn) /gm)].map(([, check, verdict]) => [check, verdict]),
  )
}
