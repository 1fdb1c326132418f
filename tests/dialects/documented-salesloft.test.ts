import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { Visitor } from '../mock/visitor.ts'
import { snippet } from './documentation.ts'

interface Documented {
  readonly authUrl: string
  exchangeCode(code: string): Promise<Record<string, unknown>>
  refreshAccessToken(refreshToken: string): Promise<Record<string, unknown>>
}

// Inside the project, so that axios is found from there.
const place = fileURLToPath(new URL('../../.build-documented-salesloft/', import.meta.url))
const callback = 'http://localhost:3000/callback'

let mock: MockServer
let documented: Documented
const printed: unknown[] = []

beforeAll(async () => {
  mock = await createMockServer({ tenant: { dialect: 'salesloft', login: 'automatic', consent: 'automatic' } })
  const { client_id = '', client_secret = '' } = mock.tenant.clients.list()[0] ?? {}
  vi.stubEnv('SALESLOFT_CLIENT_ID', client_id)
  vi.stubEnv('SALESLOFT_CLIENT_SECRET', client_secret)
  vi.stubEnv('SALESLOFT_REDIRECT_URI', callback)
  const names = ['authorization-code', 'client-credentials', 'verify', 'refresh']
  const parts = await Promise.all(names.map((name) => snippet(`salesloft/${name}.ts.txt`)))
  // Their hosts alone are ours, and what is to be tried has to get out of the module.
  const text = parts.join('\n').replaceAll(/https:\/\/(?:accounts|api)\.salesloft\.com/g, mock.url)
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'guide.ts'), `${text}\nexport { authUrl, exchangeCode, refreshAccessToken }\n`)
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(line))
  documented = (await import(join(place, 'guide.ts'))) as Documented
  log.mockRestore()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true, force: true })
  await mock.close()
})

test('step 6 prints what the guide says it prints', async () => {
  expect(`${String(printed[0])}\n`).toBe(await snippet('salesloft/output.txt'))
})

test('step 4 gives the members it names, and the refresh gives them anew', async () => {
  const { url } = await new Visitor().follow(documented.authUrl, mock.url)
  expect(url.origin + url.pathname).toBe(callback)
  const first = await documented.exchangeCode(url.searchParams.get('code') ?? '')
  const second = await documented.refreshAccessToken(String(first['refresh_token']))
  for (const answer of [first, second])
    expect(answer).toMatchObject({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: expect.any(Number),
    })
  expect(second['refresh_token']).not.toBe(first['refresh_token'])
})

test('a code that was used is invalid_grant, and a wrong secret invalid_client', async () => {
  const { url } = await new Visitor().follow(documented.authUrl, mock.url)
  const code = url.searchParams.get('code') ?? ''
  await documented.exchangeCode(code)
  await expect(documented.exchangeCode(code)).rejects.toMatchObject({ response: { data: { error: 'invalid_grant' } } })
  vi.stubEnv('SALESLOFT_CLIENT_SECRET', 'wrong')
  await expect(documented.exchangeCode(code)).rejects.toMatchObject({ response: { data: { error: 'invalid_client' } } })
})
