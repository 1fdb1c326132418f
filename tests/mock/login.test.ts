import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, redeem, Visitor } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const start = (tenant: Tenant, more = '') =>
  `${tenant.issuer}/authorize?client_id=web&response_type=code&redirect_uri=https://app.example/callback${more}`

async function open(tenant: Tenant, more = '') {
  const visitor = new Visitor()
  const { response, url } = await visitor.follow(start(tenant, more), tenant.issuer)
  const submit = (form: Record<string, string>) =>
    visitor.follow(url, tenant.issuer, { method: 'POST', body: new URLSearchParams(form) })
  return { response, url, submit, visitor }
}

test('the password page is labelled, guarded, and says when the password is wrong', async () => {
  const { response, submit } = await open(mock.tenant, '&login_hint=bob')
  const text = await response.text()
  expect(text).toMatch(/<label for="username">.*<label for="password">/s)
  expect(text).toContain('value="bob"')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(response.headers.get('x-frame-options')).toBe('DENY')
  expect(text).not.toContain('<script')
  const wrong = await submit({ username: 'alice', password: 'wrong' })
  expect(wrong.response.status).toBe(400)
  const page = await wrong.response.text()
  expect(page).toMatch(/role="alert"[^>]*>Username or password is wrong/)
  expect(page).toContain('value="alice"')
  const consent = await submit({ username: 'alice', password: 'alice-password' })
  expect(await consent.response.text()).toContain('value="allow"')
})

test('the content security policy allows the style of the page', async () => {
  const { response } = await open(mock.tenant)
  const style = /<style>(.*?)<\/style>/s.exec(await response.text())?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(response.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`)
})

test('what a visitor types is escaped', async () => {
  const { submit } = await open(mock.tenant)
  const { response } = await submit({ username: '"><script>alert(1)</script>', password: 'x' })
  expect(await response.text()).not.toContain('<script>')
})

test('denied consent and a cancelled login are access_denied', async () => {
  const cancelled = await (await open(mock.tenant)).submit({ decision: 'deny' })
  expect(cancelled.url.searchParams.get('error')).toBe('access_denied')
  expect(cancelled.url.searchParams.get('iss')).toBe(mock.issuer)
  const { submit, visitor } = await open(mock.tenant)
  const consent = await submit({ username: 'alice', password: 'alice-password' })
  const body = new URLSearchParams({ decision: 'deny' })
  const denied = await visitor.follow(consent.url, mock.issuer, { method: 'POST', body })
  expect(denied.url.searchParams.get('error')).toBe('access_denied')
})

test('the picker has one button for each user and knows no others', async () => {
  const tenant = await mock.createTenant(undefined, { login: 'picker', consent: 'automatic' })
  const { response, submit } = await open(tenant)
  const text = await response.text()
  expect(text.match(/name="username"/g)).toHaveLength(2)
  expect((await submit({ username: 'mallory' })).response.status).toBe(400)
  const done = await submit({ username: 'bob' })
  expect(done.url.searchParams.get('code')).toEqual(expect.any(String))
})

test('automatic login and consent show no page, and login_hint picks the user', async () => {
  const tenant = await mock.createTenant(undefined, { login: 'automatic', consent: 'automatic' })
  for (const [hint, sub] of [
    [undefined, 'alice'],
    ['bob', 'bob'],
  ]) {
    const granted = await authorize(tenant, { parameters: { login_hint: hint, prompt: 'consent' } })
    const { json } = await redeem(tenant, granted)
    const claims: unknown = JSON.parse(
      Buffer.from(String(json['id_token']).split('.')[1] ?? '', 'base64url').toString(),
    )
    expect(claims).toMatchObject({ sub, iss: tenant.issuer, aud: 'web' })
  }
})

test('a page without its cookie, and a refused request, end on an error page', async () => {
  const { url } = await open(mock.tenant)
  const stranger = await fetch(url)
  expect(stranger.status).toBe(400)
  expect(await stranger.text()).toContain('This request was refused')
  const refused = await fetch(`${mock.issuer}/authorize?client_id=%3Cb%3Enobody`)
  expect(refused.status).toBe(400)
  expect(await refused.text()).not.toContain('<b>')
  expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'")
  const unregistered = await fetch(`${start(mock.tenant)}/elsewhere`, { redirect: 'manual' })
  expect(unregistered.status).toBe(400)
  expect(unregistered.headers.get('location')).toBeNull()
})

test('a login that is over is refused with a page, whatever the address says', async () => {
  const answer = await fetch(`${mock.issuer}/authorize/gone?client_id=second&redirect_uri=x`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
})
