import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createMockServer,
  type Client,
  type MockServer,
  type Tenant,
  type TenantOptions,
} from '../../mock-server/index.ts'
import { receive } from './callback-server.ts'
import { post, read } from './visitor.ts'

const grant = 'urn:openid:params:grant-type:ciba'

const kiosk: Client = {
  client_id: 'kiosk',
  client_secret: 'kiosk-secret-0123456789-abcdefghijklmnop',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: [grant, 'refresh_token'],
  redirect_uris: [],
}

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const made = (options: TenantOptions = {}): Promise<Tenant> =>
  mock.createTenant(undefined, { clients: [kiosk], features: { ciba: true }, ...options })

const begin = (tenant: Tenant, extra: Record<string, string> = {}) =>
  post(tenant, '/bc-authorize', { scope: 'openid read', login_hint: 'alice', ...extra }, 'kiosk')

const poll = (tenant: Tenant, id: unknown) =>
  post(tenant, '/token', { grant_type: grant, auth_req_id: String(id) }, 'kiosk')

describe('polling', () => {
  test('the client waits until the user says yes', async () => {
    const tenant = await made()
    const { status, json } = await begin(tenant, { binding_message: 'W4SCT' })
    expect([status, json['interval'], json['expires_in']]).toEqual([200, 5, 600])
    expect(tenant.ciba.list()).toEqual([
      {
        auth_req_id: json['auth_req_id'],
        user: 'alice',
        client: 'kiosk',
        scope: 'openid read',
        bindingMessage: 'W4SCT',
      },
    ])
    const pending = await poll(tenant, json['auth_req_id'])
    expect([pending.status, pending.json['error']]).toEqual([400, 'authorization_pending'])
    await tenant.ciba.approve(String(json['auth_req_id']))
    expect(tenant.ciba.list()).toEqual([])
    const done = await poll(tenant, json['auth_req_id'])
    expect(done.json).toMatchObject({ scope: 'openid read', refresh_token: expect.any(String) })
    expect(decodeJwt(String(done.json['id_token']))).toMatchObject({ sub: 'alice', aud: 'kiosk' })
    expect((await poll(tenant, json['auth_req_id'])).json['error']).toBe('invalid_grant')
  })

  test('a client that polls too fast is told so', async () => {
    const tenant = await made()
    const id = (await begin(tenant)).json['auth_req_id']
    expect((await poll(tenant, id)).json['error']).toBe('authorization_pending')
    expect((await poll(tenant, id)).json['error']).toBe('slow_down')
    tenant.clock.advance(5)
    expect((await poll(tenant, id)).json['error']).toBe('authorization_pending')
  })

  test('a user who says no, and one who says nothing', async () => {
    const tenant = await made()
    const id = (await begin(tenant)).json['auth_req_id']
    await tenant.ciba.deny(String(id))
    expect((await poll(tenant, id)).json['error']).toBe('access_denied')
    const late = (await begin(tenant, { requested_expiry: '30' })).json
    expect(late['expires_in']).toBe(30)
    tenant.clock.advance(31)
    expect(tenant.ciba.list()).toEqual([])
    expect((await poll(tenant, late['auth_req_id'])).json['error']).toBe('expired_token')
  })

  test('where login is automatic everybody says yes at once', async () => {
    const tenant = await made({ login: 'automatic' })
    const id = (await begin(tenant)).json['auth_req_id']
    await expect.poll(() => tenant.ciba.list()).toEqual([])
    expect((await poll(tenant, id)).status).toBe(200)
  })
})

test('a pinged client is told, with its token, and then asks', async () => {
  await using client = await receive({}, true)
  const pinged: Client = {
    ...kiosk,
    backchannel_token_delivery_mode: 'ping',
    backchannel_client_notification_endpoint: `${client.url}/told`,
  }
  const tenant = await made({ clients: [pinged], features: { ciba: { delivery: ['ping'], approval: 'automatic' } } })
  expect((await begin(tenant)).json['error']).toBe('invalid_request')
  const { json } = await begin(tenant, { client_notification_token: 'a-notification-token' })
  const { path, headers, body } = await client.next()
  expect([path, headers.authorization]).toEqual(['/told', 'Bearer a-notification-token'])
  expect(JSON.parse(body)).toEqual({ auth_req_id: json['auth_req_id'] })
  expect((await poll(tenant, json['auth_req_id'])).status).toBe(200)
})

test('a tenant that names no clients has one for it', async () => {
  const tenant = await mock.createTenant(undefined, { features: { ciba: true } })
  expect((await begin(tenant)).status).toBe(200)
  expect(mock.tenant.clients.find('kiosk')).toBeUndefined()
})

test('an unknown user, two hints or none, and no openid are refused', async () => {
  const tenant = await made()
  const error = async (extra: Record<string, string>) => (await begin(tenant, extra)).json['error']
  expect(await error({ binding_message: 'far too long to be compared by eye' })).toBe('invalid_binding_message')
  expect(await error({ login_hint: 'nobody' })).toBe('unknown_user_id')
  expect(await error({ login_hint: '' })).toBe('invalid_request')
  expect(await error({ id_token_hint: 'x.y.z' })).toBe('invalid_request')
  expect(await error({ scope: 'read' })).toBe('invalid_request')
  expect(tenant.journal.refusals().at(-1)).toMatchObject({ endpoint: 'backchannel_authentication' })
  await expect(tenant.ciba.approve('unknown')).rejects.toThrow('Expected the auth_req_id')
})

test('it is announced only where it is on', async () => {
  const discover = async ({ issuer }: Tenant) =>
    (await read(await fetch(`${issuer}/.well-known/openid-configuration`))).json
  expect(await discover(await made())).toMatchObject({
    backchannel_token_delivery_modes_supported: ['poll'],
    backchannel_user_code_parameter_supported: false,
    grant_types_supported: expect.arrayContaining([grant]),
  })
  const off = await mock.createTenant()
  expect(JSON.stringify(await discover(off))).not.toContain('backchannel')
  expect((await post(off, '/bc-authorize', {}, 'web')).status).toBe(404)
})
