import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { claimsOf, page, post, start, Visitor } from './visitor.ts'

const callback = 'https://app.example/callback'

let mock: MockServer
let tenant: Tenant
let visitor: Visitor

beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { consent: 'automatic' })
  visitor = new Visitor()
})

const alice = { username: 'alice', password: 'alice-password' }
const bob = { username: 'bob', password: 'bob-password' }

const request = (more: Record<string, string> = {}) =>
  new URL(
    `${tenant.issuer}/authorize?${new URLSearchParams({
      client_id: 'web',
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid read',
      ...more,
    }).toString()}`,
  )

/** Where an authorization request leads, and the login form sent there if one is given. */
async function ask(more: Record<string, string> = {}, form?: Record<string, string>) {
  const first = await start(visitor, request(more), tenant)
  if (!form) return first
  return start(visitor, first.url, tenant, form)
}

async function idToken(url: URL): Promise<string> {
  const code = String(url.searchParams.get('code'))
  const form = { grant_type: 'authorization_code', code, redirect_uri: callback }
  return String((await post(tenant, '/token', form)).json['id_token'])
}

const errorOf = async (more: Record<string, string>) => (await ask(more)).url.searchParams.get('error')

/** Logs in and returns the ID Token. */
async function loggedIn(form = alice): Promise<string> {
  return idToken((await ask({}, form)).url)
}

describe('prompt=none', () => {
  test('is login_required without a session and a code with one', async () => {
    expect(await errorOf({ prompt: 'none' })).toBe('login_required')
    await loggedIn()
    expect(claimsOf(await idToken((await ask({ prompt: 'none' })).url))).toMatchObject({ sub: 'alice' })
  })

  test('is consent_required where consent is missing', async () => {
    tenant = await mock.createTenant()
    const { url } = await ask({}, alice)
    expect(url.pathname).toContain('/interaction/')
    await start(visitor, url, tenant, { decision: 'allow' })
    expect(await errorOf({ prompt: 'none' })).toBeNull()
    expect(await errorOf({ prompt: 'none', scope: 'openid read write' })).toBe('consent_required')
  })

  test('must stand alone', async () => {
    expect(await errorOf({ prompt: 'none login' })).toBe('invalid_request')
  })
})

describe('prompt=login and max_age', () => {
  test('ask again in spite of a session, and auth_time moves', async () => {
    tenant.clock.freeze('2030-01-01T00:00:00Z')
    const before = Number(claimsOf(await loggedIn())['iat'])
    tenant.clock.advance(100)
    expect(await (await ask({ prompt: 'login' })).response.text()).toContain('type="password"')
    const { auth_time: time } = claimsOf(await idToken((await ask({ max_age: '99' }, alice)).url))
    expect(time).toBe(before + 100)
  })

  test('a max_age that is not over asks nothing, and auth_time stays', async () => {
    tenant.clock.freeze('2030-01-01T00:00:00Z')
    const before = Number(claimsOf(await loggedIn())['iat'])
    tenant.clock.advance(50)
    expect(claimsOf(await idToken((await ask({ max_age: '60' })).url))['auth_time']).toBe(before)
  })

  test('max_age with prompt=none is login_required once it is over', async () => {
    await loggedIn()
    tenant.clock.advance(100)
    expect(await errorOf({ prompt: 'none', max_age: '60' })).toBe('login_required')
    expect(await errorOf({ max_age: '-1' })).toBe('invalid_request')
  })

  test('somebody else can log in, and the session is theirs from then on', async () => {
    await loggedIn()
    const { url } = await ask({ prompt: 'login' }, bob)
    expect(claimsOf(await idToken(url))['sub']).toBe('bob')
    expect(claimsOf(await idToken((await ask({ prompt: 'none' })).url))['sub']).toBe('bob')
  })
})

