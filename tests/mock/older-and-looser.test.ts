import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type TenantOptions } from '../../mock-server/index.ts'
import { authorize, post, read, refresh, tokens, Visitor } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const tenantWith = (options: TenantOptions) => mock.createTenant(undefined, options)
const metadataOf = async (issuer: string) =>
  (await read(await fetch(`${issuer}/.well-known/openid-configuration`))).json

describe('rotationGrace', () => {
  test('a replaced refresh token works for that long, and counts as reuse afterwards', async () => {
    const tenant = await tenantWith({ rotationGrace: 3 })
    const first = (await tokens(tenant)).json['refresh_token']
    const second = (await refresh(tenant, first)).json['refresh_token']
    expect(second).not.toBe(first)
    expect((await refresh(tenant, first)).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 3_100))
    expect((await refresh(tenant, first)).json['error']).toBe('invalid_grant')
    expect((await refresh(tenant, second)).json['error']).toBe('invalid_grant')
  })

  test('codes have none', async () => {
    const tenant = await tenantWith({ rotationGrace: 10 })
    const { code, redirectUri, verifier } = await authorize(tenant)
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
    expect((await post(tenant, '/token', form)).status).toBe(200)
    expect((await post(tenant, '/token', form)).json['error']).toBe('invalid_grant')
  })
})

describe('returnTo', () => {
  const pageOf = async (issuer: string, visitor: Visitor) => {
    const query = {
      response_type: 'code',
      client_id: 'web',
      redirect_uri: 'https://app.example/callback',
      scope: 'read',
    }
    return (await visitor.follow(`${issuer}/authorize?${new URLSearchParams(query)}`, issuer)).url
  }

  test('the address of the login page names where to go, and the login goes there', async () => {
    const tenant = await tenantWith({ returnTo: true })
    const page = await pageOf(tenant.issuer, new Visitor())
    expect(page.searchParams.get('return_to')).toMatch(/^\/(?:t\/[^/]+\/)?authorize\/./)
    expect((await authorize(tenant)).code).not.toBe('')
  })

  test.each(['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example/', '/authorize/other'])(
    '%s is refused',
    async (address) => {
      const tenant = await tenantWith({ returnTo: true })
      const visitor = new Visitor()
      const page = await pageOf(tenant.issuer, visitor)
      page.searchParams.set('return_to', address)
      const body = new URLSearchParams({ username: 'alice', password: 'alice-password' })
      expect((await visitor.request(page, { method: 'POST', body })).status).toBe(400)
    },
  )

  test('nothing of it is there by default', async () => {
    const tenant = await tenantWith({})
    expect((await pageOf(tenant.issuer, new Visitor())).search).toBe('')
  })
})

describe('a server older than PKCE', () => {
  test('does not announce it and ignores its parameters', async () => {
    const tenant = await tenantWith({ pkce: 'unknown' })
    expect(await metadataOf(tenant.issuer)).not.toHaveProperty('code_challenge_methods_supported')
    const { code, redirectUri } = await authorize(tenant, { client: 'spa' })
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: 'x'.repeat(43) }
    expect((await post(tenant, '/token', form, 'spa')).status).toBe(200)
  })

  test('the metadata leaves out what it is told to', async () => {
    const tenant = await tenantWith({ unannounced: ['response_modes_supported'] })
    const metadata = await metadataOf(tenant.issuer)
    expect(metadata).not.toHaveProperty('response_modes_supported')
    expect(metadata).toHaveProperty('code_challenge_methods_supported')
  })
})

test('a response type the client is not registered for is unauthorized_client', async () => {
  const tenant = await tenantWith({})
  const parameters = { response_type: 'none', code_challenge: undefined, code_challenge_method: undefined }
  const { url } = await authorize(tenant, { parameters })
  expect(url.searchParams.get('error')).toBe('unauthorized_client')
})
