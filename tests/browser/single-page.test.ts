import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { hangUp, listen } from '../../mock-server/listener.ts'
import { pkce } from '../mock/visitor.ts'
import { startBrowser } from './chromium.ts'

let browser: Browser
let site: Server
let origin: string
let mock: MockServer

beforeAll(async () => {
  browser = await startBrowser()
  site = createServer((_req, res) => {
    res.writeHead(200, { 'content-type': 'text/html' })
    res.end('<!doctype html><title>An application</title>')
  })
  origin = `http://${await listen(site)}`
  const spa = { client_id: 'spa', token_endpoint_auth_method: 'none', grant_types: ['authorization_code'] } as const
  mock = await createMockServer({
    tenant: {
      login: 'automatic',
      consent: 'automatic',
      clients: [{ ...spa, grant_types: [...spa.grant_types], redirect_uris: [`${origin}/cb`] }],
    },
  })
})

afterAll(async () => {
  await browser?.close()
  await mock?.close()
  if (site) await hangUp(site)
})

interface Arrived {
  readonly issuer: string
  readonly redirectUri: string
  readonly code: string
  readonly verifier: string
}

/** What an application in the browser does with fetch alone; runs in the page. */
async function finish({ issuer, redirectUri, code, verifier }: Arrived): Promise<unknown[]> {
  const json = async (answer: Response): Promise<Record<string, unknown>> => Object(await answer.json())
  const metadata = await json(await fetch(`${issuer}/.well-known/openid-configuration`))
  const keys = await json(await fetch(String(metadata['jwks_uri'])))
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'spa',
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  })
  const tokens = await json(await fetch(String(metadata['token_endpoint']), { method: 'POST', body }))
  const headers = { authorization: `Bearer ${String(tokens['access_token'])}` }
  const user = await json(await fetch(String(metadata['userinfo_endpoint']), { headers }))
  const resource = await json(await fetch(`${issuer}/resource`, { headers }))
  const refused = await fetch(`${issuer}/resource`, { headers: { authorization: 'Bearer wrong' } })
  const revoked = await fetch(String(metadata['revocation_endpoint']), {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'spa', token: String(tokens['access_token']) }),
  })
  return [
    keys['keys'] !== undefined,
    user['sub'],
    resource['client_id'],
    refused.status,
    refused.headers.get('www-authenticate')?.includes('invalid_token'),
    revoked.status,
  ]
}

test('an application in the browser, at another origin, does everything with fetch', async () => {
  const page = await (await browser.newContext()).newPage()
  const redirectUri = `${origin}/cb`
  const { verifier, challenge } = pkce()
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'spa',
    redirect_uri: redirectUri,
    scope: 'openid read',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  await page.goto(`${mock.issuer}/authorize?${query}`)
  expect(page.url()).toContain(`${redirectUri}?code=`)
  const code = new URL(page.url()).searchParams.get('code') ?? ''
  const seen = await page.evaluate(finish, { issuer: mock.issuer, redirectUri, code, verifier })
  expect(seen).toEqual([true, 'alice', 'spa', 401, true, 200])
})

test('a page of a foreign origin reads nothing of the resource', async () => {
  const page = await (await browser.newContext()).newPage()
  const foreign = createServer((_req, res) => res.end('<!doctype html><title>Foreign</title>'))
  await page.goto(`http://${await listen(foreign)}`)
  const read = (url: string): Promise<string> =>
    fetch(url, { headers: { authorization: 'Bearer x' } }).then(String, String)
  expect(await page.evaluate(read, `${mock.issuer}/resource`)).toContain('Failed to fetch')
  await hangUp(foreign)
})
