import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { newPage, startBrowser } from '../browser/chromium.ts'
import { blockOf, guideClients } from './guide.ts'
import { libraries, servePage } from './page-server.ts'

/** What the page does; each returns what the test looks at. */
const application = `
const issuer = new URLSearchParams(location.search).get('issuer') ?? sessionStorage.getItem('issuer')
sessionStorage.setItem('issuer', issuer)
${blockOf('oidc-client-ts.js').replace("'http://127.0.0.1:4000'", 'issuer').replace("'http://localhost:5173", "location.origin + '")}
const told = (user) => ({ sub: user.profile.sub, email: user.profile.email, token: user.access_token })
const complaint = ({ message }) => ({ complaint: message })
window.application = {
  login: () => manager.signinRedirect(),
  callback: () => manager.signinRedirectCallback().then(told, complaint),
  refresh: () => manager.signinSilent().then(told, complaint),
  use: async () => {
    const { access_token: token } = await manager.getUser()
    return (await fetch(issuer + '/resource', { headers: { authorization: 'Bearer ' + token } })).status
  },
}
`

let browser: Browser
let mock: MockServer
let site: Awaited<ReturnType<typeof servePage>>

beforeAll(async () => {
  browser = await startBrowser()
  mock = await createMockServer()
  site = await servePage(libraries.oidc(), application)
})

afterAll(async () => {
  await browser?.close()
  await mock?.close()
  await site?.close()
})

/** A tenant that knows the page as its client spa, and the page in a browser that has just come back from login. */
async function arrive(prepare: (tenant: Tenant) => void = () => {}): Promise<{ tenant: Tenant; page: Page }> {
  const clients = guideClients().map((client) => ({ ...client, redirect_uris: [`${site.url}/callback`] }))
  const tenant = await mock.createTenant(undefined, { login: 'picker', clients })
  prepare(tenant)
  const page = await newPage(browser, { javaScriptEnabled: true })
  await page.goto(`${site.url}/?issuer=${encodeURIComponent(tenant.issuer)}`)
  await page.evaluate('void application.login()')
  await page.getByRole('button', { name: 'Alice Example' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(`${site.url}/callback?*`)
  return { tenant, page }
}

test('a page signs a person in with PKCE and reads userinfo and the resource across origins', async () => {
  const { page } = await arrive()
  expect(await page.evaluate('application.callback()')).toMatchObject({ sub: 'alice', email: 'alice@example.com' })
  expect(await page.evaluate('application.use()')).toBe(200)
})

test('after expiry the resource says 401 to the page, and a refresh token opens it again', async () => {
  const { tenant, page } = await arrive()
  await page.evaluate('application.callback()')
  tenant.clock.advance(601)
  expect(await page.evaluate('application.use()')).toBe(401)
  expect(await page.evaluate('application.refresh()')).toMatchObject({ sub: 'alice' })
  expect(await page.evaluate('application.use()')).toBe(200)
})

test('a callback that is opened twice finds no state the second time', async () => {
  const { page } = await arrive()
  await page.evaluate('application.callback()')
  expect(await page.evaluate('application.callback()')).toEqual({ complaint: 'No matching state found in storage' })
})

test('a state that was dropped is noticed', async () => {
  const { page } = await arrive((tenant) => tenant.defects.on('state-dropped'))
  expect(await page.evaluate('application.callback()')).toEqual({ complaint: 'No state in response' })
})

// The library leaves expiry, audience and signature of ID Tokens to TLS, and compares the subject with that of userinfo.
test('a userinfo answer about somebody else is noticed', async () => {
  const { page } = await arrive((tenant) => tenant.claims.add({ userinfo: { sub: 'bob' } }))
  expect(await page.evaluate('application.callback()')).toMatchObject({
    complaint: 'subject from UserInfo response does not match subject in ID Token',
  })
})
