import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { basic, clientToken, read } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const guess = async ({ issuer }: Tenant, client = 'service') => {
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  return (await read(await fetch(`${issuer}/token`, { method: 'POST', body, headers: basic(client, 'wrong') }))).status
}

test('too many wrong secrets in a row shut the client out for a while, and no other one', async () => {
  const tenant = await mock.createTenant(undefined, { secretGuesses: 3 })
  expect([await guess(tenant), await guess(tenant), await guess(tenant)]).toEqual([401, 401, 401])
  expect(await guess(tenant)).toBe(429)
  const right = await clientToken(tenant)
  expect([right.status, right.json['error']]).toEqual([429, 'temporarily_unavailable'])
  expect(await guess(tenant, 'web')).toBe(401)
  await pause(600)
  expect((await clientToken(tenant)).status).toBe(200)
})

test('a right secret ends the row', async () => {
  const tenant = await mock.createTenant(undefined, { secretGuesses: 3 })
  await guess(tenant)
  await guess(tenant)
  expect((await clientToken(tenant)).status).toBe(200)
  await guess(tenant)
  await guess(tenant)
  expect((await clientToken(tenant)).status).toBe(200)
})

test('without the option secrets may be guessed', async () => {
  const tenant = await mock.createTenant()
  for (let turn = 0; turn < 60; turn += 1) expect(await guess(tenant)).toBe(401)
  expect((await clientToken(tenant)).status).toBe(200)
})
