import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createMockServer, type LoginScript, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { claimsOf, page, post, redeem, start, Visitor, type Answer } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const callback = 'https://app.example/callback'

const request = (tenant: Tenant, more: Record<string, string> = {}) =>
  `${tenant.issuer}/authorize?${new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid read write',
    ...more,
  }).toString()}`

/** Follows an authorization request as far as it goes without anybody doing anything. */
async function go(tenant: Tenant, more: Record<string, string> = {}, visitor = new Visitor()) {
  const { response, url } = await visitor.follow(request(tenant, more), tenant.issuer)
  const code = url.searchParams.get('code')
  const error = url.searchParams.get('error')
  return { response, url, visitor, code, error }
}

async function tokensOf(tenant: Tenant, code: string | null): Promise<Answer> {
  return post(tenant, '/token', { grant_type: 'authorization_code', code: String(code), redirect_uri: callback })
}

const subjectOf = async (tenant: Tenant, code: string | null) =>
  claimsOf((await tokensOf(tenant, code)).json['id_token'])['sub']

describe('the next login', () => {
  test('is of the named user, once, without a page for login or consent', async () => {
    const tenant = await mock.createTenant()
    tenant.logins.next('bob', { user: 'alice' })
    expect(tenant.logins.list()).toEqual([{ user: 'bob' }, { user: 'alice' }])
    expect(await subjectOf(tenant, (await go(tenant)).code)).toBe('bob')
    expect(await subjectOf(tenant, (await go(tenant)).code)).toBe('alice')
    expect(tenant.logins.list()).toEqual([])
    expect(await (await go(tenant)).response.text()).toContain('type="password"')
  })

  test.each([{ login: 'picker' }, { login: 'automatic', consent: 'automatic' }] as const)(
    'comes before the ways of the tenant: %j',
    async (options) => {
      const tenant = await mock.createTenant(undefined, { ...options, logins: ['bob'] })
      expect(await subjectOf(tenant, (await go(tenant, { login_hint: 'alice' })).code)).toBe('bob')
    },
  )

  test('is found by sub, and belongs to the client it names', async () => {
    const tenant = await mock.createTenant(undefined, { users: [{ username: 'carol', password: 'x', sub: 'user-7' }] })
    tenant.logins.next({ user: 'user-7', client: ['spa', 'second'] }, { cancel: true, client: 'web' })
    expect((await go(tenant)).error).toBe('access_denied')
    expect(tenant.logins.list()).toHaveLength(1)
    const parameters = { client_id: 'second', redirect_uri: 'https://second.example/callback' }
    expect((await go(tenant, parameters)).code).toEqual(expect.any(String))
  })

  test('happens in spite of a session, as somebody else too', async () => {
    const tenant = await mock.createTenant()
    tenant.logins.next('alice')
    const { visitor, code } = await go(tenant)
    expect(await subjectOf(tenant, code)).toBe('alice')
    tenant.logins.next({ deny: true }, 'bob')
    expect((await go(tenant, {}, visitor)).error).toBe('access_denied')
    expect(await subjectOf(tenant, (await go(tenant, {}, visitor)).code)).toBe('bob')
  })

  test('can show the consent page all the same', async () => {
    const tenant = await mock.createTenant(undefined, { logins: [{ user: 'alice', consent: 'page' }] })
    expect(await (await go(tenant)).response.text()).toContain('value="allow"')
  })

  test.each(['page', 'automatic'] as const)('can give less than was asked for, consent %s', async (consent) => {
    const tenant = await mock.createTenant(undefined, { consent, logins: [{ user: 'alice', granted: 'openid read' }] })
    const { json } = await tokensOf(tenant, (await go(tenant)).code)
    expect(json['scope']).toBe('openid read')
    const native = { client_id: 'native', redirect_uri: 'http://127.0.0.1/callback', prompt: 'consent' }
    tenant.logins.next({ user: 'alice', granted: '' })
    expect((await go(tenant, { ...native, ...challenge })).error).toBe('access_denied')
  })

  test('is remembered as consent in its session', async () => {
    const tenant = await mock.createTenant(undefined, { logins: ['alice'] })
    const { visitor } = await go(tenant)
    expect((await go(tenant, { prompt: 'none' }, visitor)).code).toEqual(expect.any(String))
  })
})

const challenge = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' }

