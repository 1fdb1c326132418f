import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RawAnswer } from './raw-http.ts'
import { postForm, seen, send, text } from './raw-http.ts'
import { authorize, getTokens, resource, sleep } from './raw-server.ts'
import type { Running } from './targets.ts'
import { runNodeOauth2Server } from './targets.ts'

let running: Running
beforeAll(async () => {
  running = await runNodeOauth2Server(sleep)
})
afterAll(() => running.close())

const signIn = (next: string, password: string): Promise<RawAnswer> =>
  postForm(`${running.server.issuer}/login?next=${encodeURIComponent(next)}`, [
    ['username', 'alice'],
    ['password', password],
  ])

describe('login', () => {
  test('a wrong password shows the form again and opens no session', async () => {
    const answer = await signIn('/authorize?client_id=web', 'wrong')
    expect(answer.status).toBe(401)
    expect(answer.body).toContain('Wrong username or password.')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  test('the right password leads back, but never to another site', async () => {
    expect((await signIn('/authorize?client_id=web', 'correct-horse')).headers.get('location')).toBe(
      '/authorize?client_id=web',
    )
    expect((await signIn('https://elsewhere.example/', 'correct-horse')).headers.get('location')).toBe('/')
    expect((await signIn('//elsewhere.example/', 'correct-horse')).headers.get('location')).toBe('/')
  })
})

describe('consent', () => {
  test('Deny redirects with access_denied and the state', async () => {
    const { server } = running
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'web',
      redirect_uri: server.web.redirectUri,
      state: 'xyz',
    })
    await authorize(server, server.web)
    const headers = { cookie: server.browser.cookie }
    const body = new URLSearchParams({ allowed: 'false' })
    const answer = await send(`${server.issuer}/authorize?${query}`, { method: 'POST', headers, body })
    const params = new URL(answer.headers.get('location') ?? '').searchParams
    expect([answer.status, params.get('error'), params.get('state'), params.get('code')]).toEqual([
      302,
      'access_denied',
      'xyz',
      null,
    ])
  })

  test('an unknown client is told so on a page, with its markup disarmed', async () => {
    const { server } = running
    const arrival = await authorize(server, { id: '<b>nobody</b>', redirectUri: 'https://elsewhere.example/' })
    expect('page' in arrival && [arrival.page.status, arrival.page.body.includes('<b>')]).toEqual([400, false])
  })

  test('an unregistered redirect_uri is never redirected to', async () => {
    const { server } = running
    const arrival = await authorize(server, { ...server.web, redirectUri: 'https://elsewhere.example/' })
    expect('page' in arrival && seen(arrival.page)).toBe('400 invalid_client')
  })
})

describe('resource', () => {
  test('answers 401 without a token, 401 to a wrong one, 403 without the scope', async () => {
    const { server } = running
    const nothing = await send(server.resourceUrl)
    const wrong = await resource(server, 'made-up')
    const narrow = await resource(server, text(await getTokens(server, server.web, 'write'), 'access_token'))
    expect([nothing, wrong, narrow].map((answer) => [seen(answer), answer.headers.get('www-authenticate')])).toEqual([
      ['401 empty', 'Bearer realm="Service"'],
      ['401 invalid_token', 'Bearer realm="Service",error="invalid_token"'],
      ['403 insufficient_scope', 'Bearer realm="Service",error="insufficient_scope"'],
    ])
  })
})
