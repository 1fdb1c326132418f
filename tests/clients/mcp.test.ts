import { auth, UnauthorizedError, type OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'
import { openMcp, type McpServer } from './mcp-server.ts'
import { signIn } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const servers: McpServer[] = []
afterAll(() => Promise.all(servers.map((server) => server.close())))

/** Keeps in memory what the documentation says an application has to keep. */
class Person implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1:33418/callback'
  readonly clientMetadata = {
    client_name: 'An MCP client',
    redirect_uris: [this.redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
  }
  request: URL | undefined
  known: OAuthClientInformationMixed | undefined
  kept: OAuthTokens | undefined
  #verifier = ''

  clientInformation() {
    return this.known
  }
  saveClientInformation(information: OAuthClientInformationMixed) {
    this.known = information
  }
  tokens() {
    return this.kept
  }
  saveTokens(tokens: OAuthTokens) {
    this.kept = tokens
  }
  redirectToAuthorization(url: URL) {
    this.request = url
  }
  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier
  }
  codeVerifier() {
    return this.#verifier
  }
}

async function open(): Promise<McpServer> {
  const server = await openMcp()
  servers.push(server)
  return server
}

async function start(options: TenantOptions = {}) {
  const tenant = await mock.createTenant(undefined, { registration: 'open', ...options })
  const server = await open()
  await server.trust(tenant)
  return { tenant, url: server.mcp, person: new Person() }
}

/** Up to the code: discovery from the server's 401 on, registration, the pages. */
async function arrive(tenant: Tenant, url: URL, person: Person): Promise<string> {
  expect(await auth(person, { serverUrl: url })).toBe('REDIRECT')
  const back = await signIn(tenant, person.request ?? '')
  return back.searchParams.get('code') ?? ''
}

async function logIn(tenant: Tenant, url: URL, person: Person): Promise<void> {
  const authorizationCode = await arrive(tenant, url, person)
  expect(await auth(person, { serverUrl: url, authorizationCode })).toBe('AUTHORIZED')
}

/** The client asks for a stream of events in the background, which would refresh the same token at the same time. */
async function settled({ journal }: Tenant): Promise<void> {
  const asked = () => journal.list().filter(({ endpoint }) => endpoint === 'introspection').length
  await vi.waitFor(() => expect(asked()).toBe(3), { interval: 5 })
}

async function connect(url: URL, person: Person): Promise<Client> {
  const client = new Client({ name: 'client', version: '1.0.0' })
  const transport = new StreamableHTTPClientTransport(url, { authProvider: person })
  await client.connect(transport)
  return client
}

test('a client registers, signs in with PKCE and is let in', async () => {
  const { tenant, url, person } = await start()
  await expect(connect(url, person)).rejects.toThrow(UnauthorizedError)
  expect(person.request?.searchParams.get('resource')).toBe(url.href)
  const back = await signIn(tenant, person.request ?? '')
  await auth(person, { serverUrl: url, authorizationCode: back.searchParams.get('code') ?? '' })
  const client = await connect(url, person)
  expect(client.getServerVersion()).toMatchObject({ name: 'mcp' })
  await client.close()
})

test('an expired token is refreshed on the way', async () => {
  const { tenant, url, person } = await start()
  await logIn(tenant, url, person)
  const client = await connect(url, person)
  await settled(tenant)
  const old = person.kept
  tenant.clock.advance(601)
  await client.ping()
  expect(person.kept?.access_token).not.toBe(old?.access_token)
  expect(person.kept?.refresh_token).not.toBe(old?.refresh_token)
  await client.close()
})

test('a refresh token that has ended leads back to the login', async () => {
  const { tenant, url, person } = await start()
  await logIn(tenant, url, person)
  tenant.clock.advance(2 * 86_400)
  await expect(auth(person, { serverUrl: url })).rejects.toMatchObject({ errorCode: 'invalid_grant' })
  person.kept = undefined
  expect(await auth(person, { serverUrl: url })).toBe('REDIRECT')
})

test('a code is redeemed once, and not with another verifier', async () => {
  const { tenant, url, person } = await start()
  const first = await arrive(tenant, url, person)
  await auth(person, { serverUrl: url, authorizationCode: first })
  await expect(auth(person, { serverUrl: url, authorizationCode: first })).rejects.toMatchObject({
    errorCode: 'invalid_grant',
  })
  person.kept = undefined
  const second = await arrive(tenant, url, person)
  person.saveCodeVerifier('another-verifier-of-sufficient-length-0123456789')
  await expect(auth(person, { serverUrl: url, authorizationCode: second })).rejects.toMatchObject({
    errorCode: 'invalid_grant',
  })
})

test('where nobody may register, the client says so', async () => {
  const { url, person } = await start({ registration: 'off' })
  await expect(auth(person, { serverUrl: url })).rejects.toThrow('dynamic client registration')
})

test('a token for one server is refused by another of the same tenant', async () => {
  const [here, there] = [await open(), await open()]
  const resources = { [here.mcp.href]: { scope: 'read' }, [there.mcp.href]: { scope: 'read' } }
  const tenant = await mock.createTenant(undefined, { registration: 'open', features: { resources } })
  await Promise.all([here.trust(tenant), there.trust(tenant)])
  const person = new Person()
  await logIn(tenant, here.mcp, person)
  const statusAt = async ({ mcp }: McpServer) => {
    const headers = { authorization: `Bearer ${person.kept?.access_token ?? ''}`, 'content-type': 'application/json' }
    return (await fetch(mcp, { method: 'POST', headers, body: '{}' })).status
  }
  expect([await statusAt(here), await statusAt(there)]).toEqual([406, 401])
})

test('a server the tenant does not know gets no token', async () => {
  const features = { resources: { 'https://elsewhere.example/mcp': { scope: 'read' } } }
  const { tenant, url, person } = await start({ features })
  await auth(person, { serverUrl: url })
  const back = await signIn(tenant, person.request ?? '')
  expect(back.searchParams.get('error')).toBe('invalid_target')
})
