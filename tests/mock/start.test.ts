import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { read } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const get = async (url: string, init?: RequestInit) => read(await fetch(url, init))

test('the default tenant is found by both discovery documents, and every endpoint is its own', async () => {
  for (const document of ['openid-configuration', 'oauth-authorization-server']) {
    const { status, json } = await get(`${mock.issuer}/.well-known/${document}`)
    expect(status).toBe(200)
    expect(json['issuer']).toBe(mock.issuer)
    expect(json['token_endpoint']).toBe(`${mock.issuer}/token`)
    expect(json['authorization_response_iss_parameter_supported']).toBe(true)
    expect(json['protected_resources']).toEqual([`${mock.issuer}/resource`])
  }
})

test('a tenant with a path is found by all forms of discovery, inserted and appended', async () => {
  const tenant = await mock.createTenant('shop')
  const places = [
    `${tenant.issuer}/.well-known/openid-configuration`,
    `${tenant.issuer}/.well-known/oauth-authorization-server`,
    `${mock.url}/.well-known/oauth-authorization-server/t/shop`,
  ]
  for (const place of places) {
    const { status, json } = await get(place)
    expect(status).toBe(200)
    expect(json['issuer']).toBe(`${mock.url}/t/shop`)
    expect(json['authorization_endpoint']).toBe(`${mock.url}/t/shop/authorize`)
    expect(json['jwks_uri']).toBe(`${mock.url}/t/shop/jwks`)
  }
  expect((await get(`${tenant.issuer}/jwks`)).json['keys']).toHaveLength(2)
})

test('published keys are public', async () => {
  const { text } = await get(`${mock.issuer}/jwks`)
  expect(text).not.toContain('"d"')
})

test('a dropped tenant and an unknown one are 404', async () => {
  await mock.createTenant('gone')
  mock.dropTenant('gone')
  for (const name of ['gone', 'never']) {
    expect((await get(`${mock.url}/t/${name}/.well-known/openid-configuration`)).status).toBe(404)
  }
})

test('metadata speaks of the issuer, whatever name the mock is reached by', async () => {
  await using proxied = await createMockServer({ issuer: 'https://login.example/op' })
  const { json } = await get(`${proxied.url}/op/.well-known/openid-configuration`)
  expect(json['issuer']).toBe('https://login.example/op')
  expect(json['token_endpoint']).toBe('https://login.example/op/token')
  const inserted = await get(`${proxied.url}/.well-known/oauth-authorization-server/op`)
  expect(inserted.json['issuer']).toBe('https://login.example/op')
  const tenant = await proxied.createTenant('a')
  expect(tenant.issuer).toBe('https://login.example/op/t/a')
  const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
  const told = await get(`${proxied.url}/op/.well-known/openid-configuration`, { headers: forged })
  expect(told.json['token_endpoint']).toBe('https://login.example/op/token')
})

test('wrong options are refused at the start, in words', async () => {
  await expect(createMockServer({ tenant: { lifetimes: { code: 0.5 } } })).rejects.toThrow('lifetimes.code')
  await expect(createMockServer({ tenant: { defects: ['nonsense'] } })).rejects.toThrow('nonsense')
  await expect(createMockServer({ port: Number(new URL(mock.url).port) })).rejects.toThrow('EADDRINUSE')
  await expect(mock.createTenant('a/b')).rejects.toThrow('a/b')
  await mock.createTenant('twice')
  await expect(mock.createTenant('twice')).rejects.toThrow('twice')
})

test('nothing is printed, from import to a refused request', async () => {
  const printed = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
  vi.resetModules()
  const fresh = await import('../../mock-server/index.ts')
  await using quiet = await fresh.createMockServer()
  await get(`${quiet.issuer}/authorize?client_id=nobody`)
  await get(`${quiet.issuer}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password' }) })
  await get(`${quiet.issuer}/logout`)
  for (const spy of printed) {
    expect(spy).not.toHaveBeenCalled()
    spy.mockRestore()
  }
})