describe('id_token_hint', () => {
  test('of the session passes, of another user asks, and with prompt=none is login_required', async () => {
    const hint = await loggedIn()
    expect((await ask({ id_token_hint: hint, prompt: 'none' })).url.searchParams.get('code')).not.toBeNull()
    visitor = new Visitor()
    await loggedIn(bob)
    expect(await errorOf({ id_token_hint: hint, prompt: 'none' })).toBe('login_required')
    const { url } = await ask({ id_token_hint: hint }, alice)
    expect(claimsOf(await idToken(url))['sub']).toBe('alice')
  })

  test('that the tenant did not sign is refused', async () => {
    expect(await errorOf({ id_token_hint: 'eyJhbGciOiJub25lIn0.e30.' })).toBe('invalid_request')
  })
})

describe('prompt=select_account', () => {
  test('shows the login page, also to somebody with a session, and lets them stay', async () => {
    await loggedIn()
    const { url, response } = await ask({ prompt: 'select_account' })
    expect(await response.text()).toMatch(/Continue as <strong>alice<\/strong>/)
    const done = await start(visitor, url, tenant, { account: 'same' })
    expect(claimsOf(await idToken(done.url))['sub']).toBe('alice')
  })

  test('lets them be somebody else', async () => {
    await loggedIn()
    const { url } = await ask({ prompt: 'select_account' }, bob)
    expect(claimsOf(await idToken(url))['sub']).toBe('bob')
  })

  test('does not log in who has no session, whatever the form says', async () => {
    const { url } = await ask({ prompt: 'select_account' })
    expect((await page(visitor, url, tenant, { account: 'same' })).status).toBe(400)
  })

  test('without a page takes the hint', async () => {
    tenant = await mock.createTenant(undefined, { login: 'automatic', consent: 'automatic' })
    const { url } = await ask({ prompt: 'select_account', login_hint: 'bob' })
    expect(claimsOf(await idToken(url))['sub']).toBe('bob')
  })

  test('an unknown prompt is refused', async () => {
    expect(await errorOf({ prompt: 'maybe' })).toBe('invalid_request')
  })
})

test('an unknown login_hint logs the first user in, or whoever it names where anybody may', async () => {
  const automatic = { login: 'automatic', consent: 'automatic' } as const
  for (const [anyUser, sub] of [
    [false, 'alice'],
    [true, 'zoe'],
  ] as const) {
    tenant = await mock.createTenant(undefined, { ...automatic, anyUser })
    visitor = new Visitor()
    expect(claimsOf(await idToken((await ask({ login_hint: 'zoe' })).url))['sub']).toBe(sub)
  }
  expect(tenant.users.find('zoe')).toBeDefined()
})

describe('anybody may log in', () => {
  const options = { login: 'picker', consent: 'automatic', anyUser: true } as const

  test('with claims of their own choice, which the tenant keeps until it is reset', async () => {
    tenant = await mock.createTenant(undefined, options)
    const claims = '{"sub": "user-9", "email": "zoe@example.com", "groups": ["admin"]}'
    const { url } = await ask({ scope: 'openid email' }, { username: 'zoe', claims })
    expect(claimsOf(await idToken(url))['sub']).toBe('user-9')
    expect(tenant.users.find('zoe')).toMatchObject({ sub: 'user-9', claims: { email: 'zoe@example.com' } })
    tenant.reset()
    expect(tenant.users.find('zoe')).toBeUndefined()
  })

  test.each(['[1]', '{', '"text"', 'null'])('claims of %s are refused in words', async (claims) => {
    tenant = await mock.createTenant(undefined, options)
    const { url } = await ask()
    const answer = await page(visitor, url, tenant, { username: 'zoe', claims })
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('The claims are no JSON object') })
    expect(tenant.users.find('zoe')).toBeUndefined()
  })

  test('nobody else may where it is off', async () => {
    tenant = await mock.createTenant(undefined, { ...options, anyUser: false })
    const { url } = await ask()
    expect((await page(visitor, url, tenant, { username: 'zoe' })).status).toBe(400)
  })

  test('a known user still needs the password where passwords are asked for', async () => {
    tenant = await mock.createTenant(undefined, { ...options, login: 'password' })
    const { url } = await ask()
    expect((await page(visitor, url, tenant, { username: 'alice', password: 'x' })).status).toBe(400)
    const done = await start(visitor, url, tenant, { username: 'zoe', password: 'any' })
    expect(claimsOf(await idToken(done.url))['sub']).toBe('zoe')
  })
})
