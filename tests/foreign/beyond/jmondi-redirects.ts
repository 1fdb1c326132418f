import type { ProvenServer } from '../proven-flow.ts'
import { ask, inBody, proven, sentTo } from '../proven-flow.ts'
import type { Pairs } from '../raw-http.ts'
import { seen } from '../raw-http.ts'
import type { RawClient } from '../raw-server.ts'
import { proof } from '../raw-server.ts'
import { walk } from '../raw-walk.ts'
import type { Deviation } from './deviation.ts'
import { native, second, spa, web } from './jmondi-clients.ts'

async function asked(server: ProvenServer, client: RawClient, redirectUri: string): Promise<unknown> {
  return sentTo((await proven(server, client, { redirect_uri: redirectUri })).arrival)
}

/** What @jmondi/oauth2-server 4.3 breaks at the authorization endpoint. */
export const redirects = {
  'authz.duplicate-parameter-refused': [
    'gives a code to a request with two values of state',
    async (server) => {
      const query = new URLSearchParams({ response_type: 'code', client_id: 'web', scope: 'read', ...proof().params })
      query.append('redirect_uri', web.redirectUri)
      query.append('state', 'right')
      query.append('state', 'other')
      return sentTo(await walk(server.browser, `${server.issuer}/authorize?${query}`, server.person))
    },
    { host: 'web.example', query: ['code', 'state'] },
  ],

  'redirect-uri.port-change-refused': [
    'sends a code to another port of the registered host',
    (server) => asked(server, web, 'https://web.example:8443/callback'),
    { host: 'web.example:8443', query: ['code', 'state'] },
  ],

  'redirect-uri.query-added-refused': [
    'sends a code to the registered redirect_uri with a query that nobody registered',
    (server) => asked(server, web, 'https://web.example/callback?assay=1'),
    { host: 'web.example', query: ['assay', 'code', 'state'] },
  ],

  'redirect-uri.query-mismatch-refused': [
    'takes another value of a registered query',
    (server) => asked(server, spa, 'https://spa.example/callback?tenant=two'),
    { host: 'spa.example', query: ['tenant', 'code', 'state'] },
  ],

  'redirect-uri.code-pollution-refused': [
    'sends a code that came with the redirect_uri before its own',
    (server) => asked(server, web, 'https://web.example/callback?code=of-somebody-else'),
    { host: 'web.example', query: ['code', 'code', 'state'] },
  ],

  'native.loopback-exception-is-narrow': [
    'takes any query with a loopback redirect_uri, not only any port',
    (server) => asked(server, native, 'http://127.0.0.1:50123/callback?assay=1'),
    { host: '127.0.0.1:50123', query: ['assay', 'code', 'state'] },
  ],

  'redirect-uri.missing-with-one': [
    'gives a code to a request without redirect_uri, and takes it only with one',
    async (server) => {
      const redeemWith = async (more: Pairs): Promise<string> => {
        const { verifier, params } = proof()
        const query = new URLSearchParams({ response_type: 'code', client_id: second.id, scope: 'read', ...params })
        const arrival = await walk(server.browser, `${server.issuer}/authorize?${query}`, server.person)
        const code = ('params' in arrival && arrival.params.get('code')) || ''
        const form: Pairs = [
          ['grant_type', 'authorization_code'],
          ['code', code],
          ['code_verifier', verifier],
          ...inBody(second),
        ]
        return seen(await ask(server, [...form, ...more]))
      }
      return { without: await redeemWith([]), with: await redeemWith([['redirect_uri', second.redirectUri]]) }
    },
    { without: '400 invalid_request', with: '200 token' },
  ],

  'pkce.challenge-not-exposed': [
    'shows the challenge to whoever decodes the code',
    async (server) => {
      const { code } = await proven(server, web)
      const payload: unknown = JSON.parse(Buffer.from(code.split('.')[1] ?? '', 'base64url').toString('utf8'))
      return typeof payload === 'object' && payload !== null && 'code_challenge' in payload
    },
    true,
  ],
} satisfies Record<string, Deviation<ProvenServer>>
