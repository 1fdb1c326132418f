import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { codeBlocks } from '../docs/code-blocks.ts'
import { runSession } from '../docs/shell-session.ts'
import { pkce } from '../mock/visitor.ts'
import { secretOf } from './sign-in.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const folder = mkdtempSync(join(tmpdir(), 'assay-curl-'))

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(async () => {
  await mock.close()
  rmSync(folder, { recursive: true })
})

/** What curl printed; a redirect to a place where nobody listens is a failure of its own that says all the same. */
function curl(...words: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('curl', ['-s', ...words], (_error, output) => resolve(output))
  })
}

test('the lines of README.md work as pasted, but for the port', async () => {
  const port = await freePort()
  const [block, ...more] = codeBlocks(readFileSync(join(root, 'README.md'), 'utf8')).filter(({ text }) =>
    text.includes('npx oauth-assay mock'),
  )
  if (!block) throw new Error('expected lines for the mock in README.md, got none')
  expect(more).toEqual([])
  const text = block.text.replace('oauth-assay mock', `oauth-assay mock --port ${port}`).replaceAll(':4000', `:${port}`)
  const [outcome] = await runSession([{ ...block, text }], folder, root)
  expect(JSON.parse(outcome?.output ?? '')).toMatchObject({ token_type: 'Bearer', access_token: expect.any(String) })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return port
}

test('curl alone walks a code flow with PKCE, refreshes after expiry and is refused with a wrong verifier', async () => {
  const tenant = await mock.createTenant(undefined, { login: 'automatic', consent: 'automatic' })
  const secret = secretOf(tenant, 'second')
  const { verifier, challenge } = pkce()
  const request = {
    client_id: 'second',
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:9/callback',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }
  const second = tenant.clients.find('second')
  if (!second) throw new Error('expected the client second, got none')
  tenant.clients.add({ ...second, redirect_uris: [request.redirect_uri] })
  const jar = join(folder, 'cookies')
  const arrive = async () => {
    const page = `${tenant.issuer}/authorize?${new URLSearchParams(request).toString()}`
    const back = await curl('-L', '-b', jar, '-c', jar, '-o', '/dev/null', '-w', '%{url_effective}', page)
    return new URL(back).searchParams.get('code') ?? ''
  }
  const ask = async (form: Record<string, string>): Promise<Record<string, string>> => {
    const all = Object.entries({ client_id: 'second', client_secret: secret, ...form })
    const words = all.flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`])
    return JSON.parse(await curl(...words, `${tenant.issuer}/token`))
  }
  const redeem = (code: string, code_verifier: string) =>
    ask({ grant_type: 'authorization_code', code, redirect_uri: request.redirect_uri, code_verifier })
  const statusOf = (token = '') =>
    curl('-o', '/dev/null', '-w', '%{http_code}', '--oauth2-bearer', token, `${tenant.issuer}/resource`)

  const tokens = await redeem(await arrive(), verifier)
  expect(await statusOf(tokens['access_token'])).toBe('200')
  tenant.clock.advance(601)
  expect(await statusOf(tokens['access_token'])).toBe('401')
  const fresh = await ask({ grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] ?? '' })
  expect(await statusOf(fresh['access_token'])).toBe('200')
  expect(await redeem(await arrive(), 'v'.repeat(43))).toMatchObject({ error: 'invalid_grant' })
})

// curl -u sends a secret as it is; RFC 6749, section 2.3.1 wants it form-encoded, which shows where it holds % or +.
test('curl -u works where the secret needs no encoding, and is refused where it does', async () => {
  const tenant = await mock.createTenant()
  const as = (id: string, secret = secretOf(tenant, id)) =>
    curl('-u', `${id}:${secret}`, '-d', 'grant_type=refresh_token&refresh_token=r', `${tenant.issuer}/token`)
  expect(await as('web')).toContain('not properly encoded')
  expect(await as('web', encodeURIComponent(secretOf(tenant, 'web')))).toContain('invalid_grant')
  expect(await as('service')).toContain('unauthorized_client')
})
