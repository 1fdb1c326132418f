import { mkdir, readFile } from 'node:fs/promises'
import process from 'node:process'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type User } from '../../mock-server/index.ts'
import { post } from '../mock/visitor.ts'
import { startBrowser } from './chromium.ts'

/** A folder for pictures of every page, to look at; none are taken unless it is set. */
const pictures = process.env['PAGE_PICTURES']

const looks = [
  { width: 320, height: 640, scheme: 'dark' },
  { width: 360, height: 740, scheme: 'light' },
  { width: 360, height: 740, scheme: 'dark' },
  { width: 1280, height: 800, scheme: 'light' },
  { width: 1280, height: 800, scheme: 'dark' },
] as const

const callback = 'https://app.example/callback'
const query = `client_id=web&response_type=code&redirect_uri=${callback}&scope=openid+profile+email+offline_access+read&prompt=consent`

let browser: Browser
let mock: MockServer
let axe = ''

beforeAll(async () => {
  browser = await startBrowser()
  mock = await createMockServer()
  axe = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
})

afterAll(async () => {
  await browser?.close()
  await mock?.close()
})

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

const crowd: User[] = ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Katherine Johnson', 'Barbara Liskov'].flatMap(
  (name, index) =>
    ['', ' Junior'].map((suffix) => ({
      username: `user-${index}${suffix.trim()}`,
      password: 'x',
      claims: { name: name + suffix, email: `user-${index}@example.com`, groups: ['admins', 'readers'] },
    })),
)

test.each(looks)('every page is accessible and fits: $width x $height, $scheme', { timeout: 120_000 }, async (look) => {
  const { width, height, scheme } = look
  const viewport = { width, height }
  const context = await browser.newContext({ viewport, colorScheme: scheme, bypassCSP: true })
  const page = await context.newPage()

  async function picture(name: string): Promise<void> {
    if (pictures === undefined) return
    await mkdir(pictures, { recursive: true })
    await page.screenshot({ path: `${pictures}/${width}-${scheme}-${name}.png`, fullPage: true })
  }

  /** Judges the page that is shown, its details unfolded. */
  async function judge(name: string): Promise<void> {
    await page.evaluate(axe)
    await picture(name)
    const folds = await page.evaluate<number>(
      `[...document.querySelectorAll('details')].map((one) => { one.open = true }).length`,
    )
    if (folds > 0) await picture(`${name}-open`)
    const found = await page.evaluate<Finding[]>('axe.run().then(({ violations }) => violations)')
    expect(found.map(told), name).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
    expect(await smallTargets(page), name).toEqual([])
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true })

  await page.goto(mock.issuer)
  await judge('front')

  const password = await mock.createTenant(undefined, { anyUser: true })
  await page.goto(`${password.issuer}/authorize?${query}`)
  await judge('password')
  await page.getByLabel('Username').fill('alice')
  await page.getByLabel('Password').fill('wrong')
  await button('Sign in').click()
  await judge('password-wrong')
  await page.getByLabel('Password').fill('alice-password')
  await button('Sign in').click()
  await judge('consent')

  const picker = await mock.createTenant(undefined, { login: 'picker', anyUser: true })
  await page.goto(`${picker.issuer}/authorize?${query}`)
  await judge('picker')
  await page.getByRole('button', { name: 'Alice Example' }).click()
  await page.goto(`${picker.issuer}/authorize?${query.replace('consent', 'select_account')}`)
  await judge('select-account')

  const many = await mock.createTenant('crowd', { login: 'picker', users: crowd })
  await page.goto(`${many.issuer}/authorize?${query}`)
  await judge('picker-many')
  mock.dropTenant('crowd')

  await page.goto(`${picker.issuer}/authorize?client_id=web&redirect_uri=https://app.example/callback/&state=abc`)
  await judge('error')
  await page.goto(`${picker.issuer}/logout?client_id=web&post_logout_redirect_uri=https://elsewhere.example/`)
  await judge('logout-error')

  const device = await post(picker, '/device_authorization', { scope: 'openid read' }, 'tv')
  const again = await post(picker, '/device_authorization', { scope: 'read' }, 'tv')
  await page.goto(`${picker.issuer}/device`)
  await judge('device')
  await page.getByLabel('Code shown').fill('WRONG')
  await button('Continue').click()
  await judge('device-wrong')
  await page.getByLabel('Code shown').fill(String(device.json['user_code']))
  await button('Continue').click()
  await judge('device-confirm')
  await button('Deny').click()
  await judge('device-refused')
  picker.logins.next('alice')
  await page.goto(String(again.json['verification_uri_complete']))
  await button('Continue').click()
  await button('Continue').click()
  await judge('device-connected')

  await page.goto(`${picker.issuer}/logout`)
  await judge('logout')
  await button('Sign out').click()
  await judge('signed-out')
  await context.close()
})

function told({ id, nodes }: Finding): string {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('; ')}`
}

/** What is too small for a finger: less than 24 pixels high (WCAG 2.2, 2.5.8). */
const smallTargets = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('button, summary, input:not([type=hidden]):not([type=checkbox]), textarea')]
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 24)
      .map((one) => one.outerHTML)`,
  )
