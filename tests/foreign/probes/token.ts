import type { Pairs, RawAnswer } from '../raw-http.ts'
import { encode, formHeaders, mediaType, seen, send } from '../raw-http.ts'
import type { RawServer } from '../raw-server.ts'
import {
  codeForm,
  getCode,
  getRefreshToken,
  own,
  proof,
  redeem,
  refresh,
  refreshForm,
  service,
  serviceGrant,
  token,
} from '../raw-server.ts'
import type { Probe, Sight } from './probe.ts'
import { inOrder } from './probe.ts'

export const tokenProbes: Readonly<Record<string, Probe>> = {
  'token.get-refused': async (server) => {
    const headers = formHeaders(own(server.service))
    const answer = await send(`${server.tokenUrl}?${encode(serviceGrant)}`, { headers })
    return { get: answer.status, token: seen(answer).endsWith(' token') }
  },

  'token.success-is-json': async (server) => {
    const answer = await service(server)
    return { status: answer.status, mediaType: mediaType(answer), object: answer.json !== undefined }
  },

  'token.access-token-present': (server) =>
    everyGrant(server, ({ json }) => /^[\x20-\x7e]+$/.test(String(json?.['access_token']))),

  'token.token-type-present': (server) => everyGrant(server, ({ json }) => json?.['token_type']),

  'token.expires-in-number': (server) =>
    everyGrant(server, ({ json }) => Number.isInteger(json?.['expires_in']) && Number(json?.['expires_in']) >= 0),

  'token.cache-control-no-store': (server) => everyGrant(server, ({ headers }) => headers.get('cache-control')),

  'token.error-status-400': (server) => everyError(server, seen),

  'token.error-is-json': (server) => everyError(server, mediaType),

  'token.grant-type-missing': (server) =>
    inOrder({
      absent: async () => seen(await token(server, [['scope', 'read']], own(server.service))),
      empty: async () => seen(await token(server, [['grant_type', '']], own(server.service))),
    }),

  'token.grant-type-unknown': (server) =>
    inOrder({
      word: async () => seen(await token(server, [['grant_type', 'made_up']], own(server.service))),
      uri: async () =>
        seen(await token(server, [['grant_type', 'https://grants.example/made-up']], own(server.service))),
    }),

  'token.grant-restricted-per-client': (server) =>
    inOrder({
      clientCredentialsByWeb: async () => seen(await token(server, serviceGrant, own(server.web))),
      passwordByService: async () => seen(await token(server, passwordForm(server), own(server.service))),
    }),

  'token.unknown-parameter-ignored': async (server) => {
    const more: Pairs = [
      ['made_up', '1'],
      ['another-made-up', 'x y'],
    ]
    return {
      plain: seen(await service(server)),
      more: seen(await token(server, [...serviceGrant, ...more], own(server.service))),
    }
  },

  'token.duplicate-parameter-refused': async (server) => {
    const { id, secret } = server.service
    const inBody: Pairs = [...serviceGrant, ['client_id', id], ['client_secret', secret]]
    const { params, verifier } = proof()
    const code = async (): Promise<Pairs> => codeForm(server.web, await getCode(server, server.web))
    return inOrder({
      grant_type: () => twice(server, async () => serviceGrant, 'grant_type', own(server.service)),
      scope: () => twice(server, async () => serviceGrant, 'scope', own(server.service)),
      client_id: () => twice(server, async () => inBody, 'client_id', {}),
      client_secret: () => twice(server, async () => inBody, 'client_secret', {}),
      code: () => twice(server, code, 'code', own(server.web)),
      redirect_uri: () => twice(server, code, 'redirect_uri', own(server.web)),
      code_verifier: () =>
        twice(
          server,
          async () => codeForm(server.spa, await getCode(server, server.spa, params), ['code_verifier', verifier]),
          'code_verifier',
          own(server.spa),
        ),
      refresh_token: () =>
        twice(
          server,
          async () => refreshForm(await getRefreshToken(server, server.web)),
          'refresh_token',
          own(server.web),
        ),
    })
  },
}

type Ask = Parameters<typeof token>[2]

async function twice(server: RawServer, fresh: () => Promise<Pairs>, name: string, by: Ask): Promise<string> {
  const same = await fresh()
  const value = same.find(([key]) => key === name)?.[1] ?? ''
  const equal = seen(await token(server, [...same, [name, value]], by))
  const different = seen(await token(server, [...(await fresh()), [name, `${value}x`]], by))
  return `equal: ${equal}, different: ${different}`
}

function passwordForm(server: RawServer): Pairs {
  return [['grant_type', 'password'], ['scope', 'read'], ...Object.entries(server.person)]
}

async function everyGrant(server: RawServer, look: (answer: RawAnswer) => unknown): Promise<Sight> {
  return inOrder({
    client_credentials: async () => look(await service(server)),
    authorization_code: async () => look(await redeem(server, server.web, await getCode(server, server.web))),
    refresh_token: async () => look(await refresh(server, server.web, await getRefreshToken(server, server.web))),
    password: async () => look(await token(server, passwordForm(server), own(server.web))),
  })
}

async function everyError(server: RawServer, look: (answer: RawAnswer) => unknown): Promise<Sight> {
  const stranger = { basic: 'nobody:nothing' }
  return inOrder({
    noGrantType: async () => look(await token(server, [['scope', 'read']], own(server.service))),
    unknownGrantType: async () => look(await token(server, [['grant_type', 'made_up']], own(server.service))),
    unknownCode: async () => look(await redeem(server, server.web, 'never-issued')),
    unknownRefreshToken: async () => look(await refresh(server, server.web, 'never-issued')),
    unknownClient: async () => look(await service(server, stranger)),
  })
}
