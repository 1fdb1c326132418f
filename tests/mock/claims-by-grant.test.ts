import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { legacyClients, portalCallback } from './legacy-clients.ts'
import { signAssertion } from './sign-assertion.ts'
import { authorize, post, tokens } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { clients: legacyClients(), accessTokens: 'jwt' })
})
afterAll(() => mock.close())

const here = { access_token: { here: '{{grant}} at {{endpoint}}', of: '{{user.username}}' } }
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange'
const bearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const accessToken = 'urn:ietf:params:oauth:token-type:access_token'

function claimsOf(jwt: unknown) {
  return decodeJwt(String(jwt))
}

test('implicit is the grant of what the authorization endpoint gives', async () => {
  tenant.claims.add({ when: { grant: 'implicit', endpoint: 'authorization' }, ...here })
  const parameters = {
    response_type: 'token',
    redirect_uri: portalCallback,
    scope: 'read',
    code_challenge: undefined,
    code_challenge_method: undefined,
  }
  const { url } = await authorize(tenant, { client: 'portal', parameters })
  const token = new URLSearchParams(url.hash.slice(1)).get('access_token')
  expect(claimsOf(token)).toMatchObject({ here: 'implicit at authorization', of: 'alice' })
})

test('password', async () => {
  tenant.claims.add({ when: { grant: 'password', user: 'alice' }, ...here })
  const form = { grant_type: 'password', username: 'alice', password: 'alice-password', scope: 'read' }
  const { json } = await post(tenant, '/token', form, 'legacy')
  expect(claimsOf(json['access_token'])).toMatchObject({ here: 'password at token', of: 'alice' })
})

test.each(['jwt-bearer', bearer])('%s names the grant of a JWT', async (grant) => {
  tenant.claims.add({ when: { grant }, ...here })
  const form = { grant_type: bearer, assertion: await signAssertion(tenant), scope: 'read' }
  const { json } = await post(tenant, '/token', form, 'gateway')
  expect(claimsOf(json['access_token'])).toMatchObject({ here: `${bearer} at token`, of: 'alice' })
})

test('token-exchange, beside what the grant itself adds', async () => {
  tenant.claims.add({ when: { grant: 'token-exchange' }, ...here })
  const subject = await tenant.issue({ user: 'alice', scope: 'read' })
  const actor = await tenant.issue({ client: 'service' })
  const form = {
    grant_type: exchange,
    subject_token: subject.access_token,
    subject_token_type: accessToken,
    actor_token: actor.access_token,
    actor_token_type: accessToken,
  }
  const { json } = await post(tenant, '/token', form, 'gateway')
  expect(claimsOf(json['access_token'])).toMatchObject({ act: { sub: 'service' }, of: 'alice', sub: 'alice' })
  expect(claimsOf(subject.access_token)).not.toHaveProperty('here')
})

test('a token that is issued seems to come from the grant that is told', async () => {
  tenant.claims.add({ when: { grant: 'device_code' }, ...here })
  const wish = { user: 'alice', client: 'web' }
  const { access_token } = await tenant.issue({ ...wish, grant: 'urn:ietf:params:oauth:grant-type:device_code' })
  expect(claimsOf(access_token)['of']).toBe('alice')
  expect(claimsOf((await tenant.issue(wish)).access_token)).not.toHaveProperty('of')
})

test('an ID Token whose standard claims change is signed again as its client wants it', async () => {
  tenant.clients.add({ ...tenant.clients.find('web'), client_id: 'web', id_token_signed_response_alg: 'ES256' })
  tenant.claims.add({ id_token: { aud: ['web', 'api'] } })
  const { json } = await tokens(tenant)
  const keys = createRemoteJWKSet(new URL(`${tenant.issuer}/jwks`))
  const { payload, protectedHeader } = await jwtVerify(String(json['id_token']), keys)
  expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'development-only-es256' })
  expect(payload.aud).toEqual(['web', 'api'])
})
