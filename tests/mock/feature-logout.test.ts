import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type FeatureOptions, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { receive } from './callback-server.ts'
import { authorize, read, redeem, Visitor } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

async function featured(features: FeatureOptions, metadata: Record<string, Record<string, unknown>>): Promise<Tenant> {
  const tenant = await mock.createTenant(undefined, { login: 'automatic', consent: 'automatic', features })
  for (const [id, more] of Object.entries(metadata)) {
    const client = tenant.clients.find(id)
    if (client) tenant.clients.add({ ...client, ...more })
  }
  return tenant
}

/** Logs in at some clients with one browser and gives their ID Tokens. */
async function logIn(tenant: Tenant, visitor: Visitor, clients: string[]): Promise<string[]> {
  const tokens: string[] = []
  for (const client of clients) {
    const { json } = await redeem(tenant, await authorize(tenant, { client, visitor }), client)
    tokens.push(String(json['id_token']))
  }
  return tokens
}

/** Signs out on the page of the provider and gives its answer. */
async function signOut({ issuer }: Tenant, visitor: Visitor, hint: string): Promise<Response> {
  const query = new URLSearchParams({
    id_token_hint: hint,
    post_logout_redirect_uri: 'https://app.example/signed-out',
    state: 'out',
  })
  const page = await visitor.request(`${issuer}/logout?${query}`)
  const $ = load(await page.text())
  const body = new URLSearchParams({ xsrf: String($('input[name=xsrf]').val()), logout: 'yes' })
  return visitor.request(String($('form').attr('action')), { method: 'POST', body })
}

describe('back-channel logout', () => {
  test('every client of the session gets a logout token', async () => {
    await using client = await receive()
    const uri = { backchannel_logout_uri: `${client.url}/out`, backchannel_logout_session_required: true }
    const tenant = await featured({ logout: { backchannel: true } }, { web: uri, second: uri })
    const visitor = new Visitor()
    const [first = '', second = ''] = await logIn(tenant, visitor, ['web', 'second'])
    const done = await signOut(tenant, visitor, first)
    expect(done.headers.get('location')).toBe('https://app.example/signed-out?state=out')
    const keys = createRemoteJWKSet(new URL(`${tenant.issuer}/jwks`))
    const sids: Record<string, unknown> = {}
    for (let count = 0; count < 2; count += 1) {
      const { path, body } = await client.next()
      expect(path).toBe('/out')
      const token = new URLSearchParams(body).get('logout_token') ?? ''
      const { payload } = await jwtVerify(token, keys, { issuer: tenant.issuer, typ: 'logout+jwt' })
      expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} })
      expect(payload).not.toHaveProperty('nonce')
      sids[String(payload.aud)] = payload['sid']
    }
    expect(tenant.journal.list().filter(({ endpoint }) => endpoint === 'backchannel_logout')).toHaveLength(2)
    expect(sids).toEqual({ web: decodeJwt(first)['sid'], second: decodeJwt(second)['sid'] })
  })

  test('a client that does not listen keeps nobody from signing out, and is in the journal', async () => {
    await using client = await receive()
    const gone = { backchannel_logout_uri: `${client.url}/out` }
    const tenant = await featured({ logout: { backchannel: true } }, { web: gone, second: gone })
    const visitor = new Visitor()
    const [hint = ''] = await logIn(tenant, visitor, ['web'])
    await client[Symbol.asyncDispose]()
    expect((await signOut(tenant, visitor, hint)).status).toBe(303)
    const told = tenant.journal.list().filter(({ endpoint }) => endpoint === 'backchannel_logout')
    expect(told).toEqual([expect.objectContaining({ client: 'web', status: 0, error: 'server_error' })])
  })

  test('where it is off, nobody is told', async () => {
    await using client = await receive()
    const tenant = await featured({}, { web: { backchannel_logout_uri: `${client.url}/out` } })
    const visitor = new Visitor()
    const [hint = ''] = await logIn(tenant, visitor, ['web'])
    expect((await signOut(tenant, visitor, hint)).status).toBe(303)
    expect(client.received).toEqual([])
  })
})

describe('front-channel logout', () => {
  const web = { frontchannel_logout_uri: 'https://app.example/out?a=b', frontchannel_logout_session_required: true }
  const second = { frontchannel_logout_uri: 'http://localhost:3999/out' }

  test('the browser loads the page of every client, then goes back', async () => {
    const tenant = await featured({ logout: { frontchannel: true } }, { web, second })
    const visitor = new Visitor()
    const [first = ''] = await logIn(tenant, visitor, ['web', 'second', 'spa'])
    const { sid } = decodeJwt(first)
    expect(sid).toEqual(expect.any(String))
    const page = await signOut(tenant, visitor, first)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain('frame-src https://app.example http://localhost:3999')
    const $ = load(await page.text())
    const frames = $('iframe').map((_index, frame) => $(frame).attr('src'))
    const told = new URLSearchParams({ a: 'b', iss: tenant.issuer, sid: String(sid) })
    expect(frames.toArray()).toEqual([`https://app.example/out?${told}`, 'http://localhost:3999/out'])
    expect($('a').attr('href')).toBe('https://app.example/signed-out?state=out')
    expect($('meta[http-equiv=refresh]').attr('content')).toBe('2; url=https://app.example/signed-out?state=out')
    const again = await authorize(tenant, { visitor, parameters: { prompt: 'none' } })
    expect(again.url.searchParams.get('error')).toBe('login_required')
  })

  test('clients register for it, with an address a browser can load', async () => {
    const tenant = await mock.createTenant(undefined, {
      registration: 'open',
      features: { logout: { frontchannel: true } },
    })
    const register = async (uri: unknown) => {
      const body = JSON.stringify({ redirect_uris: ['https://a.example/b'], frontchannel_logout_uri: uri })
      const headers = { 'content-type': 'application/json' }
      return read(await fetch(`${tenant.issuer}/register`, { method: 'POST', headers, body }))
    }
    expect((await register('https://a.example/out')).json).toMatchObject({
      frontchannel_logout_uri: 'https://a.example/out',
    })
    for (const uri of ['javascript:alert(1)', 7]) {
      expect((await register(uri)).json['error']).toBe('invalid_client_metadata')
    }
  })

  test('it is announced only where it is on', async () => {
    const discover = async ({ issuer }: Tenant) =>
      (await read(await fetch(`${issuer}/.well-known/openid-configuration`))).json
    const on = await discover(await featured({ logout: { frontchannel: true, backchannel: true } }, {}))
    expect(on).toMatchObject({
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      backchannel_logout_supported: true,
    })
    const off = JSON.stringify(await discover(await featured({}, {})))
    expect(off).not.toContain('channel_logout')
  })
})
