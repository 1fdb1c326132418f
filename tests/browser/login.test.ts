import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'
import { post } from '../mock/visitor.ts'
import { arrival, newPage, startBrowser } from './chromium.ts'

const redirectUri = 'https://app.example/callback'

let browser: Browser
let mock: MockServer

beforeAll(async () => {
  browser = await startBrowser()
  mock = await createMockServer()
})

afterAll(async () => {
  await browser?.close()
  await mock?.close()
})

/** A tenant of its own and an authorization request to it. */
async function begin(options: TenantOptions): Promise<{ tenant: Tenant; page: Page; request: string }> {
  const tenant = await mock.createTenant(undefined, options)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'web',
    redirect_uri: redirectUri,
    scope: 'openid email read',
    state: 'walk-1',
  })
  return { tenant, page: await newPage(browser), request: `${tenant.issuer}/authorize?${query.toString()}` }
}

/** Does with the redirect what the client would: looks at it and redeems the code. Returns the ID Token's claims. */
async function received(tenant: Tenant, url: URL): Promise<Record<string, unknown>> {
  const { code = '', state, iss, error } = Object.fromEntries(url.searchParams)
  expect({ state, iss, error }).toEqual({ state: 'walk-1', iss: tenant.issuer, error: undefined })
  const answer = await post(tenant, '/token', { grant_type: 'authorization_code', redirect_uri: redirectUri, code })
  expect(answer.status).toBe(200)
  const payload = String(answer.json['id_token']).split('.')[1] ?? ''
  const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString())
  return claims
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await button(page, 'Sign in').click()
}

test('username and password, then consent, bring a code', async () => {
  const { tenant, page, request } = await begin({ login: 'password' })
  await page.goto(request)
  await signIn(page, 'alice', 'alice-password')
  expect(await page.getByRole('heading').textContent()).toBe('Allow access?')
  expect(await page.getByRole('listitem').getByRole('code').allTextContents()).toEqual(['openid', 'email', 'read'])
  const url = await arrival(page, redirectUri, () => button(page, 'Allow').click())
  expect(await received(tenant, url)).toMatchObject({ sub: 'alice', aud: 'web' })
})

test('a wrong password shows the error, keeps the username, and the next attempt works', async () => {
  const { tenant, page, request } = await begin({ login: 'password', consent: 'automatic' })
  await page.goto(request)
  await signIn(page, 'bob', 'not-his-password')
  expect(await page.getByRole('alert').textContent()).toBe('Username or password is wrong. Try again.')
  expect(await page.getByLabel('Username').inputValue()).toBe('bob')
  expect(await page.getByLabel('Password').inputValue()).toBe('')
  await page.getByLabel('Password').fill('bob-password')
  const url = await arrival(page, redirectUri, () => button(page, 'Sign in').click())
  expect(await received(tenant, url)).toMatchObject({ sub: 'bob' })
})

test('the picker needs one press', async () => {
  const { tenant, page, request } = await begin({ login: 'picker', consent: 'automatic' })
  await page.goto(request)
  const url = await arrival(page, redirectUri, () => page.getByRole('button', { name: 'Bob Example' }).click())
  expect(await received(tenant, url)).toMatchObject({ sub: 'bob' })
})

test('automatic login and consent need nothing', async () => {
  const { tenant, page, request } = await begin({ login: 'automatic', consent: 'automatic' })
  const url = await arrival(page, redirectUri, () => page.goto(`${request}&login_hint=bob`))
  expect(await received(tenant, url)).toMatchObject({ sub: 'bob' })
})

test('the keyboard alone is enough', async () => {
  const { tenant, page, request } = await begin({ login: 'password' })
  await page.goto(request)
  await page.keyboard.press('Tab')
  await page.keyboard.type('alice')
  await page.keyboard.press('Tab')
  await page.keyboard.type('alice-password')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Allow access?' }).waitFor()
  await page.keyboard.press('Tab')
  const url = await arrival(page, redirectUri, () => page.keyboard.press('Enter'))
  expect(await received(tenant, url)).toMatchObject({ sub: 'alice' })
})

test('saying no is access_denied, at login and at consent', async () => {
  const atLogin = await begin({ login: 'picker' })
  await atLogin.page.goto(atLogin.request)
  const cancelled = await arrival(atLogin.page, redirectUri, () => button(atLogin.page, 'Cancel').click())
  expect(cancelled.searchParams.get('error')).toBe('access_denied')
  const { page, request } = await begin({ login: 'picker' })
  await page.goto(request)
  await page.getByRole('button', { name: 'Alice Example' }).click()
  const denied = await arrival(page, redirectUri, () => button(page, 'Deny').click())
  expect(denied.searchParams.get('error')).toBe('access_denied')
})

test('a scope whose box is emptied is not granted, and the rest is', async () => {
  const { tenant, page, request } = await begin({ login: 'picker' })
  await page.goto(request)
  await page.getByRole('button', { name: 'Alice Example' }).click()
  await page.getByRole('checkbox', { name: 'See your e-mail address' }).uncheck()
  const url = await arrival(page, redirectUri, () => button(page, 'Allow').click())
  const code = url.searchParams.get('code') ?? ''
  const answer = await post(tenant, '/token', { grant_type: 'authorization_code', redirect_uri: redirectUri, code })
  expect(answer.json['scope']).toBe('openid read')
})

test('somebody new logs in with claims of their own', async () => {
  const { tenant, page, request } = await begin({ login: 'picker', consent: 'automatic', anyUser: true })
  await page.goto(request)
  await page.getByText('Someone else').click()
  await page.getByLabel('Username').fill('zoe')
  await page.getByLabel('Claims, a JSON object').fill('[]')
  await button(page, 'Sign in').click()
  expect(await page.getByRole('alert').textContent()).toContain('The claims are no JSON object')
  expect(await page.getByLabel('Username').inputValue()).toBe('zoe')
  await page.getByLabel('Claims, a JSON object').fill('{"email": "zoe@example.com"}')
  const url = await arrival(page, redirectUri, () => button(page, 'Sign in').click())
  expect(await received(tenant, url)).toMatchObject({ sub: 'zoe' })
})
