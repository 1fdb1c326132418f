import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'

import { createMockServer, type MockOptions, type MockServer } from '../../mock-server/index.ts'
import { newPage, startBrowser } from '../browser/chromium.ts'
import { blockOf } from './guide.ts'
import { libraries, servePage } from './page-server.ts'

/** What the page does; each returns what the test looks at. */
const application = `
const domain = new URLSearchParams(location.search).get('domain') ?? sessionStorage.getItem('domain')
sessionStorage.setItem('domain', domain)
${blockOf('auth0-spa-js.js')
  .replace("'https://127.0.0.1:4000'", "'https://' + domain")
  .replace("'127.0.0.1:4000'", 'domain')
  .replace("'http://localhost:5173", "location.origin + '")}
const complaint = ({ message }) => ({ complaint: message })
window.application = {
  login: () => client.loginWithRedirect(),
  callback: () => client.handleRedirectCallback().then(() => client.getUser(), complaint),
  refresh: () => client.getTokenSilently({ cacheMode: 'off' }).then(() => ({}), complaint),
  use: async () => {
    const token = await client.getTokenSilently({ cacheMode: 'cache-only' })
    return (await fetch('https://' + domain + '/resource', { headers: { authorization: 'Bearer ' + token } })).status
  },
}
`

let browser: Browser
let mock: MockServer
let site: Awaited<ReturnType<typeof servePage>>

beforeAll(async () => {
  browser = await startBrowser()
  site = await servePage(libraries.auth0(), application)
  // The library knows no http, no path in an issuer, and a token endpoint that it does not look up.
  const options: MockOptions = parse(blockOf('auth0.yaml').replace('http://localhost:5173', site.url))
  mock = await createMockServer(options)
})

afterAll(async () => {
  await browser?.close()
  await mock?.close()
  await site?.close()
})

/** The page in a browser that has just come back from login. */
async function arrive(): Promise<Page> {
  const page = await newPage(browser, { javaScriptEnabled: true, ignoreHTTPSErrors: true })
  await page.goto(`${site.url}/?domain=${new URL(mock.issuer).host}`)
  await page.evaluate('void application.login()')
  await page.getByRole('button', { name: 'Alice Example' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(`${site.url}/callback?*`)
  return page
}

test('a page signs a person in with PKCE, state and nonce', async () => {
  mock.tenant.reset()
  const page = await arrive()
  expect(await page.evaluate('application.callback()')).toMatchObject({ sub: 'alice', email: 'alice@example.com' })
  expect(await page.evaluate('application.use()')).toBe(200)
})

test('after expiry the resource says 401 to the page, and a refresh token opens it again', async () => {
  mock.tenant.reset()
  const page = await arrive()
  await page.evaluate('application.callback()')
  mock.tenant.clock.advance(601)
  expect(await page.evaluate('application.use()')).toBe(401)
  expect(await page.evaluate('application.refresh()')).toEqual({})
  expect(await page.evaluate('application.use()')).toBe(200)
})

test.each([
  ['nonce', { nonce: 'another nonce' }, 'Nonce (nonce) claim mismatch'],
  ['audience', { aud: 'somebody-else' }, 'Audience (aud) claim mismatch'],
  ['expiry', { exp: 1 }, 'Expiration Time (exp) claim error'],
])('an ID Token with a wrong %s is refused', async (_, claims, complaint) => {
  mock.tenant.reset()
  mock.tenant.claims.add({ id_token: claims })
  const page = await arrive()
  expect(await page.evaluate('application.callback()')).toEqual({ complaint: expect.stringContaining(complaint) })
})
