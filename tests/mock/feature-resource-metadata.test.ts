import { auth, discoverOAuthProtectedResourceMetadata } from '@modelcontextprotocol/sdk/client/auth.js'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { clientToken, read, visit } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ tenant: { features: { resourceMetadata: true } } })
})
afterAll(() => mock.close())

function metadataOf(tenant: Tenant): string {
  return `${tenant.issuer}/resource`.replace(mock.url, `${mock.url}/.well-known/oauth-protected-resource`)
}

test('the resource has metadata, at the root and in a tenant', async () => {
  const inPath = await mock.createTenant(undefined, { features: { resourceMetadata: true } })
  for (const tenant of [mock.tenant, inPath]) {
    const { headers, json } = await read(await fetch(metadataOf(tenant)))
    expect(json).toEqual({
      resource: `${tenant.issuer}/resource`,
      authorization_servers: [tenant.issuer],
      scopes_supported: ['read', 'write'],
      bearer_methods_supported: ['header'],
    })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(tenant.journal.list().at(-1)).toMatchObject({ endpoint: 'resource_metadata', status: 200 })
  }
})

test('every challenge leads to it', async () => {
  const tenant = await mock.createTenant(undefined, { features: { resourceMetadata: true } })
  const named = `resource_metadata="${metadataOf(tenant)}"`
  const token = (await clientToken(tenant)).json['access_token']
  const answers = [
    await read(await fetch(`${tenant.issuer}/resource`)),
    await visit(tenant, '/resource', 'unknown'),
    await visit(tenant, '/resource', token, 'POST'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 403])
  for (const { headers } of answers) expect(headers.get('www-authenticate')).toContain(named)
})

test('it tells what else the resource takes', async () => {
  const tenant = await mock.createTenant(undefined, {
    features: { resourceMetadata: true, dpop: true },
    bearerTransports: ['body'],
    resource: { read: 'read', write: 'read' },
  })
  const { json } = await read(await fetch(metadataOf(tenant)))
  expect(json).toMatchObject({
    scopes_supported: ['read'],
    bearer_methods_supported: ['header', 'body'],
    dpop_signing_alg_values_supported: ['ES256', 'Ed25519', 'EdDSA'],
  })
})

test('a tenant that was not told has none, and no challenge names any', async () => {
  const tenant = await mock.createTenant()
  expect((await fetch(metadataOf(tenant))).status).toBe(404)
  const { headers } = await read(await fetch(`${tenant.issuer}/resource`))
  expect(headers.get('www-authenticate')).not.toContain('resource_metadata')
})

test('an MCP client finds its authorization server by it', async () => {
  const tenant = await mock.createTenant(undefined, { features: { resourceMetadata: true }, registration: 'open' })
  const serverUrl = `${tenant.issuer}/resource`
  expect(await discoverOAuthProtectedResourceMetadata(serverUrl)).toMatchObject({ resource: serverUrl })
  let asked: URL | undefined
  const provider = {
    redirectUrl: 'http://127.0.0.1/callback',
    clientMetadata: { redirect_uris: ['http://127.0.0.1/callback'], application_type: 'native' },
    clientInformation: () => undefined,
    saveClientInformation() {},
    tokens: () => undefined,
    saveTokens() {},
    redirectToAuthorization: (url: URL) => void (asked = url),
    saveCodeVerifier() {},
    codeVerifier: () => '',
  }
  expect(await auth(provider, { serverUrl })).toBe('REDIRECT')
  expect(asked?.href).toContain(`${tenant.issuer}/authorize`)
  expect(asked?.searchParams.get('resource')).toBe(serverUrl)
})
