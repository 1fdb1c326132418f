import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMockServer, defect, type JournalQuery, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, post, redeem, refresh, tokens, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant

beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())
beforeEach(async () => {
  tenant = await mock.createTenant()
})

const breaks = { document: 'RFC 6749', section: '5.2' }
const entry = (endpoint: string) => tenant.journal.last({ endpoint })

describe('an entry', () => {
  test('of a redeemed code has what was sent, who it was about and what was issued', async () => {
    const from = await authorize(tenant)
    const { json } = await redeem(tenant, from)
    const found = entry('token')
    expect(found).toMatchObject({
      method: 'POST',
      url: `${tenant.issuer}/token`,
      status: 200,
      client: 'web',
      user: 'alice',
      grant: 'authorization_code',
      scope: 'openid read write',
      pkce: 'valid',
      ok: true,
      parameters: { code: from.code, code_verifier: from.verifier },
      responseBody: { access_token: json['access_token'] },
    })
    expect(found?.issued.toSorted()).toEqual(['access_token', 'id_token', 'refresh_token'])
    expect(found?.duration).toBeGreaterThan(0)
    expect(found?.id).toBe(tenant.journal.list().length)
  })

  test('of an authorization request has its query, of its end the code', async () => {
    await authorize(tenant, { client: 'spa' })
    expect(entry('authorization')).toMatchObject({ client: 'spa', parameters: { state: 'a state' }, issued: [] })
    expect(entry('resume')).toMatchObject({
      client: 'spa',
      user: 'alice',
      issued: ['code'],
      scope: 'openid read write',
    })
    expect(entry('interaction')).toMatchObject({ client: 'spa', user: 'alice', form: { decision: 'allow' } })
  })

  test('of a request to the resource knows whose token it was', async () => {
    const { json } = await tokens(tenant)
    await visit(tenant, '/resource', json['access_token'])
    expect(entry('resource')).toMatchObject({ client: 'web', user: 'alice', scope: 'openid read write' })
    await visit(tenant, '/userinfo', json['access_token'])
    expect(entry('userinfo')).toMatchObject({ client: 'web', user: 'alice' })
  })

  test('of a refusal names the error, the client that failed and the verifier that was wrong', async () => {
    await redeem(tenant, { ...(await authorize(tenant)), verifier: 'x'.repeat(43) })
    expect(entry('token')).toMatchObject({ ok: false, error: 'invalid_grant', pkce: 'invalid', issued: [] })
    await post(tenant, '/token', { grant_type: 'client_credentials', client_id: 'nobody' }, null)
    expect(entry('token')).toMatchObject({ status: 401, error: 'invalid_client', client: 'nobody' })
    const headers = { authorization: `Basic ${btoa('some+one:secret')}` }
    await fetch(`${tenant.issuer}/token`, { method: 'POST', headers, body: new URLSearchParams({ grant_type: 'x' }) })
    expect(entry('token')).toMatchObject({ client: 'some one', grant: 'x' })
  })

  test('of a refusal in the redirect has its error', async () => {
    await authorize(tenant, { parameters: { scope: 'unheard-of' } })
    expect(entry('authorization')).toMatchObject({ error: 'invalid_scope', ok: false })
  })

  test('holds what was sent, though the server reads something else', async () => {
    const own = await mock.createTenant(undefined, { pkce: 'unknown', accessTokens: 'jwt' })
    const from = await authorize(own)
    const { json } = await redeem(own, from)
    expect(own.journal.last({ endpoint: 'token' })).toMatchObject({
      pkce: 'absent',
      parameters: { code_verifier: from.verifier },
    })
    await post(own, '/introspect', { token: String(json['access_token']) })
    expect(own.journal.last({ endpoint: 'introspection' })?.parameters['token']).toBe(json['access_token'])
  })

  test('holds what was sent and what came of it when a defect steps in', async () => {
    const body = { error: 'temporarily_unavailable' }
    const before = () => ({ status: 503, body })
    tenant.defects.on(defect({ id: 'down', sentence: 'It is down', breaks, before }))
    await clientToken(tenant, { scope: 'read' })
    expect(entry('token')).toMatchObject({
      status: 503,
      error: 'temporarily_unavailable',
      grant: 'client_credentials',
      client: 'service',
      responseBody: body,
    })
  })

  test('keeps repeated parameters, registrations in JSON, and cuts what is too long', async () => {
    const own = await mock.createTenant(undefined, { registration: 'open' })
    const metadata = { redirect_uris: ['https://a.example/cb'], client_name: 'New', jwks: { keys: [] } }
    const headers = { 'content-type': 'application/json' }
    await fetch(`${own.issuer}/register`, { method: 'POST', headers, body: JSON.stringify(metadata) })
    expect(own.journal.last()).toMatchObject({
      issued: ['client_id'],
      parameters: { redirect_uris: ['https://a.example/cb'], client_name: 'New', jwks: '{"keys":[]}' },
    })
    const twice = new URLSearchParams([
      ['scope', 'read'],
      ['scope', 'x'.repeat(100_000)],
    ])
    await fetch(`${own.issuer}/interaction/none?scope=query`, { method: 'POST', body: twice })
    expect(own.journal.last()?.parameters).toEqual({ scope: 'query' })
    own.defects.on(defect({ id: 'reads', sentence: 'Reads', breaks, before: () => undefined }))
    await fetch(`${own.issuer}/token`, { method: 'POST', body: twice })
    const [first, second] = [own.journal.last()?.parameters['scope'] ?? []].flat()
    expect([first, second?.length]).toEqual(['read', 65_536])
  })

  test('of a request that fails before it is answered has the status of the failure', async () => {
    tenant.defects.on(defect({ id: 'reads', sentence: 'Reads', breaks, before: () => undefined }))
    const body = new URLSearchParams({ scope: 'x'.repeat(1024 * 1024) })
    const { status } = await fetch(`${tenant.issuer}/token`, { method: 'POST', body })
    expect([status, entry('token')?.status]).toEqual([413, 413])
  })

  test('takes its time from the clock of the tenant', async () => {
    tenant.clock.freeze('2040-01-01T00:00:00Z')
    await clientToken(tenant)
    expect(entry('token')?.time).toBe(Date.UTC(2040, 0))
  })
})

