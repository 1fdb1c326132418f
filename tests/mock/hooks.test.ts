import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type ClaimsCall, type Hooks, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, post, redeem, tokens, visit } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

function hooked(hooks: Hooks): Promise<Tenant> {
  return mock.createTenant(undefined, { hooks })
}

test('claims returns claims for tokens and userinfo, after those of the rules', async () => {
  const calls: ClaimsCall[] = []
  const tenant = await hooked({
    async claims(call) {
      calls.push(call)
      return call.kind === 'userinfo' ? { email: null, seen: true } : { from: call.kind }
    },
  })
  tenant.claims.add({ id_token: { from: 'rule', rule: true } })
  const { json } = await redeem(tenant, await authorize(tenant, { parameters: { scope: 'openid email' } }))
  expect(decodeJwt(String(json['id_token']))).toMatchObject({ from: 'id_token', rule: true })
  const { json: userinfo } = await visit(tenant, '/userinfo', json['access_token'])
  expect(userinfo).toEqual({ sub: 'alice', email_verified: true, seen: true })
  expect(calls).toMatchObject([
    { kind: 'access_token', endpoint: 'token', grant: 'authorization_code', scope: 'openid email' },
    { kind: 'id_token', endpoint: 'token', user: { username: 'alice' }, client: { client_id: 'web' } },
    { kind: 'userinfo', endpoint: 'userinfo', grant: 'authorization_code', scope: 'openid email' },
  ])
  expect(calls[0]?.request).toMatchObject({ grant_type: 'authorization_code' })
})

test('claims knows no user behind a token of a client, and may say nothing', async () => {
  const seen: unknown[] = []
  const tenant = await hooked({ claims: ({ user, grant }) => void seen.push([user, grant]) })
  const { json } = await clientToken(tenant)
  expect(seen).toEqual([[undefined, 'client_credentials']])
  expect((await post(tenant, '/introspect', { token: String(json['access_token']) })).json['active']).toBe(true)
})

test('request edits what the provider sees, or answers in its place', async () => {
  const tenant = await hooked({
    request(request) {
      if (request.form.get('scope') === 'fail') return { status: 503, body: { error: 'temporarily_unavailable' } }
      if (request.endpoint === 'token') request.form.set('scope', 'read')
      return undefined
    },
  })
  expect((await clientToken(tenant, { scope: 'nonsense' })).json['scope']).toBe('read')
  expect(await clientToken(tenant, { scope: 'fail' })).toMatchObject({ status: 503 })
  expect(tenant.journal.list()).toMatchObject([{ status: 200 }, { status: 503 }])
})

test('answer edits what is sent, and sees what was asked', async () => {
  const tenant = await hooked({
    async answer(answer, request) {
      if (request.endpoint === 'token' && answer.json) answer.json = { ...answer.json, instance_url: request.clientId }
      answer.setHeader('x-seen', request.endpoint)
    },
  })
  const { json, headers } = await clientToken(tenant)
  expect(json).toMatchObject({ instance_url: 'service', token_type: 'Bearer' })
  expect(headers.get('x-seen')).toBe('token')
  expect((await fetch(`${tenant.issuer}/jwks`)).headers.get('x-seen')).toBe('jwks')
})

test('hooks see what a defect does, and can be set and deleted while the tenant runs', async () => {
  const tenant = await hooked({})
  tenant.defects.on('expires-in-string')
  tenant.hooks.answer = (answer) => answer.setHeader('x-type', typeof answer.json?.['expires_in'])
  expect((await clientToken(tenant)).headers.get('x-type')).toBe('string')
  delete tenant.hooks.answer
  expect((await clientToken(tenant)).headers.get('x-type')).toBeNull()
})

test('reset puts the hooks of the options back', async () => {
  const tenant = await hooked({ answer: (answer) => answer.setHeader('x-kept', 'yes') })
  delete tenant.hooks.answer
  tenant.hooks.claims = () => ({ left: true })
  tenant.reset()
  expect(tenant.hooks.claims).toBeUndefined()
  expect((await clientToken(tenant)).headers.get('x-kept')).toBe('yes')
})

const broken = (): never => {
  throw new Error('my own mistake')
}

test.each([{ request: broken }, { answer: broken }, { claims: broken }])(
  '%o that throws is a server_error',
  async (hooks) => {
    const tenant = await hooked(hooks)
    const answer = await clientToken(tenant)
    expect(answer).toMatchObject({ status: 500, json: { error: 'server_error' } })
    expect(answer.text).not.toContain('my own mistake')
    const [name] = Object.keys(hooks)
    expect(tenant.journal.refusals()).toMatchObject([
      { endpoint: 'token', status: 500, error: 'server_error', detail: `hooks.${name} threw: my own mistake` },
    ])
  },
)

test('a hook that fails later on rejects what is issued, and spares the next request', async () => {
  const tenant = await hooked({ claims: async () => broken() })
  await expect(tenant.issue({ client: 'service' })).rejects.toThrow('hooks.claims threw: my own mistake')
  delete tenant.hooks.claims
  expect((await tokens(tenant)).status).toBe(200)
})
