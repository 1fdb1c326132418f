import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { explainedTenant } from './explained-tenant.ts'
import { basic, clientToken, post, read, Visitor } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  tenant = await explainedTenant(mock)
})
afterAll(() => mock.close())

const callback = 'https://app.example/callback'
const web = { client_id: 'web', response_type: 'code', redirect_uri: callback, scope: 'openid read' }

const token = (form: Record<string, string>, client: string | null = 'web') => post(tenant, '/token', form, client)

const raw = (path: string, init: RequestInit) => fetch(tenant.issuer + path, init)

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers,
})

const bearer = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }

test('an explanation holds no secret', async () => {
  tenant.journal.clear()
  const secrets = ['s3cr3t-of-the-client', 'c0de-value', 'v3rifier-'.padEnd(43, 'x'), 'passw0rd-of-alice', 'a55ertion']
  const [secret = '', code = '', verifier = '', password = '', assertion = ''] = secrets
  await raw('/token', form({ grant_type: 'password', username: 'alice', password }, basic('legacy', secret)))
  await raw('/token', form({ grant_type: 'authorization_code', code, code_verifier: verifier }, basic('web', secret)))
  await token({ grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier })
  await token({ grant_type: 'password', username: 'alice', password }, 'legacy')
  await token({ ...bearer, assertion }, 'gateway')
  const page = await read(await raw(`/authorize?client_id=nobody&client_secret=${secret}&code=${code}&state=open`, {}))
  expect(tenant.journal.refusals()).toHaveLength(6)
  for (const one of secrets) expect(JSON.stringify(tenant.journal.list()) + page.text).not.toContain(one)
  expect(page.text).toContain('characters, not shown')
})

test('a scripted error is told from a real one', async () => {
  const scripted = await mock.createTenant(undefined, { logins: [{ error: 'login_required' }] })
  await new Visitor().follow(`${scripted.issuer}/authorize?${new URLSearchParams(web).toString()}`, scripted.issuer)
  expect(scripted.journal.refusals().at(-1)?.explanation?.rule).toBe('This login was scripted to fail')
})

test('what no rule covers is told in the words of the detail alone', async () => {
  const odd = await mock.createTenant(undefined, { logins: [{ error: 'vendor_error', description: 'odd thing' }] })
  await new Visitor().follow(`${odd.issuer}/authorize?${new URLSearchParams(web).toString()}`, odd.issuer)
  expect(odd.journal.refusals().at(-1)?.explanation).toEqual({ rule: 'odd thing' })
})

describe('the error page', () => {
  test('says the rule, the section with its address, what came and what to do', async () => {
    const page = await read(await raw(`/authorize?client_id=web&redirect_uri=${callback}/&state=<b>`, {}))
    expect(page.status).toBe(400)
    expect(page.text).toContain('The redirect_uri must be one the client registered')
    expect(page.text).toContain('href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1"')
    expect(page.text).toMatch(/Register https:\/\/app\.example\/callback\/ for web/)
    expect(page.text).toContain('&lt;b&gt;')
    expect(page.text).not.toContain('<b>')
  })

  test('is not what programs get', async () => {
    const { json } = await token({ grant_type: 'wish' })
    expect(Object.keys(json).toSorted()).toEqual(['error', 'error_description'])
  })
})

test('a listener hears of each request until it leaves, of tenants to come too', async () => {
  const heard: string[] = []
  const leave = mock.subscribe(({ endpoint, error }, { name }) => heard.push(`${name} ${endpoint} ${error ?? 'fine'}`))
  const later = await mock.createTenant('later')
  await clientToken(later)
  await post(later, '/token', { grant_type: 'wish' })
  leave()
  await clientToken(later)
  expect(heard).toEqual(['later token fine', 'later token unsupported_grant_type'])
})
