import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, post, read, redeem, refresh, visit } from './visitor.ts'

const orders = 'https://orders.example/api'
const stock = 'https://stock.example/api'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  tenant = await mock.createTenant('several', {
    features: {
      resources: {
        [orders]: { scope: 'orders:read orders:write', accessTokens: 'jwt', lifetime: 120, audience: 'orders' },
        [stock]: { scope: 'stock:read' },
      },
    },
  })
})
afterAll(() => mock.close())

const scope = 'openid offline_access read orders:read'

describe('several resource servers', () => {
  test('a code flow for one of them gives a token in its format, for its audience, as long as it says', async () => {
    const granted = await authorize(tenant, { parameters: { resource: orders, scope } })
    const { json } = await redeem(tenant, granted)
    expect(json).toMatchObject({ expires_in: 120, scope: 'orders:read', token_type: 'Bearer' })
    const token = String(json['access_token'])
    expect(decodeJwt(token)).toMatchObject({ aud: 'orders', scope: 'orders:read', client_id: 'web', sub: 'alice' })
    const { json: seen } = await post(tenant, '/introspect', { token })
    expect(seen).toMatchObject({ active: true, aud: 'orders', scope: 'orders:read' })
    const refused = await visit(tenant, '/resource', token)
    expect([refused.status, refused.json['error']]).toEqual([401, 'invalid_token'])
    expect((await refresh(tenant, json['refresh_token'])).json['scope']).toBe('orders:read')
  })

  test('opaque ones stay opaque beside the others, and their handle is a token', async () => {
    const { json } = await clientToken(tenant, { resource: stock })
    const token = String(json['access_token'])
    expect([token.split('.').length, json['scope']]).toEqual([1, 'stock:read'])
    expect((await post(tenant, '/introspect', { token })).json).toMatchObject({ active: true, aud: stock })
    const jwt = String((await clientToken(tenant, { resource: orders, scope: 'orders:write' })).json['access_token'])
    const { jti } = decodeJwt(jwt)
    expect((await post(tenant, '/introspect', { token: jwt })).json).toMatchObject({ active: true, aud: 'orders' })
    expect((await post(tenant, '/introspect', { token: String(jti) })).json).toEqual({ active: false })
  })

  test('without a resource everything is as it was', async () => {
    const { json } = await redeem(tenant, await authorize(tenant))
    expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(200)
    expect((await visit(tenant, '/userinfo', json['access_token'])).status).toBe(200)
    expect((await clientToken(tenant)).json['scope']).toBe('read')
  })

  test('the own resource can be named', async () => {
    const { json } = await clientToken(tenant, { resource: `${tenant.issuer}/resource`, scope: 'read' })
    expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(200)
  })

  test('of two resources asked for, the token request chooses one', async () => {
    const ask = () => authorize(tenant, { parameters: { resource: orders, scope: 'orders:read stock:read' } })
    expect((await redeem(tenant, await ask(), 'web', { resource: stock })).json['error']).toBe('invalid_target')
    expect((await redeem(tenant, await ask(), 'web', { resource: orders })).json['scope']).toBe('orders:read')
  })

  test('an unknown resource, and a scope it does not know, are refused', async () => {
    expect((await clientToken(tenant, { resource: 'https://nobody.example' })).json['error']).toBe('invalid_target')
    expect((await clientToken(tenant, { resource: stock, scope: 'orders:read' })).json['error']).toBe('invalid_scope')
    expect((await clientToken(tenant, { scope: 'orders:read' })).json['error']).toBe('invalid_scope')
    const { url } = await authorize(tenant, { parameters: { resource: 'https://nobody.example' } })
    expect(url.searchParams.get('error')).toBe('invalid_target')
  })

  test('the metadata names scopes and resources', async () => {
    const { json } = await read(await fetch(`${tenant.issuer}/.well-known/openid-configuration`))
    expect(json['scopes_supported']).toEqual(expect.arrayContaining(['read', 'orders:write', 'stock:read']))
    expect(json['protected_resources']).toEqual([`${tenant.issuer}/resource`, orders, stock])
  })

  test('automatic consent covers the scopes of a resource', async () => {
    const quiet = await mock.createTenant(undefined, {
      consent: 'automatic',
      features: { resources: { [orders]: { scope: 'orders:read' } } },
    })
    const granted = await authorize(quiet, { parameters: { resource: orders, scope: 'openid orders:read' } })
    expect((await redeem(quiet, granted)).json['scope']).toBe('orders:read')
  })
})

describe('authorization details', () => {
  const payment = { type: 'payment_initiation', actions: ['initiate'], amount: { currency: 'EUR', value: '12.00' } }
  const account = { type: 'account_information', actions: ['read'] }
  const text = JSON.stringify([payment, account])

  async function bank(consent: 'page' | 'automatic') {
    const made = await mock.createTenant(undefined, {
      accessTokens: 'jwt',
      consent,
      features: { rar: ['payment_initiation', 'account_information'] },
    })
    const spa = made.clients.find('spa')
    if (spa) made.clients.add({ ...spa, authorization_details_types: ['account_information'] })
    return made
  }

  test.each(['page', 'automatic'] as const)(
    'with consent %s they are in answer, token and introspection',
    async (how) => {
      const made = await bank(how)
      const { json } = await redeem(made, await authorize(made, { parameters: { authorization_details: text } }))
      expect(json['authorization_details']).toEqual([payment, account])
      const token = String(json['access_token'])
      expect(decodeJwt(token)['authorization_details']).toEqual([payment, account])
      const { json: seen } = await post(made, '/introspect', { token })
      expect(seen['authorization_details']).toEqual([payment, account])
      expect((await visit(made, '/resource', token)).status).toBe(200)
    },
  )

  test('the token request may ask for less, and not for more', async () => {
    const made = await bank('automatic')
    const ask = async (details: object[]) => {
      const granted = await authorize(made, { parameters: { authorization_details: text } })
      return redeem(made, granted, 'web', { authorization_details: JSON.stringify(details) })
    }
    expect((await ask([account])).json['authorization_details']).toEqual([account])
    const more = await ask([{ ...payment, amount: { currency: 'EUR', value: '9999.00' } }])
    expect([more.status, more.json['error']]).toEqual([400, 'invalid_authorization_details'])
  })

  test('an unknown type, a type the client may not use, and broken JSON are refused', async () => {
    const made = await bank('automatic')
    const ask = async (details: string, client = 'web') => {
      const { url } = await authorize(made, { client, parameters: { authorization_details: details } })
      return url.searchParams.get('error')
    }
    expect(await ask('[{"type":"unheard_of"}]')).toBe('invalid_authorization_details')
    expect(await ask('[{]')).toBe('invalid_authorization_details')
    expect(await ask(text, 'spa')).toBe('invalid_authorization_details')
  })

  test('the metadata names the types', async () => {
    const { json } = await read(await fetch(`${(await bank('page')).issuer}/.well-known/openid-configuration`))
    expect(json['authorization_details_types_supported']).toEqual(['payment_initiation', 'account_information'])
  })
})
