import { mkdir, readFile } from 'node:fs/promises'
import process from 'node:process'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startBrowser } from '../../browser/chromium.ts'
import type { Given } from './page-main.ts'
import { pageOf } from './page.ts'
import { crowd, given, heavy, markup } from './sample-page.ts'

/** A folder for pictures of every view, to look at; none are taken unless it is set. */
const pictures = process.env['PAGE_PICTURES']

const failing = '#/check/staging/code.single-use'
const hostile = '#/check/staging/token.hostile'

let browser: Browser
let axe = ''

beforeAll(async () => {
  browser = await startBrowser()
  axe = await readFile(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
})

afterAll(async () => {
  await browser?.close()
})

/** The page at one of its addresses, in a browser of its own. */
async function opened(
  hash: string,
  shown: Given = given,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const html = await pageOf(shown)
  await page.route('https://report.example/', (route) => route.fulfill({ body: html, contentType: 'text/html' }))
  await page.goto(`https://report.example/${hash}`)
  return page
}

const unfold = (page: Page) =>
  page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true })`)

describe('the view of one check', () => {
  test('tells verdict, law, expected, actual and the command before anything is opened', async () => {
    const page = await opened(failing)
    const outcome = page.getByRole('region', { name: 'Outcome' })
    await expect(outcome.innerText()).resolves.toMatch(/fail \(unstable\)\s+MUST \(RFC 6749 §4\.1\.2\)/)
    await expect(outcome.locator('.side-expect').innerText()).resolves.toContain('400 with error=invalid_grant')
    await expect(outcome.locator('.side-actual').innerText()).resolves.toContain('200 with access_token')
    await expect(outcome.innerText()).resolves.toContain(
      'npx oauth-assay run code.single-use --config assay.config.yaml',
    )
    await expect(outcome.innerText()).resolves.toContain('2 of 3 fail, 1 of 3 pass')
    await expect(outcome.getByRole('link').getAttribute('href')).resolves.toBe(
      'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
    )
  })

  test('only the exchange that was judged is open', async () => {
    const page = await opened(failing)
    expect(await page.locator('details.step[open]').count()).toBe(1)
    expect(await page.locator('details.exchange[open]').count()).toBe(1)
    const text = await page.locator('details.exchange[open]').innerText()
    for (const part of [
      'POST https://as.example/token',
      'Basic web:‹client_secret#1›',
      'authorization_code',
      '200 OK',
      '"access_token"',
      'c d',
    ])
      expect(text).toContain(part)
  })

  test('JWTs are decoded where only their names stand, with times', async () => {
    const page = await opened(failing)
    await unfold(page)
    const jwt = await page.locator('.jwt').first().innerText()
    expect(jwt).toContain('JWT in Location: ‹id_token#1›')
    expect(jwt).toContain('2026-01-02T03:04:05Z')
  })

  test('earlier judgements, exchanges outside of steps, failures and the picture are there', async () => {
    const page = await opened(failing)
    await unfold(page)
    const text = await page.locator('main').innerText()
    for (const part of [
      'Earlier judgements of this check: 1 request',
      'Outside of the steps: 1 request',
      'connection refused',
      'evidence/staging/code.single-use.json',
    ])
      expect(text).toContain(part)
    expect(await page.evaluate(`document.querySelector('img').naturalWidth`)).toBe(1)
  })

  test('a command is copied, and the next result is one step away', async () => {
    const page = await opened(failing, given, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByText('Send it again with curl').click()
    await page.getByRole('button', { name: 'Copy: curl command' }).click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
      ': "${CLIENT_SECRET:?}" "${CODE_52:?}" &&\ncurl -i',
    )
    await page.getByRole('link', { name: /^Next: \S* ?code\.bound$/ }).click()
    await page.getByRole('heading', { name: 'The server obeys code.bound' }).waitFor()
  })

  test('where the clipboard is out of reach the command is marked', async () => {
    const page = await opened(failing)
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
    await page.getByRole('button', { name: 'Copy: command that judges' }).click()
    await page.getByText('Marked').waitFor()
    expect(await page.evaluate('getSelection().toString()')).toContain('npx oauth-assay run code.single-use')
  })

  test.each([
    ['code.known', ['accepted until the next release', 'AUTH-1', '2027-03-31', 'known fail']],
    ['token.blocked', ['login form not found at https://login.staging.example/login', 'is not part of this page']],
    ['token.skipped', ['no client may use "x" & <y>', 'Nothing was exchanged']],
    ['code.warned', ['many servers do so']],
  ])('%s', async (check, parts) => {
    const text = await (await opened(`#/check/staging/${check}`)).locator('main').innerText()
    for (const part of parts) expect(text).toContain(part)
  })
})