describe('the next login fails', () => {
  test.each<[LoginScript, string, string | null]>([
    [{ deny: true }, 'access_denied', 'the user said no'],
    [{ cancel: true }, 'access_denied', 'the user cancelled the login'],
    [{ error: 'login_required' }, 'login_required', null],
    [{ error: 'consent_required' }, 'consent_required', null],
    [{ error: 'server_error', description: 'down for a moment' }, 'server_error', 'down for a moment'],
    [{ error: 'temporarily_unavailable' }, 'temporarily_unavailable', null],
    [{ error: 'vendor.specific' }, 'vendor.specific', null],
  ])('%j', async (script, error, description) => {
    const tenant = await mock.createTenant(undefined, { logins: [script] })
    const { url } = await go(tenant, { state: 'abc' })
    expect(url.href).toMatch(callback)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ error, state: 'abc', iss: tenant.issuer })
    expect(url.searchParams.get('error_description')).toBe(description)
    expect(tenant.journal.refusals().at(-1)).toMatchObject({ error, client: 'web' })
  })

  test('by an error also where nobody may be asked, and by nothing else there', async () => {
    const tenant = await mock.createTenant()
    tenant.logins.next({ error: 'interaction_required' }, 'alice')
    expect((await go(tenant, { prompt: 'none' })).error).toBe('interaction_required')
    expect((await go(tenant, { prompt: 'none' })).error).toBe('login_required')
    expect(tenant.logins.list()).toEqual([{ user: 'alice' }])
  })

  test.each(['password', 'picker', 'automatic'] as const)('by a wrong password, once: login %s', async (login) => {
    const tenant = await mock.createTenant(undefined, {
      login,
      consent: 'automatic',
      logins: [{ wrongPassword: true }],
    })
    const { response, visitor, url } = await go(tenant)
    const right = { username: 'bob', password: 'bob-password' }
    if (login === 'automatic') {
      expect(response.status).toBe(400)
      expect(await response.text()).toMatch(/role="alert"[^>]*>Username or password is wrong/)
    } else {
      expect(response.status).toBe(200)
      const first = await page(visitor, url, tenant, right)
      expect(first).toMatchObject({
        status: 400,
        text: expect.stringMatching(/role="alert"[^>]*>Username or password/),
      })
    }
    const second = await start(visitor, url, tenant, right)
    expect(await subjectOf(tenant, second.url.searchParams.get('code'))).toBe('bob')
  })

  test('for a device, by what the user does', async () => {
    const tenant = await mock.createTenant()
    tenant.logins.next({ deny: true })
    const device = await post(tenant, '/device_authorization', { scope: 'read' }, 'tv')
    const visitor = new Visitor()
    let { text } = await page(visitor, new URL(`${tenant.issuer}/device`), tenant)
    for (const more of [{ user_code: String(device.json['user_code']) }, {}]) {
      const hidden = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
      const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
      ;({ text } = await page(visitor, new URL(`${tenant.issuer}/device`), tenant, { ...fields, ...more }))
    }
    expect(text).toContain('Device not connected')
    const poll = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(device.json['device_code']),
    }
    expect((await post(tenant, '/token', poll, 'tv')).json['error']).toBe('access_denied')
  })
})

describe('the queue', () => {
  test('takes only what means something', async () => {
    const { logins } = await mock.createTenant()
    const wrong: [unknown, RegExp][] = [
      ['zoe', /Expected a user of the tenant, got "zoe"/],
      [{}, /exactly one of user, deny, cancel, wrongPassword, error/],
      [{ user: 'alice', deny: true }, /exactly one of/],
      [{ deny: false }, /Expected true for the deny of a login, got false/],
      [
        { user: 'alice', delays: 3 },
        /the members user, consent, granted, delay, client for a login with user, got "delays"/,
      ],
      [{ user: 'alice', delay: -1 }, /seconds, 0 or more/],
      [{ error: 'bad"error' }, /an error code/],
      [{ cancel: true, client: 7 }, /client_ids/],
      [null, /an object or a username for a login, got null/],
    ]
    for (const [script, message] of wrong) expect(() => Reflect.apply(logins.next, logins, [script])).toThrow(message)
    expect(logins.list()).toEqual([])
    await expect(mock.createTenant(undefined, { logins: ['zoe'] })).rejects.toThrow(/got "zoe"/)
  })

  test('is emptied by clear, and by reset begins anew', async () => {
    const tenant = await mock.createTenant(undefined, { logins: ['bob'] })
    tenant.logins.clear()
    expect(tenant.logins.list()).toEqual([])
    tenant.logins.next({ deny: true })
    tenant.reset()
    expect(tenant.logins.list()).toEqual([{ user: 'bob' }])
  })

  test('says on the page when its user is gone', async () => {
    const tenant = await mock.createTenant(undefined, { logins: ['bob'] })
    tenant.users.remove('bob')
    const { response } = await go(tenant)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('bob was to log in and is no user any more')
  })

  test('takes its time when told', async () => {
    const tenant = await mock.createTenant(undefined, { logins: [{ user: 'alice', delay: 0.15 }] })
    const begun = performance.now()
    expect((await go(tenant)).code).toEqual(expect.any(String))
    expect(performance.now() - begun).toBeGreaterThan(140)
  })
})

test('a code of a scripted login is redeemed like any other', async () => {
  const tenant = await mock.createTenant(undefined, { logins: ['alice'] })
  const { url, code } = await go(tenant)
  const answer = await redeem(tenant, { url, code: String(code), redirectUri: callback, verifier: '' })
  expect(answer.status).toBe(200)
})
