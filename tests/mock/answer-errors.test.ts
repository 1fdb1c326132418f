import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, post, read, tokens, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

test('the token endpoint: JSON, 400, nothing stored', async () => {
  tenant.answers.next({ endpoint: 'token' }, { error: 'invalid_grant', description: 'the grant was withdrawn' })
  const answer = await clientToken(tenant)
  expect([answer.status, answer.json]).toEqual([
    400,
    { error: 'invalid_grant', error_description: 'the grant was withdrawn' },
  ])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-type')).toContain('application/json')
})

test.each([
  ['invalid_client', 401, 'Basic realm='],
  ['invalid_scope', 400, null],
  ['server_error', 500, null],
  ['temporarily_unavailable', 503, null],
])('%s', async (error, status, challenge) => {
  tenant.answers.next({ endpoint: 'token' }, { error })
  const answer = await clientToken(tenant)
  expect(answer.status).toBe(status)
  if (challenge === null) expect(answer.headers.get('www-authenticate')).toBeNull()
  else expect(answer.headers.get('www-authenticate')).toContain(challenge)
})

test.each(['/resource', '/userinfo'])('%s: a Bearer challenge', async (path) => {
  const { access_token: token } = (await tokens(tenant)).json
  tenant.answers.add({ times: 2, answer: { error: 'invalid_token', description: 'made up' } })
  const answer = await visit(tenant, path, token)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe(
    `Bearer realm="${tenant.issuer}", error="invalid_token", error_description="made up"`,
  )
})

test('the authorization endpoint: a redirect to the client, with state and iss', async () => {
  tenant.answers.next({ endpoint: 'authorization' }, { error: 'temporarily_unavailable', description: 'later' })
  const { url } = await authorize(tenant)
  expect(url.origin + url.pathname).toBe('https://app.example/callback')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    error: 'temporarily_unavailable',
    error_description: 'later',
    state: 'a state',
    iss: tenant.issuer,
  })
  expect(tenant.journal.list()).toMatchObject([
    { endpoint: 'authorization', client: 'web', error: 'temporarily_unavailable', scripted: 'answer-1' },
  ])
  expect((await authorize(tenant)).code).not.toBe('')
})

test('and by form_post where the client asked for that', async () => {
  tenant.answers.next({ endpoint: 'authorization' }, { error: 'server_error' })
  const query = new URLSearchParams({
    response_type: 'code',
    response_mode: 'form_post',
    client_id: 'web',
    redirect_uri: 'https://app.example/callback',
    scope: 'openid',
  })
  const answer = await read(await fetch(`${tenant.issuer}/authorize?${query}`))
  expect(answer.text).toContain('name="error" value="server_error"')
})

test('after the login, for one user', async () => {
  tenant.answers.next({ endpoint: 'resume', user: 'alice' }, { error: 'access_denied', description: 'not alice' })
  const { url } = await authorize(tenant)
  expect(url.searchParams.get('error')).toBe('access_denied')
  expect(url.searchParams.get('state')).toBe('a state')
})

test('a redirect_uri of nobody gets an error page and no redirect', async () => {
  tenant.answers.next({ endpoint: 'authorization' }, { error: 'server_error' })
  const query = 'response_type=code&client_id=web&redirect_uri=https://elsewhere.example/&scope=openid'
  const answer = await fetch(`${tenant.issuer}/authorize?${query}`, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
  expect(tenant.journal.list()).toMatchObject([{ error: 'invalid_redirect_uri', scripted: 'answer-1' }])
})

test('with a status it is a page, without a redirect', async () => {
  tenant.answers.next({ endpoint: 'authorization' }, { error: 'server_error', status: 500 })
  const answer = await read(await fetch(`${tenant.issuer}/authorize?client_id=web`))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8'])
  expect(answer.text).toContain('server_error')
})

test('a browser application may read it', async () => {
  tenant.answers.add({ times: 2, answer: { error: 'invalid_grant' } })
  const allowed = async (origin: string) =>
    (await fetch(`${tenant.issuer}/token`, { method: 'POST', headers: { origin } })).headers.get(
      'access-control-allow-origin',
    )
  expect(await allowed('https://spa.example')).toBe('https://spa.example')
  expect(await allowed('https://evil.example')).toBeNull()
})

test('a pushed request: JSON where it is pushed, a redirect where it is used, the user of the push', async () => {
  const form = {
    response_type: 'code',
    client_id: 'web',
    redirect_uri: 'https://app.example/callback',
    scope: 'openid',
    login_hint: 'bob',
  }
  tenant.answers.next({ endpoint: 'pushed_authorization_request' }, { error: 'invalid_request' })
  expect(await post(tenant, '/par', form)).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
  const { request_uri: uri } = (await post(tenant, '/par', form)).json
  tenant.answers.next({ endpoint: 'authorization', user: 'bob' }, { error: 'access_denied' })
  const query = new URLSearchParams({ client_id: 'web', request_uri: String(uri) })
  const answer = await fetch(`${tenant.issuer}/authorize?${query}`, { redirect: 'manual' })
  expect(answer.headers.get('location')).toContain('https://app.example/callback?error=access_denied')
})

test.each(['/logout', '/device'])('%s: a page', async (path) => {
  tenant.answers.add({ answer: { error: 'server_error', description: 'made <up>' } })
  const answer = await read(await fetch(tenant.issuer + path))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8'])
  expect(answer.text).toContain('made &lt;up&gt;')
})

test('the login page, for who is about to log in', async () => {
  tenant.answers.next({ endpoint: 'interaction', user: 'alice', method: 'POST' }, { status: 503 })
  await expect(authorize(tenant)).rejects.toThrow('no form on')
  expect(tenant.journal.list().at(-1)).toMatchObject({ endpoint: 'interaction', status: 503, client: 'web' })
  expect((await authorize(tenant)).code).not.toBe('')
})
