import { readFile } from 'node:fs/promises'

import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Run } from '../../reports/model.ts'
import { startBrowser } from '../browser/chromium.ts'
import { sampleRun } from '../reports/sample-run.ts'
import { runWithDocuments, sampleEvidence } from './material.ts'
import { htmlOf, onDisk } from './opened.ts'

const looks = [
  { width: 360, height: 740, scheme: 'light' },
  { width: 360, height: 740, scheme: 'dark' },
  { width: 1280, height: 800, scheme: 'light' },
  { width: 1600, height: 1000, scheme: 'dark' },
] as const

const views = [
  '#/',
  '#/laws',
  '#/checks',
  '#/checks?q=nothing-like-it',
  '#/check/staging/code.single-use',
  '#/matrix',
  '#/compare',
  '#/nowhere',
]

const run: Run = {
  ...runWithDocuments,
  targets: [...sampleRun.targets, ...sampleRun.targets.map((target) => ({ ...target, name: 'other' }))],
  results: [...sampleRun.results, ...sampleRun.results.map((result) => ({ ...result, target: 'other' }))],
}

let browser: Browser
let axe = ''
let address = ''
beforeAll(async () => {
  browser = await startBrowser()
  axe = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
  address = await onDisk(await htmlOf(run, { evidence: sampleEvidence, base: sampleRun }))
})
afterAll(async () => browser?.close())

async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(axe)
  return page.evaluate<unknown[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html.slice(0, 200) + failureSummary)]))',
  )
}

const overflow = 'document.documentElement.scrollWidth - innerWidth'

const smallTargets = `[...document.querySelectorAll('button, summary, input')]
  .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML)`

test.each(looks)(
  'every view is accessible and fits: $width, $scheme',
  { timeout: 120_000 },
  async ({ width, height, scheme }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, bypassCSP: true })
    const page = await context.newPage()
    for (const hash of views) {
      await page.goto('about:blank')
      await page.goto(address + hash)
      await page.locator('main h1').waitFor()
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
      expect(await violations(page), hash).toEqual([])
      expect(await page.evaluate(overflow), hash).toBeLessThanOrEqual(0)
      expect(await page.evaluate(smallTargets), hash).toEqual([])
    }
    await page.keyboard.press('?')
    expect(await violations(page), 'keys').toEqual([])
    await context.close()
  },
)

test.each(looks)('the short form too: $width, $scheme', { timeout: 60_000 }, async ({ width, height, scheme }) => {
  const short = await onDisk(
    (await htmlOf(runWithDocuments)).replace(/<script(?! type)[^]*?<\/script>\n(?=<\/body>)/, ''),
  )
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, bypassCSP: true })
  const page = await context.newPage()
  await page.goto(short)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('3 checks found a law broken.')
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0)
  await context.close()
})

test('without scripts it says so', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(address)

  expect(await page.locator('noscript p').textContent()).toContain('Scripts are off here')
  expect(await page.getByText('npx oauth-assay run code.single-use --config').first().isVisible()).toBe(true)
  await context.close()
})