describe('as JSON an entry has no secret', () => {
  test('of a whole flow', async () => {
    const from = await authorize(tenant)
    const { json } = await redeem(tenant, from)
    await refresh(tenant, json['refresh_token'])
    await visit(tenant, '/resource', json['access_token'])
    const text = JSON.stringify(tenant.journal.list())
    const secret = tenant.clients.find('web')?.client_secret ?? ''
    const secrets = [from.code, from.verifier, secret, 'alice-password', ...Object.values(json).slice(0, 1)]
    for (const one of [...secrets, json['refresh_token'], json['id_token'], json['access_token']]) {
      expect(text).not.toContain(String(one))
      expect(text).not.toContain(encodeURIComponent(String(one)))
    }
    expect(text).not.toContain(btoa(secret).slice(0, 20))
    for (const line of [
      `session_${tenant.name}_${new URL(tenant.issuer).port}=‹cookie›`,
      'web:‹client_secret›',
      '‹password›',
    ])
      expect(text).toContain(line)
  })

  test('and equal secrets have equal masks', async () => {
    const from = await authorize(tenant)
    await redeem(tenant, from)
    await redeem(tenant, from)
    const [first, second] = tenant.journal.search({ endpoint: 'token' }).map((one) => one.toJSON()['parameters'])
    expect(first).toMatchObject({ code: expect.stringMatching(/^‹code [0-9a-f]{6}›$/) })
    expect(second).toEqual(first)
    const { code } = Object(first)
    expect(JSON.stringify(entry('resume'))).toContain(`code=${code}`)
  })

  test('of the device grant', async () => {
    const { json } = await post(tenant, '/device_authorization', { scope: 'read' }, 'tv')
    await fetch(String(json['verification_uri_complete']))
    const text = JSON.stringify(tenant.journal.list())
    for (const name of ['device_code', 'user_code']) expect(text).not.toContain(json[name])
    expect(text).toContain('?user_code=‹user_code›')
  })

  test('nor in a page that posts a code', async () => {
    const { url } = await authorize(tenant)
    expect(url.searchParams.get('code')).toBeTruthy()
    tenant.journal.add({
      time: 0,
      endpoint: 'resume',
      method: 'GET',
      status: 200,
      responseBody: '<input type="hidden" name="code" value="very-secret"/> eyJh.eyJi.sig-nature',
    })
    const text = JSON.stringify(tenant.journal.last())
    expect(text).toContain('‹code ')
    expect(text).not.toMatch(/very-secret|eyJi/)
  })
})

