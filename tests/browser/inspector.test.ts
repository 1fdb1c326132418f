import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { MockServer, Tenant } from 'oauth-assay/mock'
import { startBrowser } from './chromium.ts'

// The script of the page exists once it is compiled, so the build is what is looked at.
const { createMockServer } = await import('oauth-assay/mock')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.env['ASSAY_SHOTS']
const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'

let browser: Browser
let mock: MockServer
beforeAll(async () => {
  browser = await startBrowser()
  mock = await createMockServer()
  await createTraffic(mock.tenant)
})
afterAll(async () => {
  await browser?.close()
  await mock?.close()
})

async function clientToken({ issuer, clients }: Tenant, extra: Record<string, string> = {}): Promise<void> {
  const secret = clients.find('service')?.client_secret ?? ''
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...extra })
  await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`service:${secret}`)}` },
    body,
  })
}

async function createTraffic(tenant: Tenant): Promise<void> {
  tenant.users.add({ username: hostile, password: hostile, claims: { name: hostile } })
  await clientToken(tenant)
  await clientToken(tenant, { scope: 'write' })
  await fetch(`${tenant.issuer}/authorize?client_id=${encodeURIComponent(hostile)}`)
}

const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } } as const
const schemes = ['light', 'dark'] as const

/** Opens a view in a window of its own and collects what the page complains of. */
async function open(
  view: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ viewport: sizes.desktop, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${mock.url}/_assay#${view}`)
  await page.getByRole('navigation').getByRole('link').first().waitFor()
  return { page, context, complaints }
}

async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(axe)
  return page.evaluate<unknown[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]))',
  )
}

const first: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  requests: (page) =>
    page
      .getByRole('button', { name: /invalid_scope/ })
      .first()
      .click(),
  defects: (page) => page.getByLabel('code-reusable', { exact: true }).waitFor(),
  clock: (page) => page.getByRole('button', { name: 'Freeze' }).waitFor(),
  accounts: (page) => page.getByRole('heading', { name: 'alice' }).waitFor(),
}

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (size) => {
  describe.each(schemes)('in %s colours', (scheme) => {
    test.each(Object.keys(first))('%s: accessible, no wider than the window, no complaints', async (view) => {
      const { page, context, complaints } = await open(`default/${view}`, {
        viewport: sizes[size],
        colorScheme: scheme,
        bypassCSP: true,
      })
      await first[view]?.(page)
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${view}-${size}-${scheme}.png` })
      await expect.poll(() => violations(page)).toEqual([])
      await expect
        .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'))
        .toBeLessThanOrEqual(0)
      expect(complaints).toEqual([])
      await context.close()
    })
  })
})

test('a request shows up by itself, with its reason, and the filter finds it', async () => {
  const tenant = await mock.createTenant('live')
  const { page, context, complaints } = await open('live/requests')
  await page.getByText('No request yet').waitFor()
  await clientToken(tenant, { scope: 'write' })
  const row = page.getByRole('button', { name: /400 invalid_scope/ })
  await row.waitFor()
  await clientToken(tenant)
  await page.getByRole('button', { name: /200 ok/ }).waitFor()
  await page.getByLabel('Filter').fill('INVALID_SCOPE')
  expect(
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button') })
      .count(),
  ).toBe(1)
  await page.getByLabel('Filter').fill('')
  await page.getByLabel('Refused only').check()
  await expect.poll(() => page.getByText('1 of 2 requests').count()).toBe(1)
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByText('No request yet').waitFor()
  expect(tenant.journal.list()).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('with the keyboard alone: a request is opened, and Back returns to it', async () => {
  const { page, context } = await open('default/requests', { viewport: sizes.phone })
  const row = page.getByRole('button', { name: /invalid_scope/ }).first()
  await row.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'POST token: 400' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => row.evaluate('document.activeElement?.textContent')).toContain('invalid_scope')
  await context.close()
})

test('a defect is found and switched', async () => {
  const tenant = await mock.createTenant('faulty')
  const { page, context } = await open('faulty/defects')
  await page.getByLabel('Search').fill('expires string')
  const box = page.getByLabel('expires-in-string', { exact: true })
  await box.check()
  await expect.poll(() => tenant.defects.list()).toEqual(['expires-in-string'])
  await page.getByRole('status').getByText('expires-in-string is on').waitFor()
  await page.getByRole('button', { name: 'Switch all off' }).click()
  await expect.poll(() => tenant.defects.list()).toEqual([])
  await expect.poll(() => box.isChecked()).toBe(false)
  await context.close()
})

test('time is stopped and moved', async () => {
  const tenant = await mock.createTenant('timed')
  const { page, context } = await open('timed/clock')
  await page.getByRole('button', { name: 'Freeze' }).click()
  await page.getByText('Stands still').waitFor()
  await page.getByRole('button', { name: '1 hour' }).click()
  await expect.poll(() => Math.round(tenant.clock.offset / 60)).toBe(60)
  await page.getByRole('button', { name: 'Back to real time' }).click()
  await page.getByText('Runs, as this machine').waitFor()
  await context.close()
})

test('another tenant is chosen, and Back leads to the first', async () => {
  await mock.createTenant('second')
  const { page, context } = await open('default/accounts')
  await page.getByLabel('Tenant').selectOption('second')
  await page.getByText(`${mock.issuer}/t/second`).waitFor()
  expect(page.url()).toContain('#second/accounts')
  await page.goBack()
  await expect.poll(() => page.locator('#issuer').textContent()).toBe(mock.issuer)
  await context.close()
})

test('what was sent stays text', async () => {
  const { page, context, complaints } = await open('default/accounts')
  await page.getByRole('heading', { name: hostile }).waitFor()
  await page.getByRole('link', { name: 'Requests' }).click()
  await page
    .getByRole('button', { name: /authorization/ })
    .first()
    .click()
  await expect.poll(() => page.locator('main img, main script').count()).toBe(0)
  await expect.poll(() => page.title()).toBe('Inspector of the mock provider')
  expect(complaints).toEqual([])
  await context.close()
})

test('with a token it asks for it once', async () => {
  await using guarded = await createMockServer({ control: { token: 'the-token' } })
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${guarded.url}/_assay`)
  await page.getByLabel(/Token/).fill('wrong')
  await Promise.all([
    page.waitForResponse((answer) => answer.status() === 401),
    page.getByRole('button', { name: 'Continue' }).click(),
  ])
  await expect.poll(() => page.getByLabel(/Token/).inputValue()).toBe('')
  await page.getByRole('status').getByText('Expected the control token').waitFor()
  await page.getByLabel(/Token/).fill('the-token')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('No request yet').waitFor()
  await page.reload()
  await page.getByText('No request yet').waitFor()
  await context.close()
})
