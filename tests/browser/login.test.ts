import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'
import { redeem } from '../mock/visitor.ts'
import { arrival, newPage, overflowing, startBrowser } from './chromium.ts'

const redirectUri = 'https://app.example/callback'

let browser: Browser
let mock: MockServer

beforeAll(async () => {
  ;[browser, mock] = await Promise.all([startBrowser(), createMockServer()])
})

afterAll(async () => {
  await Promise.all([browser?.close(), mock?.close()])
})

function requestUrl({ issuer }: Tenant, scope = 'openid email read'): string {
  const query = { response_type: 'code', client_id: 'web', redirect_uri: redirectUri, scope, state: 'walk-1' }
  return `${issuer}/authorize?${String(new URLSearchParams(query))}`
}

async function opened(options: TenantOptions): Promise<{ tenant: Tenant; page: Page }> {
  const tenant = await mock.createTenant(undefined, options)
  const page = await newPage(browser)
  return { tenant, page }
}

/** Holds the redirect to the client to what a client checks, and redeems the code. */
async function completes(tenant: Tenant, url: URL): Promise<void> {
  const { code, state, iss, error } = Object.fromEntries(url.searchParams)
  expect({ state, iss, error }).toEqual({ state: 'walk-1', iss: tenant.issuer, error: undefined })
  const { status } = await redeem(tenant, { url, code: code ?? '', verifier: undefined })
  expect(status).toBe(200)
}

test('username and password, then consent, lead to a code', async () => {
  const { tenant, page } = await opened({ login: 'password' })
  await page.goto(requestUrl(tenant))
  await page.getByLabel('Username').fill('alice')
  await page.getByLabel('Password').fill('alice-password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.getByRole('heading').textContent()).toBe('Allow access?')
  expect(await page.getByRole('listitem').allTextContents()).toEqual(['openid', 'email', 'read'])
  const allow = page.getByRole('button', { name: 'Allow' })
  await completes(tenant, await arrival(page, redirectUri, () => allow.click()))
})