describe('searching', () => {
  beforeEach(async () => {
    await tokens(tenant)
    await tokens(tenant, 'second')
    await clientToken(tenant)
    await clientToken(tenant, { scope: 'nothing' })
  })

  test.each<[JournalQuery, number]>([
    [{ endpoint: 'token' }, 4],
    [{ endpoint: ['token', 'resume'], client: ['web', 'second'] }, 4 + 2],
    [{ endpoint: 'token', client: 'web' }, 1],
    [{ grant: 'client_credentials' }, 2],
    [{ grant: 'client_credentials', ok: true }, 1],
    [{ endpoint: 'token', user: 'alice' }, 2],
    [{ endpoint: 'token', user: 'bob' }, 0],
    [{ endpoint: 'token', scope: 'write' }, 2],
    [{ endpoint: 'token', status: [400, 200] }, 4],
    [{ error: 'invalid_scope' }, 1],
    [{ issued: 'refresh_token' }, 2],
    [{ pkce: 'valid' }, 2],
    [{ endpoint: 'authorization', parameters: { code_challenge_method: 'S256', response_type: /^code$/g } }, 2],
    [{ endpoint: 'authorization', parameters: { redirect_uri: { matches: 'second\\.example' } } }, 1],
    [{ endpoint: 'authorization', parameters: { nonce: null } }, 2],
    [{ parameters: { code: (code: unknown) => typeof code === 'string' && code.length > 20 } }, 2],
    [{ method: 'POST', ok: false }, 1],
    [JSON.parse('{ "status": "400", "ok": "false" }'), 1],
  ])('by %o', (query, times) => {
    expect(tenant.journal.search(query).map(({ id }) => id)).toHaveLength(times)
    expect(tenant.journal.count(query)).toBe(times)
  })

  test('only after another', () => {
    const first = tenant.journal.search({ endpoint: 'token' })[0]
    expect(tenant.journal.count({ endpoint: 'token', since: first })).toBe(3)
    expect(tenant.journal.count({ endpoint: 'token', since: first?.id })).toBe(3)
    expect(tenant.journal.last({ since: tenant.journal.last() })).toBeUndefined()
  })

  test('of grants that are URNs the last part is enough', async () => {
    await post(tenant, '/token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x' }, 'tv')
    expect(tenant.journal.count({ grant: 'device_code' })).toBe(1)
    expect(tenant.journal.count({ grant: 'code' })).toBe(0)
  })

  test('with a member that no query has fails and says what there is', () => {
    const query: object = { grantType: 'authorization_code' }
    expect(() => tenant.journal.search(query)).toThrow(/of endpoint, .*grant.*, got "grantType"/)
    expect(() => tenant.journal.search({ parameters: { code: { matches: '(' } } })).toThrow('parameters.code.matches')
  })

  test('ids go on after clearing', () => {
    const last = tenant.journal.last()?.id ?? 0
    tenant.journal.clear()
    expect(tenant.journal.list()).toEqual([])
    tenant.journal.add({ time: 0, endpoint: 'other', method: 'GET', status: 404 })
    expect(tenant.journal.last()?.id).toBe(last + 1)
  })
})

describe('waiting', () => {
  test('brings a request that came already, or the next', async () => {
    await clientToken(tenant)
    const there = await tenant.journal.waitFor({ endpoint: 'token' })
    const next = tenant.journal.waitFor({ endpoint: 'token', since: there })
    await clientToken(tenant)
    expect((await next).id).toBe(there.id + 1)
  })

  test('in vain ends with a list of what did come, without secrets', async () => {
    const secret = 'a'.repeat(43)
    await clientToken(tenant)
    const waiting = tenant.journal.waitFor(
      { endpoint: 'token', grant: 'authorization_code', parameters: { code_verifier: secret } },
      { timeout: 5 },
    )
    const error = await waiting.catch((problem: unknown) => String(problem))
    expect(error).toMatch(/within 5 ms with\n {2}endpoint +token\n {2}grant +authorization_code\n/)
    expect(error).toContain('#1 POST token (client_credentials, service) 200')
    expect(error).not.toContain(secret)
    await expect(tenant.journal.waitFor({ since: 99 }, { timeout: 1 })).rejects.toThrow('no request came')
  })

  test('a listener hears every request until it is taken away', async () => {
    const heard: string[] = []
    const stop = tenant.journal.subscribe(({ endpoint }) => heard.push(endpoint))
    await clientToken(tenant)
    stop()
    await clientToken(tenant)
    expect(heard).toEqual(['token'])
  })
})
