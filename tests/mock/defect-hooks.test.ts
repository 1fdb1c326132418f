import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMockServer, defect, type DefectHooks, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, post, redeem, refresh, tokens, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

function turnOn(hooks: DefectHooks, id = 'made-up') {
  tenant.defects.on(defect({ id, sentence: 'Made up.', breaks: { document: 'RFC 6749', section: '1' }, ...hooks }))
}

test('options changes the tenant and nothing is left when it goes', async () => {
  turnOn({ options: (settings) => ({ ...settings, lifetimes: { ...settings.lifetimes, client_credentials: 9_999 } }) })
  expect((await clientToken(tenant)).json['expires_in']).toBe(9_999)
  expect(tenant.lifetimes.client_credentials).toBe(600)
  tenant.defects.off('made-up')
  expect((await clientToken(tenant)).json['expires_in']).toBe(600)
})

test('options can lift a limit of one client', async () => {
  const unlimited = { scope: 'read write' }
  turnOn({
    options: (settings) => ({ ...settings, clients: settings.clients.map((one) => ({ ...one, ...unlimited })) }),
  })
  expect((await clientToken(tenant, { scope: 'write' })).json['scope']).toBe('write')
  tenant.defects.off()
  expect((await clientToken(tenant, { scope: 'write' })).json['error']).toBe('invalid_scope')
})

test('configure changes what oidc-provider is given', async () => {
  turnOn({ configure: (configuration) => ({ ...configuration, scopes: ['openid', 'read', 'made-up'] }) })
  const answer = await fetch(`${tenant.issuer}/.well-known/openid-configuration`)
  expect(await answer.text()).toContain('"made-up"')
})

test('client.grantAllowed lets a client use a grant it is not registered for', async () => {
  expect((await clientToken(tenant, {}, 'spa')).json['error']).toBe('unauthorized_client')
  turnOn({ client: { grantAllowed: () => true } })
  expect((await clientToken(tenant, {}, 'spa')).status).toBe(200)
})

test('client.redirectAllowed accepts an unregistered redirect_uri', async () => {
  turnOn({ client: { redirectAllowed: ({ value }, next) => value.startsWith('https://app.example/') || next() } })
  const granted = await authorize(tenant, { parameters: { redirect_uri: 'https://app.example/anything' } })
  expect(granted.code).not.toBe('')
})

test('client.secret sees the secret and the clients of the tenant', async () => {
  turnOn({
    client: {
      secret: async ({ tenant: own, value }) => own.clients.list().some((client) => client.client_secret === value),
    },
  })
  const client_secret = tenant.clients.find('second')?.client_secret ?? ''
  const form = { grant_type: 'client_credentials', client_id: 'service', client_secret }
  expect((await post(tenant, '/token', form, null)).status).toBe(200)
  expect((await post(tenant, '/token', { ...form, client_secret: 'x' }, null)).status).toBe(401)
})

test('before can answer itself, and before edits reach the provider', async () => {
  turnOn({ before: ({ endpoint }) => (endpoint === 'token' ? { status: 418, body: { error: 'teapot' } } : undefined) })
  expect(await clientToken(tenant)).toMatchObject({ status: 418, json: { error: 'teapot' } })
  tenant.defects.off()
  turnOn({ before: ({ form }) => form.delete('scope') })
  expect((await clientToken(tenant, { scope: 'write' })).json['scope']).toBe('read')
})

test('before can edit the query of an authorization request on a tenant with a path', async () => {
  turnOn({ before: ({ endpoint, query }) => (endpoint === 'authorization' ? query.set('state', 'edited') : undefined) })
  const { url } = await authorize(tenant)
  expect(url.searchParams.get('state')).toBe('edited')
})

test('after can change status, headers, JSON, text and redirects, and knows why a request was refused', async () => {
  turnOn({
    after(answer, { endpoint }) {
      if (endpoint === 'token' && answer.error) {
        answer.status = 200
        answer.setHeader('www-authenticate', undefined)
        answer.json = { ...answer.json, error_description: answer.refusal?.detail, client: answer.client }
      }
      if (endpoint === 'resume' && answer.location) {
        const { location } = answer
        location.searchParams.delete('iss')
        answer.location = location
      }
    },
  })
  const refused = await clientToken(tenant, { scope: 'write' })
  expect(refused).toMatchObject({ status: 200, json: { error: 'invalid_scope', client: 'service' } })
  expect(refused.json['error_description']).toContain('not allowed')
  const { url, code } = await authorize(tenant)
  expect(code).not.toBe('')
  expect(url.searchParams.has('iss')).toBe(false)
})

test('store.save, find and revoke are asked, for a resource request too', async () => {
  const seen: string[] = []
  turnOn({
    store: {
      async save(call, next) {
        if (call.model === 'RefreshToken' && call.payload) call.payload.scope = 'openid'
        await next()
      },
      async find(call, next) {
        if (call.endpoint === 'resource') seen.push(call.model)
        const other = call.model === 'AccessToken' ? call.store.peek('RefreshToken', call.id) : undefined
        return (await next()) ?? (other && { ...other, kind: 'AccessToken' })
      },
      async revoke(call, next) {
        if (call.model !== 'AccessToken' && call.model !== 'Grant') await next()
      },
    },
  })
  const granted = await authorize(tenant)
  const first = await redeem(tenant, granted)
  expect((await visit(tenant, '/resource', first.json['access_token'])).status).toBe(200)
  expect(seen).toContain('AccessToken')
  expect((await visit(tenant, '/userinfo', first.json['refresh_token'])).status).toBe(200)
  const narrowed = await refresh(tenant, first.json['refresh_token'])
  expect(narrowed.json['scope']).toBe('openid')
  expect((await redeem(tenant, granted)).json['error']).toBe('invalid_grant')
  expect((await visit(tenant, '/resource', first.json['access_token'])).status).toBe(200)
  expect((await refresh(tenant, narrowed.json['refresh_token'])).json['error']).toBe('invalid_grant')
})

test('a store hook sees the parameters oidc-provider works with and the body as it was sent', async () => {
  const seen: unknown[] = []
  turnOn({
    store: {
      async find(call, next) {
        if (call.model === 'AuthorizationCode') seen.push(call.params['scope'], call.body['scope'], call.clientId)
        return next()
      },
    },
  })
  await redeem(tenant, await authorize(tenant), 'web', { scope: 'write' })
  expect(seen).toEqual([undefined, 'write', 'web'])
})

test('a body of more than a mebibyte is 413 where a defect reads it', async () => {
  turnOn({ before: () => undefined })
  expect((await clientToken(tenant, { padding: 'x'.repeat(1_100_000) })).status).toBe(413)
})

test('several defects work side by side', async () => {
  turnOn({ after: ({ json }) => void (json && delete json['token_type']) }, 'one')
  turnOn({ after: ({ json }) => void (json && delete json['scope']) }, 'two')
  tenant.defects.on('code-reusable')
  const granted = await authorize(tenant)
  await redeem(tenant, granted)
  const again = await redeem(tenant, granted)
  expect(again.status).toBe(200)
  expect(Object.keys(again.json).toSorted()).toEqual(['access_token', 'expires_in', 'id_token', 'refresh_token'])
  expect(tenant.defects.list()).toEqual(['one', 'two', 'code-reusable'])
  expect((await tokens(mock.tenant)).json['token_type']).toBe('Bearer')
})

test('a bad id is refused', () => {
  expect(() => turnOn({}, 'Bad_Id')).toThrow('Bad_Id')
})
