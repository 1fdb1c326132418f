import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { receive, type CallbackServer } from './callback-server.ts'
import { authorize, post, read, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
let client: CallbackServer
beforeAll(async () => {
  mock = await createMockServer()
  tenant = await mock.createTenant(undefined, { login: 'automatic', features: { clientIdMetadata: true } })
  client = await receive({}, true)
})
afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await mock.close()
})

const redirectUri = 'http://127.0.0.1/callback'

/** Publishes the metadata of a client and gives its client_id. */
function publish(path: string, more: Record<string, unknown> = {}): string {
  const id = client.url + path
  client.answers[path] = JSON.stringify({
    client_id: id,
    client_name: 'Assistant',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [redirectUri],
    ...more,
  })
  return id
}

async function refusal(id: string, where = tenant): Promise<string> {
  const query = new URLSearchParams({ response_type: 'code', client_id: id, redirect_uri: redirectUri })
  const answer = await fetch(`${where.issuer}/authorize?${query}`, { headers: { accept: 'text/html' } })
  expect(answer.status).toBe(400)
  return /<code>(\w+)</.exec(await answer.text())?.[1] ?? ''
}

describe('a client that is known by the address of its metadata', () => {
  test('goes through a whole flow without being registered', async () => {
    const id = publish('/client.json')
    const { code, verifier } = await authorize(tenant, { client: id, parameters: { redirect_uri: redirectUri } })
    const form = { client_id: id, code, redirect_uri: redirectUri, code_verifier: verifier }
    const { json } = await post(tenant, '/token', { grant_type: 'authorization_code', ...form }, null)
    expect((await visit(tenant, '/resource', json['access_token'])).json).toMatchObject({ client_id: id, sub: 'alice' })
  })

  test('is refused when the document is somebody else, holds a secret or is missing', async () => {
    expect(await refusal(publish('/other.json', { client_id: 'https://other.example/' }))).toBe(
      'invalid_client_metadata',
    )
    expect(await refusal(publish('/secret.json', { client_secret: 'x' }))).toBe('invalid_client_metadata')
    expect(await refusal(`${client.url}/missing.json`)).toBe('invalid_client')
  })

  test('is unknown where the feature is off', async () => {
    const id = publish('/client.json')
    client.received.length = 0
    expect(await refusal(id, mock.tenant)).toBe('invalid_client')
    expect(client.received).toEqual([])
  })

  test('is announced only where it is on', async () => {
    const told = async ({ issuer }: Tenant) =>
      (await read(await fetch(`${issuer}/.well-known/openid-configuration`))).json[
        'client_id_metadata_document_supported'
      ]
    expect([await told(tenant), await told(mock.tenant)]).toEqual([true, undefined])
  })
})
