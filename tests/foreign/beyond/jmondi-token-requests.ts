import type { ProvenServer } from '../proven-flow.ts'
import { ask, inBody, proven, refreshWith, tokensOf } from '../proven-flow.ts'
import { authorization, seen, text } from '../raw-http.ts'
import { codeForm } from '../raw-server.ts'
import type { Deviation } from './deviation.ts'
import { second, service, spa } from './jmondi-clients.ts'

const grant = ['grant_type', 'client_credentials'] as const

/** What @jmondi/oauth2-server 4.3 breaks at the token endpoint. */
export const tokenRequests = {
  'client-auth.basic-challenge': [
    'answers 401 to a wrong secret in HTTP Basic, and challenges to nothing',
    async (server) => {
      const answer = await ask(server, [grant], { basic: `${service.id}:wrong` })
      return [seen(answer), answer.headers.get('www-authenticate')]
    },
    ['401 invalid_client', null],
  ],

  'client-auth.basic-scheme-case': [
    'does not see credentials whose scheme is spelled in lower case',
    async (server) => {
      const basic = `${service.id}:${service.secret}`
      const lower = authorization({ basic })?.replace('Basic', 'basic') ?? ''
      return {
        usual: seen(await ask(server, [grant], { basic })),
        lower: seen(await ask(server, [grant], { header: lower })),
      }
    },
    { usual: '200 token', lower: '400 invalid_request' },
  ],

  'client-auth.multiple-methods-refused': [
    'takes the right secret in the body next to a wrong one in HTTP Basic',
    async (server) => seen(await ask(server, [grant, ...inBody(service)], { basic: `${service.id}:wrong` })),
    '200 token',
  ],

  'refresh.new-refresh-token-keeps-scope': [
    'narrows the new refresh token to the scope of the refresh',
    async (server) => {
      const { code, verifier } = await proven(server, spa, { scope: 'read write' })
      const form = codeForm(spa, code, ['code_verifier', verifier], ...inBody(spa))
      const first = text(await ask(server, form), 'refresh_token')
      const whole = await refreshWith(server, spa, first)
      const narrowed = await refreshWith(server, spa, text(whole, 'refresh_token'), ['scope', 'read'])
      const last = await refreshWith(server, spa, text(narrowed, 'refresh_token'))
      return [whole, narrowed, last].map((answer) => text(answer, 'scope'))
    },
    ['read write', 'read', 'read'],
  ],

  'refresh.reuse-revokes-family': [
    'refuses a replaced refresh token and goes on with the one that replaced it',
    async (server) => {
      const first = text(await tokensOf(server, spa), 'refresh_token')
      const current = text(await refreshWith(server, spa, first), 'refresh_token')
      return {
        reuse: seen(await refreshWith(server, spa, first)),
        current: seen(await refreshWith(server, spa, current)),
      }
    },
    { reuse: '400 invalid_request', current: '200 token' },
  ],

  'token.duplicate-parameter-refused': [
    'takes a second client_id',
    async (server) => seen(await ask(server, [grant, ...inBody(service), ['client_id', 'somebody-else']])),
    '200 token',
  ],

  'token.error-characters': [
    'repeats a double quote in error_description',
    async (server) => {
      const answer = await ask(server, [grant, ['scope', 'a"b'], ...inBody(service)])
      return [seen(answer), text(answer, 'error_description').includes('"')]
    },
    ['400 invalid_scope', true],
  ],

  'token.unauthorized-client-code': [
    'answers invalid_client to a client that is authenticated and may not use the grant',
    async (server) => ({
      authenticated: seen(await tokensOf(server, second)),
      otherGrant: seen(await ask(server, [grant, ...inBody(second)])),
    }),
    { authenticated: '200 token', otherGrant: '401 invalid_client' },
  ],
} satisfies Record<string, Deviation<ProvenServer>>
