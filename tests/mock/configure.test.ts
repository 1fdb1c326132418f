import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changesBetween, createMockServer, defect, type MockServer } from '../../mock-server/index.ts'
import { authorize, clientToken, redeem, refresh, tokens } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

describe('a tenant', () => {
  test('acts by new options, and its codes and tokens survive', async () => {
    const tenant = await mock.createTenant()
    const { json } = await tokens(tenant)
    const code = await authorize(tenant)
    expect(await tenant.configure({ rotation: false, accessTokens: 'jwt', lifetimes: { access_token: 5 } })).toEqual([])
    expect((await redeem(tenant, code)).json).toMatchObject({
      expires_in: 5,
      access_token: expect.stringMatching(/^ey/),
    })
    const again = await refresh(tenant, json['refresh_token'])
    expect(again.json['refresh_token']).toBe(json['refresh_token'])
  })

  test('keeps what is not named, and a key of undefined goes back to its default', async () => {
    const tenant = await mock.createTenant(undefined, { login: 'automatic', pkce: 'required' })
    tenant.lifetimes.code = 7
    tenant.users.remove('bob')
    tenant.defects.on('expires-in-string')
    await tenant.configure({ login: undefined, consent: 'automatic' })
    expect(tenant.settings).toMatchObject({ login: 'password', consent: 'automatic', pkce: 'required' })
    expect(tenant.lifetimes.code).toBe(7)
    expect(tenant.users.find('bob')).toBeUndefined()
    expect(tenant.defects.list()).toEqual(['expires-in-string'])
  })

  test('comes back to what it was told last when it is reset', async () => {
    const tenant = await mock.createTenant(undefined, { defects: ['code-reusable'] })
    await tenant.configure({ defects: [], users: [], clock: { at: '2030-01-01T00:00:00Z', frozen: true } })
    expect(tenant.clock.frozen).toBe(true)
    tenant.defects.on('expires-in-string')
    tenant.clock.reset()
    tenant.reset()
    expect(tenant.defects.list()).toEqual([])
    expect(tenant.users.list()).toEqual([])
    expect(new Date(tenant.clock.now()).getUTCFullYear()).toBe(2030)
    tenant.close()
  })

  test('says which keys only a new one can have otherwise, and applies the rest', async () => {
    const tenant = await mock.createTenant()
    expect(await tenant.configure({ keys: 'fresh', capacity: 5, login: 'picker' })).toEqual(['keys', 'capacity'])
    expect(tenant.settings).toMatchObject({ login: 'picker', keys: 'development', capacity: 20_000 })
  })

  test.each([
    [{ login: 'picker', lifetimes: { code: 0 } } as const, 'lifetimes.code'],
    [{ login: 'picker', defects: ['nonsense'] } as const, 'nonsense'],
    [{ login: 'picker', clock: { at: 'soon' } } as const, 'soon'],
    [{ login: 'picker', clients: [{ client_id: 'c', redirect_uris: ['nowhere'] }] } as const, 'client "c"'],
    [
      { login: 'picker', clients: [{ client_id: 'c', redirect_uri: [] }] } as const,
      'Expected redirect_uris of client "c"',
    ],
  ])('stays as it was when something is wrong: %j', async (changes, message) => {
    const tenant = await mock.createTenant()
    const own = defect({ id: 'own', sentence: 'x', breaks: { document: 'RFC 6749', section: '5.1' } })
    tenant.defects.on(own)
    const before = JSON.stringify(tenant.options)
    await expect(tenant.configure(structuredClone(changes) as never)).rejects.toThrow(message)
    expect(JSON.stringify(tenant.options)).toBe(before)
    expect(tenant.defects.records()).toEqual([own])
    expect((await clientToken(tenant)).status).toBe(200)
  })

  test('tells options that make another like it', async () => {
    const tenant = await mock.createTenant(undefined, { keys: 'fresh', pkce: 'required', lifetimes: { code: 3 } })
    tenant.defects.on('expires-in-string')
    const options: object = JSON.parse(JSON.stringify(tenant.options))
    const twin = await mock.createTenant(undefined, options)
    expect(twin.options).toEqual(tenant.options)
    const secret = await mock.createTenant(undefined, { keys: { keys: [key] } })
    expect(JSON.stringify(secret.options)).not.toContain(key.d)
  })
})

const key = {
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  kid: 'k',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}

describe('a mock', () => {
  test('adds, changes and drops tenants, and names what only a restart changes', async () => {
    await using own = await createMockServer({ tenants: { a: {}, b: {} } })
    const kept = own.tenants.get('a')
    expect(
      await own.configure({ tenants: { a: { pkce: 'required', keys: 'fresh' }, b: undefined, c: {} }, port: 1 }),
    ).toEqual(['port', 'tenants.a.keys'])
    expect([...own.tenants.keys()]).toEqual(['', 'a', 'c'])
    expect(own.tenants.get('a')).toBe(kept)
    expect(kept?.settings.pkce).toBe('required')
  })

  test('changes nothing when one tenant cannot', async () => {
    await using own = await createMockServer({ tenants: { a: {}, b: {} } })
    const wrong = {
      tenant: { login: 'picker' },
      tenants: { new: {}, a: { lifetimes: { code: 0 } }, b: undefined },
    } as const
    await expect(own.configure(wrong)).rejects.toThrow('lifetimes.code')
    expect(own.tenant.settings.login).toBe('password')
    expect([...own.tenants.keys()]).toEqual(['', 'a', 'b'])
  })
})

test('the difference between two sets of options is what has to change', () => {
  const before = {
    port: 1,
    tenant: { login: 'picker', pkce: 'required' },
    tenants: { a: {}, b: { rotation: true } },
  } as const
  const after = {
    port: 2,
    tenant: { login: 'picker', rotation: false },
    tenants: { b: { rotation: true }, c: {} },
  } as const
  expect(changesBetween(before, before)).toEqual({})
  expect(changesBetween(before, after)).toEqual({
    port: 2,
    tenant: { pkce: undefined, rotation: false },
    tenants: { a: undefined, c: {} },
  })
})

test('a new user and a login of theirs can be told at once, and a refused change leaves both out', async () => {
  await using mock = await createMockServer()
  const { tenant } = mock
  const carol = { username: 'carol', password: 'carol-password' }
  await tenant.configure({ users: [carol], logins: ['carol'] })
  expect(tenant.logins.list()).toEqual([{ user: 'carol' }])

  await expect(tenant.configure({ users: [], logins: ['nobody'] })).rejects.toThrow(/nobody/)
  expect(tenant.users.list()).toEqual([carol])
  expect(tenant.logins.list()).toEqual([{ user: 'carol' }])
})
