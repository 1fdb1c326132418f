import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type Client, type MockServer } from '../../mock-server/index.ts'
import { newPage, startBrowser } from '../browser/chromium.ts'
import { fileOf, servePage } from './page-server.ts'

/** What the page does; each returns what the test looks at. */
const application = `
const domain = new URLSearchParams(location.search).get('domain') ?? sessionStorage.getItem('domain')
sessionStorage.setItem('domain', domain)
const client = new auth0.Auth0Client({
  domain,
  issuer: 'https://' + domain,
  clientId: 'spa',
  useRefreshTokens: true,
  cacheLocation: 'localstorage',
  authorizationParams: { redirect_uri: location.origin + '/callback', scope: 'openid profile email read' },
})
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
  site = await servePage(fileOf('@auth0/auth0-spa-js/dist/auth0-spa-js.production.js'), application)
  const spa: Client = {
    client_id: 'spa',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [`${site.url}/callback`],
  }
  // The library knows no http, no path in an issuer, and a token endpoint that it does not look up.
  mock = await createMockServer({
    tls: 'development',
    tenant: {
      login: 'picker',
      aliases: { '/oauth/token': 'token' },
      idTokenClaims: 'always',
      clients: [spa],
    },
  })
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
