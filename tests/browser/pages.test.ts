import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { newPage, startBrowser } from './chromium.ts'

const phone = { width: 360, height: 640 }
/** Nothing a browser may break a line at. */
const long = 'averyveryverylongnamethatdoesnotfitintoonelineofaphoneandhasnoplacetobreakit'

let browser: Browser
let mock: MockServer

beforeAll(async () => {
  browser = await startBrowser()
  mock = await createMockServer({
    tenant: {
      clients: [
        { client_id: 'web', client_name: long, client_secret: 'web-secret', redirect_uris: ['https://app.example/cb'] },
      ],
      users: [{ username: long, password: 'its-password', claims: { name: long } }],
      scopes: ['openid', 'read', long],
    },
  })
})

afterAll(async () => {
  await browser?.close()
  await mock?.close()
})

async function begin(login: 'password' | 'picker'): Promise<Page> {
  const { users, clients, settings } = mock.tenant
  const tenant = await mock.createTenant(undefined, {
    ...settings,
    users: users.list(),
    clients: clients.list(),
    login,
  })
  const page = await newPage(browser, { viewport: phone })
  const query = `client_id=web&response_type=code&redirect_uri=https://app.example/cb&scope=openid+read+${long}`
  await page.goto(`${tenant.issuer}/authorize?${query}`)
  return page
}

/** Pixels of the page beyond the right edge of the window. */
const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')

/** Inputs without a label, as markup. */
const unlabelled = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('input:not([type=hidden])')].filter((input) => input.labels.length === 0).map((input) => input.outerHTML)`,
  )

async function stands(page: Page, heading: string): Promise<void> {
  expect(await page.getByRole('heading').textContent()).toBe(heading)
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect(await unlabelled(page)).toEqual([])
}

test('on a phone the pages of a password login fit, with fields that have labels', async () => {
  const page = await begin('password')
  await stands(page, 'Sign in')
  await page.getByLabel('Username').fill(long)
  await page.getByLabel('Password').fill('another')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  await stands(page, 'Sign in')
  await page.getByLabel('Password').fill('its-password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Allow' }).waitFor()
  await stands(page, 'Allow access?')
})

test('on a phone the picker fits', async () => {
  await stands(await begin('picker'), 'Who are you?')
})

test('on a phone the page of a refused request fits', async () => {
  const page = await newPage(browser, { viewport: phone })
  await page.goto(`${mock.issuer}/authorize?client_id=${long}`)
  await stands(page, 'This request was refused')
})
