import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allDefects, createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, basic, clientToken, post, read, redeem, refresh, tokens, visit, type Answer } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { lifetimes: { code: 30 } })
})
afterAll(() => mock.close())

const outcome = ({ status, json }: Answer) => (status === 200 ? 'tokens' : `${status} ${String(json['error'])}`)
const serviceAuth = () => basic('service', tenant.clients.find('service')?.client_secret ?? '')

async function raw(method: string, query: string, body: string | undefined, headers: Record<string, string>) {
  const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  const init = { method, headers: { ...headers, ...type }, ...(body === undefined ? {} : { body }) }
  return read(await fetch(`${tenant.issuer}/token${query}`, init))
}

/** What one probe sees on a sound tenant and what it sees with the defect on. */
const faults: [id: string, probe: () => Promise<unknown>, sound: unknown, broken: unknown][] = [
  [
    'code-reusable',
    async () => {
      const granted = await authorize(tenant)
      return [outcome(await redeem(tenant, granted)), outcome(await redeem(tenant, granted))]
    },
    ['tokens', '400 invalid_grant'],
    ['tokens', 'tokens'],
  ],
  [
    'code-race',
    async () => {
      const granted = await authorize(tenant)
      const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(tenant, granted)))
      const late = await redeem(tenant, granted)
      return [answers.filter((answer) => answer.status === 200).length, outcome(late)]
    },
    [1, '400 invalid_grant'],
    [5, '400 invalid_grant'],
  ],
  [
    'code-client-unbound',
    async () => outcome(await redeem(tenant, await authorize(tenant), 'second')),
    '400 invalid_grant',
    'tokens',
  ],
  [
    'code-never-expires',
    async () => {
      tenant.lifetimes.code = 1
      const granted = await authorize(tenant)
      await pause(2_000)
      return outcome(await redeem(tenant, granted))
    },
    '400 invalid_grant',
    'tokens',
  ],
  [
    'pkce-unverified',
    async () => {
      const wrong = await redeem(tenant, await authorize(tenant), 'web', { code_verifier: 'v'.repeat(43) })
      const missing = await redeem(tenant, { ...(await authorize(tenant)), verifier: '' })
      return [outcome(wrong), outcome(missing)]
    },
    ['400 invalid_grant', '400 invalid_grant'],
    ['tokens', '400 invalid_grant'],
  ],
  [
    'token-get-accepted',
    async () => outcome(await raw('GET', '?grant_type=client_credentials', undefined, serviceAuth())),
    '405 invalid_request',
    'tokens',
  ],
  [
    'token-success-form-encoded',
    async () => {
      const answer = await clientToken(tenant)
      const type = answer.headers.get('content-type')?.split(';')[0]
      return [type, new URLSearchParams(answer.text).get('token_type')]
    },
    ['application/json', null],
    ['application/x-www-form-urlencoded', 'Bearer'],
  ],
  [
    'token-duplicates-accepted',
    async () => outcome(await raw('POST', '', 'grant_type=client_credentials&scope=write&scope=read', serviceAuth())),
    '400 invalid_request',
    'tokens',
  ],
  ['expires-in-string', async () => (await clientToken(tenant)).json['expires_in'], 600, '600'],
  [
    'secret-unchecked',
    async () => outcome(await raw('POST', '', 'grant_type=client_credentials', basic('service', 'a wrong secret'))),
    '401 invalid_client',
    'tokens',
  ],
  [
    'client-secret-optional',
    async () => {
      const named = await raw('POST', '', 'grant_type=client_credentials&client_id=service', {})
      const wrong = await raw('POST', '', 'grant_type=client_credentials&client_id=service&client_secret=wrong', {})
      return [outcome(named), outcome(wrong)]
    },
    ['401 invalid_client', '401 invalid_client'],
    ['tokens', '401 invalid_client'],
  ],
  [
    'refresh-family-survives',
    async () => {
      const first = await tokens(tenant)
      const second = await refresh(tenant, first.json['refresh_token'])
      const reused = await refresh(tenant, first.json['refresh_token'])
      const third = await refresh(tenant, second.json['refresh_token'])
      return [outcome(reused), outcome(third), (await visit(tenant, '/resource', second.json['access_token'])).status]
    },
    ['400 invalid_grant', '400 invalid_grant', 401],
    ['400 invalid_grant', 'tokens', 200],
  ],
]

describe.each(faults)('%s', (id, probe, sound, broken) => {
  test('is absent from a sound tenant', async () => {
    expect(await probe()).toEqual(sound)
  })

  test('shows on a tenant that has it, and goes away with it', async () => {
    tenant.defects.on(id)
    expect(await probe()).toEqual(broken)
    tenant.defects.off(id)
    tenant.lifetimes.code = 30
    expect(await probe()).toEqual(sound)
  })
})

test('every shipped defect names the law it breaks and is its own id', () => {
  expect(allDefects().size).toBeGreaterThanOrEqual(faults.length)
  for (const [id, defect] of allDefects()) {
    expect(defect.id).toBe(id)
    expect(defect.sentence).toMatch(/^\S.*\.$/)
    expect(defect.breaks.document).not.toBe('')
    expect(defect.breaks.section).not.toBe('')
  }
})

test('every defect file is listed, under its own id', async () => {
  const folder = new URL('../../mock-server/defects/', import.meta.url)
  const entries = await readdir(folder, { recursive: true })
  const files = entries.filter((path) => /^[^/]+\/[^/]+\.ts$/.test(path) && !path.endsWith('/index.ts'))
  const ids = files.map((path) => path.replace(/^.*\//, '').replace(/\.ts$/, ''))
  expect(ids.toSorted()).toEqual([...allDefects().keys()].toSorted())
})

test('a defect of one tenant leaves the others sound', async () => {
  const other = await mock.createTenant()
  tenant.defects.on('secret-unchecked')
  const body = { grant_type: 'client_credentials', client_id: 'service', client_secret: 'wrong' }
  expect(tenant.defects.list()).toEqual(['secret-unchecked'])
  expect(other.defects.list()).toEqual([])
  expect((await post(tenant, '/token', body, null)).status).toBe(200)
  expect((await post(other, '/token', body, null)).status).toBe(401)
})

test('an unknown defect is refused by name', () => {
  expect(() => tenant.defects.on('no-such-defect')).toThrow('no-such-defect')
})
