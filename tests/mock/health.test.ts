import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ issuer: 'http://login.example/base' })
})
afterAll(() => mock.close())

test('says it is well, at the same address whatever the issuer', async () => {
  const answer = await fetch(`${mock.url}/_assay/health?probe=1`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ status: 'ok' })
})

test('is no request of a tenant', async () => {
  await fetch(`${mock.url}/_assay/health`)
  expect(mock.tenant.journal.list()).toEqual([])
})

test.each(['/_assay/healthy', '/_assay', '/base/_assay/health'])('is not at %s', async (path) => {
  expect((await fetch(mock.url + path)).status).toBe(404)
})
