import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { ask } from './control-visitor.ts'
import { authorize, clientToken, redeem, refresh, tokens, visit } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const at = (tenant: Tenant, path = '') => `/tenants/${tenant.name}${path}`

describe('tenants', () => {
  test('are created with options, listed, shown and dropped', async () => {
    const made = await ask(mock, 'POST', '/tenants', { name: 'shop', options: { users: [], pkce: 'required' } })
    expect(made).toMatchObject({
      status: 201,
      json: { name: 'shop', issuer: `${mock.issuer}/t/shop`, users: [], defects: [] },
    })
    expect(mock.tenants.get('shop')?.settings.pkce).toBe('required')
    const listed = await ask(mock, 'GET', '/tenants')
    expect(listed.json).toMatchObject([{ name: 'default', issuer: mock.issuer }, { name: 'shop' }])
    expect((await ask(mock, 'GET', '/tenants/shop')).json).toEqual(made.json)
    expect(await ask(mock, 'DELETE', '/tenants/shop')).toMatchObject({ status: 204, text: '' })
    expect((await ask(mock, 'GET', '/tenants/shop')).status).toBe(404)
  })

  test('get a random name when none is given, with no body at all', async () => {
    const made = await ask(mock, 'POST', '/tenants')
    expect(made.json['name']).toMatch(/^[0-9a-f]{18}$/)
  })

  test('are reset', async () => {
    const tenant = await mock.createTenant()
    const { json } = await tokens(tenant)
    tenant.users.remove('bob')
    expect((await ask(mock, 'POST', at(tenant, '/reset'))).status).toBe(204)
    expect(tenant.users.find('bob')).toBeDefined()
    expect((await refresh(tenant, json['refresh_token'])).json).toMatchObject({ error: 'invalid_grant' })
  })

  test('are configured while they run, and tokens survive', async () => {
    const tenant = await mock.createTenant()
    const { json } = await tokens(tenant)
    const changed = await ask(mock, 'PATCH', at(tenant, '/options'), { accessTokens: 'jwt', login: 'automatic' })
    expect(changed.json).toMatchObject({ accessTokens: 'jwt', login: 'automatic', pkce: 'required-for-public' })
    expect((await clientToken(tenant)).json['access_token']).toMatch(/^ey/)
    expect((await refresh(tenant, json['refresh_token'])).status).toBe(200)
  })

  test.each<[string, string, unknown, number, string]>([
    ['POST', '/tenants', { name: 'default' }, 409, 'got "default" again'],
    ['POST', '/tenants', { name: 'a/b' }, 400, 'name: must match pattern'],
    ['POST', '/tenants', { options: { lgoin: 'picker' } }, 400, 'options.lgoin: no such key; did you mean login?'],
    ['POST', '/tenants', { options: { defects: ['nonsense'] } }, 400, 'got "nonsense"'],
    ['PATCH', '/tenants/default/options', { lifetimes: { code: 0.5 } }, 400, 'lifetimes.code: must be integer'],
    ['PATCH', '/tenants/default/options', undefined, 415, 'content-type: application/json'],
    ['POST', '/tenants', '{', 400, 'Expected a JSON body'],
    ['DELETE', '/tenants/default', undefined, 400, 'Close the mock instead'],
    ['GET', '/tenants/nobody', undefined, 404, 'There are: default'],
    ['GET', '/tenants/%zz', undefined, 400, 'percent-encoding'],
    ['GET', '/nothing', undefined, 404, '/_assay/api/openapi.json'],
    ['GET', '/tenants?colour=red', undefined, 400, 'got "colour". There are: none'],
  ])('%s %s %j is refused with %i', async (method, path, body, status, detail) => {
    const answer = await ask(mock, method, path, body)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.json).toMatchObject({ type: 'about:blank', status })
    expect(answer.json['detail']).toContain(detail)
    expect(answer.status).toBe(status)
  })
})

describe('users and clients', () => {
  test('a user is added, found, logs in, and is removed', async () => {
    const tenant = await mock.createTenant(undefined, { login: 'automatic', consent: 'automatic', users: [] })
    const carol = { username: 'carol', password: 'carol-password', claims: { email: 'carol@example.com' } }
    expect(await ask(mock, 'POST', at(tenant, '/users'), carol)).toMatchObject({ status: 201, json: carol })
    const { json } = await redeem(tenant, await authorize(tenant, { parameters: { scope: 'openid email' } }))
    expect((await visit(tenant, '/userinfo', json['access_token'])).json).toMatchObject({ email: 'carol@example.com' })
    expect((await ask(mock, 'GET', at(tenant, '/users/carol'))).json).toEqual(carol)
    expect((await ask(mock, 'DELETE', at(tenant, '/users/carol'))).status).toBe(204)
    expect((await ask(mock, 'GET', at(tenant, '/users'))).json).toEqual([])
    const again = await ask(mock, 'DELETE', at(tenant, '/users/carol'))
    expect(again.json).toMatchObject({ status: 404, detail: expect.stringContaining('There are: none') })
  })

  test('clients are replaced as a whole', async () => {
    const tenant = await mock.createTenant()
    const service = tenant.clients.find('service')
    expect((await ask(mock, 'PUT', at(tenant, '/clients'), [service])).json).toEqual([service])
    expect((await clientToken(tenant)).status).toBe(200)
    expect(tenant.clients.list()).toHaveLength(1)
  })

  test('a client that oidc-provider refuses leaves the tenant as it was', async () => {
    const tenant = await mock.createTenant()
    const wrong = {
      client_id: 'wrong',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      redirect_uris: ['not a url'],
    }
    const answer = await ask(mock, 'POST', at(tenant, '/clients'), wrong)
    expect(answer.json).toMatchObject({ status: 400, detail: expect.stringContaining('redirect_uris') })
    expect(tenant.clients.find('wrong')).toBeUndefined()
    expect((await clientToken(tenant)).status).toBe(200)
  })

  test('a name with a slash is found in percent-encoding', async () => {
    const tenant = await mock.createTenant()
    tenant.users.add({ username: 'a/b c', password: 'x' })
    expect((await ask(mock, 'GET', at(tenant, '/users/a%2Fb%20c'))).json).toMatchObject({ username: 'a/b c' })
  })
})

