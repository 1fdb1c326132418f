import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startJmondiOauth2Server } from '../../fixtures/targets/jmondi-oauth2-server/server.mjs'
import { startMcpSdk } from '../../fixtures/targets/mcp-sdk/server.mjs'
import type { RawAnswer } from './raw-http.ts'
import { send } from './raw-http.ts'
import { proof } from './raw-server.ts'
import { walk } from './raw-walk.ts'

const person = { username: 'alice', password: 'correct-horse' }
const servers = [
  { name: 'jmondi-oauth2-server', start: startJmondiOauth2Server },
  { name: 'mcp-sdk', start: startMcpSdk },
]

describe.each(servers)('the pages in front of $name', ({ start }) => {
  let running: Awaited<ReturnType<typeof start>>
  let issuer: string
  beforeAll(async () => {
    running = await start()
    issuer = running.issuer.replace(/\/$/, '')
  })
  afterAll(() => running.close())

  const query = (): URLSearchParams =>
    new URLSearchParams({
      response_type: 'code',
      client_id: 'web',
      redirect_uri: 'https://web.example/callback',
      scope: 'read',
      state: 'xyz',
      ...proof().params,
    })

  test('the login page is not framed, not kept and asks for its own proof', async () => {
    const page = await send(`${issuer}/login?next=%2Fauthorize`)
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect((await signIn(page, { proof: 'made-up', ...person })).status).toBe(403)
    expect((await signIn(undefined, { ...person })).status).toBe(403)
  })

  test('a wrong password opens no session; the right one leads back, but never to another site', async () => {
    for (const [password, next, expected] of [
      ['wrong', '/authorize', [401, null]],
      ['correct-horse', '/authorize', [303, '/authorize']],
      ['correct-horse', 'https://elsewhere.example/', [303, '/']],
      ['correct-horse', '//elsewhere.example/', [303, '/']],
      ['correct-horse', '/\\elsewhere.example/', [303, '/']],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one browser after the other
      const page = await send(`${issuer}/login?next=${encodeURIComponent(next)}`)
      // oxlint-disable-next-line no-await-in-loop -- one browser after the other
      const answer = await signIn(page, { proof: hiddenProof(page), username: 'alice', password }, next)
      expect([answer.status, answer.headers.get('location')], next).toEqual(expected)
    }
  })

  test('consent that our own page did not ask for is refused', async () => {
    const browser = { cookie: '' }
    await walk(browser, `${issuer}/authorize?${query()}`, person)
    const headers = { cookie: browser.cookie }
    const asked = await send(`${issuer}/authorize?${query()}`, { headers })
    const address = new URL(asked.headers.get('location') ?? `/authorize?${query()}`, issuer)
    const body = new URLSearchParams({ allowed: 'true', proof: 'made-up' })
    const answer = await send(address.href, { method: 'POST', headers, body })
    expect([answer.status, answer.headers.get('location')]).toEqual([403, null])
  })

  test('Deny redirects with access_denied and the state', async () => {
    const browser = { cookie: '' }
    const arrival = await walk(browser, `${issuer}/authorize?${query()}`, person, 'false')
    expect('params' in arrival && Object.fromEntries(arrival.params)).toEqual({ error: 'access_denied', state: 'xyz' })
  })

  function signIn(page: RawAnswer | undefined, form: Record<string, string>, next = '/authorize'): Promise<RawAnswer> {
    const cookie = page?.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    const body = new URLSearchParams(form)
    return send(`${issuer}/login?next=${encodeURIComponent(next)}`, { method: 'POST', headers: { cookie }, body })
  }
})

function hiddenProof(page: RawAnswer): string {
  return /name="proof" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
}
