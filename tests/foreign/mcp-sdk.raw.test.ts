import { afterAll, beforeAll, describe } from 'vitest'

import { startMcpSdk } from '../../fixtures/targets/mcp-sdk/server.mjs'
import type { Deviation } from './beyond/deviation.ts'
import { testDeviations } from './beyond/deviation.ts'
import type { ProvenServer } from './proven-flow.ts'
import { ask, inBody, proven, sentTo } from './proven-flow.ts'
import { seen, send, text } from './raw-http.ts'
import { proof } from './raw-server.ts'
import { walk } from './raw-walk.ts'
import type { mcpSdkBeyond } from './truth/beyond.ts'

const web = { id: 'web', secret: 'web-8Vn3rKz6MqT2', redirectUri: 'https://web.example/callback' }

/** A request for a response_type that does not exist; the SDK sends it back as an error. */
async function refused({ issuer, browser, person }: ProvenServer): Promise<URLSearchParams> {
  const query = new URLSearchParams({ response_type: 'assay', client_id: web.id, state: 'xyz', ...proof().params })
  query.append('redirect_uri', web.redirectUri)
  const arrival = await walk(browser, `${issuer}/authorize?${query}`, person)
  return 'params' in arrival ? arrival.params : new URLSearchParams()
}

const deviations: Readonly<Record<(typeof mcpSdkBeyond)[number], Deviation<ProvenServer>>> = {
  'authz.error-parameters': [
    'describes an error with double quotes and line ends',
    async (server) => {
      const parameters = await refused(server)
      const description = parameters.get('error_description') ?? ''
      return [parameters.get('error'), description.includes('"'), description.includes('\n')]
    },
    ['invalid_request', true, true],
  ],

  'authz.state-in-error': [
    'sends an error without the state of the request',
    async (server) => [...(await refused(server)).keys()],
    ['error', 'error_description'],
  ],

  'redirect-uri.plain-http-refused': [
    'registers a client with an http redirect_uri on any host, and sends codes there',
    async (server) => {
      const redirectUri = 'http://client.example/callback'
      const registered = await send(`${server.issuer}/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' }),
      })
      const { arrival } = await proven(server, { id: text(registered, 'client_id'), redirectUri })
      return { registered: registered.status, code: sentTo(arrival) }
    },
    { registered: 201, code: { host: 'client.example', query: ['code', 'state'] } },
  ],

  'token.error-characters': [
    'describes an error with double quotes',
    async (server) => {
      const answer = await ask(server, [['grant_type', 'refresh_token'], ...inBody(web)])
      return [seen(answer), text(answer, 'error_description').includes('"')]
    },
    ['400 invalid_request', true],
  ],
}

describe('the authorization server of @modelcontextprotocol/sdk', () => {
  let running: Awaited<ReturnType<typeof startMcpSdk>>
  let server: ProvenServer
  beforeAll(async () => {
    running = await startMcpSdk()
    const issuer = running.issuer.replace(/\/$/, '')
    server = {
      issuer,
      tokenUrl: `${issuer}/token`,
      resourceUrl: `${issuer}/resource`,
      browser: { cookie: '' },
      person: { username: 'alice', password: 'correct-horse' },
    }
  })
  afterAll(() => running.close())

  testDeviations(deviations, () => server)
})