describe('time and faults', () => {
  test('the clock is frozen, advanced, set, resumed and reset', async () => {
    const tenant = await mock.createTenant()
    const other = await mock.createTenant()
    const post = async (verb: string, body?: unknown) =>
      (await ask(mock, 'POST', at(tenant, `/clock/${verb}`), body)).json
    expect(await post('freeze', { at: '2030-01-01T00:00:00Z' })).toMatchObject({
      time: '2030-01-01T00:00:00.000Z',
      frozen: true,
    })
    expect(await post('advance', { seconds: 90 })).toMatchObject({ time: '2030-01-01T00:01:30.000Z' })
    expect(await post('set', { at: 0 })).toMatchObject({ now: 0, frozen: true })
    expect(await post('resume')).toMatchObject({ frozen: false })
    expect(await post('reset')).toMatchObject({ offset: 0 })
    expect(await post('freeze')).toMatchObject({ frozen: true })
    expect((await ask(mock, 'GET', at(tenant, '/clock'))).json).toMatchObject({ frozen: true })
    expect(other.clock.frozen).toBe(false)
    expect(await post('set', { at: 'soon' })).toMatchObject({ status: 400, detail: expect.stringContaining('soon') })
    expect(await post('advance', {})).toMatchObject({ status: 400, detail: expect.stringContaining('seconds') })
    tenant.close()
  })

  test('a token ages when the clock is advanced', async () => {
    const tenant = await mock.createTenant()
    const { json } = await clientToken(tenant)
    expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(200)
    await ask(mock, 'POST', at(tenant, '/clock/advance'), { seconds: 601 })
    expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(401)
    tenant.close()
  })

  test('lifetimes are changed', async () => {
    const tenant = await mock.createTenant()
    expect((await ask(mock, 'PATCH', at(tenant, '/lifetimes'), { client_credentials: 7 })).json).toMatchObject({
      client_credentials: 7,
      code: 60,
    })
    expect((await clientToken(tenant)).json['expires_in']).toBe(7)
    expect((await ask(mock, 'PATCH', at(tenant, '/lifetimes'), { cod: 7 })).json['detail']).toContain(
      'did you mean code?',
    )
  })

  test('defects are searched, switched on and off', async () => {
    const tenant = await mock.createTenant()
    const path = at(tenant, '/defects/expires-in-string')
    expect((await ask(mock, 'PUT', path)).json).toMatchObject({
      id: 'expires-in-string',
      document: 'RFC 6749',
      on: true,
    })
    expect(typeof (await clientToken(tenant)).json['expires_in']).toBe('string')
    const on = await ask(mock, 'GET', at(tenant, '/defects?on=true'))
    expect(on.json).toMatchObject([{ id: 'expires-in-string' }])
    const found = await ask(mock, 'GET', at(tenant, '/defects?q=EXPIRES+string'))
    expect(JSON.parse(found.text).map(({ id }: { id: string }) => id)).toContain('expires-in-string')
    expect((await ask(mock, 'DELETE', path)).status).toBe(204)
    expect(typeof (await clientToken(tenant)).json['expires_in']).toBe('number')
    await ask(mock, 'PUT', path)
    await ask(mock, 'DELETE', at(tenant, '/defects'))
    expect(tenant.defects.list()).toEqual([])
    expect((await ask(mock, 'PUT', at(tenant, '/defects/nonsense'))).status).toBe(404)
    expect((await ask(mock, 'GET', at(tenant, '/defects?on=maybe'))).json['detail']).toContain('true, false')
  })
})

test('the journal is searched and cleared, and the control itself is not in it', async () => {
  const tenant = await mock.createTenant()
  await clientToken(tenant)
  await clientToken(tenant, { scope: 'write' })
  const all = await ask(mock, 'GET', at(tenant, '/journal'))
  expect(all.json).toMatchObject([
    { endpoint: 'token', status: 200 },
    { status: 400, error: 'invalid_scope' },
  ])
  const refused = await ask(mock, 'GET', at(tenant, '/journal?ok=false&endpoint=token&client=service&status=400'))
  expect(refused.json).toHaveLength(1)
  expect((await ask(mock, 'GET', at(tenant, '/journal?client=web'))).json).toEqual([])
  await ask(mock, 'DELETE', at(tenant, '/journal'))
  expect(tenant.journal.list()).toEqual([])
})

test('HEAD, OPTIONS and other methods', async () => {
  expect(await ask(mock, 'HEAD', '/tenants')).toMatchObject({ status: 200, text: '' })
  const options = await ask(mock, 'OPTIONS', '/tenants/default/users')
  expect(options.status).toBe(204)
  expect(options.headers.get('allow')).toBe('GET, POST, PUT, HEAD, OPTIONS')
  expect(options.headers.get('access-control-allow-origin')).toBeNull()
  const wrong = await ask(mock, 'DELETE', '/tenants')
  expect(wrong.status).toBe(405)
  expect(wrong.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
})

test('a body beyond the limit is 413, and the mock lives on', async () => {
  const answer = await ask(mock, 'POST', '/tenants/default/users', { username: 'x'.repeat(1_100_000), password: 'y' })
  expect(answer.status).toBe(413)
  expect((await ask(mock, 'GET', '/tenants')).status).toBe(200)
})