test('what a hostile server sent stays text, all of it visible', { timeout: 60_000 }, async () => {
  const page = await opened(hostile, heavy)
  await unfold(page)
  const main = page.locator('main')
  expect(await main.locator('img, script').count()).toBe(0)
  const links = await main.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  expect(links.filter((link) => !link.startsWith('#/check/'))).toEqual([])
  const text = await main.innerText()
  expect(text).toContain(markup)
  expect(text).toContain('⟨U+202E⟩esrever⟨U+2066⟩')
  expect(text).toContain('⟨U+D800⟩')
  for (const unseen of ['\u202E', '\u2066', '\u0000', '\u001B']) expect(text).not.toContain(unseen)
  expect(text).toContain(`SHA-256 ${'ab'.repeat(32)}`)
  expect(text.length).toBeLessThan(200_000)
  await page.getByRole('button', { name: /Show all 5,000,/ }).click()
  expect((await main.evaluate((one) => one.textContent))?.length).toBeGreaterThan(5_000_000)
  expect(await page.title()).toBe('Report')
})

describe('the matrix', () => {
  test('twenty targets against all checks, rows on wish', { timeout: 60_000 }, async () => {
    const page = await opened('#/matrix', crowd())
    expect(await page.locator('tbody th[scope=row]').count()).toBe(436)
    expect(await page.locator('tbody td a').count()).toBe(436 * 20)
    expect(await page.locator('tbody td a').first().getAttribute('href')).toBe(
      '#/check/tenant-1.login.example/area-0.a-check-with-some-name-0',
    )
    await page.getByRole('link', { name: 'Where targets differ' }).click()
    await page.getByText('146 checks on 20 targets').waitFor()
    await page.goto('https://report.example/#/matrix?q=differ%20name-3')
    await page.getByText(/^\d+ checks on 20 targets$/).waitFor()
    expect(await page.locator('tbody th[scope=row]').allInnerTexts()).toContain('area-0.a-check-with-some-name-3')
    await page.goto('https://report.example/#/matrix?q=nothing-is-called-so')
    await page.getByText('No check is as asked for.').waitFor()
  })

  test('headings stay in view', { timeout: 60_000 }, async () => {
    const page = await opened('#/matrix', crowd(), { viewport: { width: 800, height: 600 } })
    await page.locator('.scroll').evaluate((one) => one.scrollTo(900, 4000))
    const [box, corner] = await Promise.all(
      ['.scroll', 'thead th'].map((each) => page.locator(each).first().boundingBox()),
    )
    expect(corner?.x).toBeCloseTo((box?.x ?? 0) + 1, 0)
    expect(corner?.y).toBeCloseTo((box?.y ?? 0) + 1, 0)
  })
})

describe('the comparison', () => {
  test('tells what differs, gravest first, and what it was', async () => {
    const page = await opened('#/compare')
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'Newly broken (1)',
      'Reason changed (1)',
      'Newly held (1)',
      'No longer there (1)',
    ])
    const text = await page.locator('main').innerText()
    for (const part of [
      'The profiles differ (fapi2, oauth2)',
      'told to judge different checks',
      '200 with access_token',
      markup,
      'code.gone',
    ])
      expect(text).toContain(part)
    await page.getByRole('link', { name: 'code.single-use' }).click()
    await page.getByRole('region', { name: 'Outcome' }).waitFor()
  })

  test('without an earlier run it says so, and of equal runs that nothing differs', async () => {
    const { base: _, ...alone } = given
    expect(await (await opened('#/compare', alone)).locator('main').innerText()).toContain('without an earlier run')
    expect(await (await opened('#/compare', { ...given, base: given.run })).locator('main').innerText()).toContain(
      'Nothing differs.',
    )
  })
})

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

const looks = [360, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })))

test.each(looks)(
  'every view is accessible and fits: $width, $scheme',
  { timeout: 120_000 },
  async ({ width, scheme }) => {
    const few = crowd(8, 12)
    const views: [string, string, Given][] = [
      ['check', failing, given],
      ['check-hostile', hostile, given],
      ['matrix', '#/matrix', few],
      ['compare', '#/compare', given],
    ]
    for (const [name, hash, shown] of views) {
      // One browser, one view after another.
      // oxlint-disable-next-line no-await-in-loop
      await judge(
        name,
        await opened(hash, shown, { viewport: { width, height: 800 }, colorScheme: scheme, bypassCSP: true }),
        `${width}-${scheme}`,
      )
    }
  },
)

async function judge(name: string, page: Page, look: string): Promise<void> {
  await picture(page, `${look}-${name}`)
  await unfold(page)
  await picture(page, `${look}-${name}-open`)
  await page.evaluate(axe)
  const found = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)')
  const told = found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('; ')}`,
  )
  expect(told, name).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
  await page.context().close()
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
