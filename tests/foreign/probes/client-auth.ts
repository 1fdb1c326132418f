import type { Credentials, Pairs } from '../raw-http.ts'
import { seen } from '../raw-http.ts'
import { postWithRawAuthorization } from '../raw-sockets.ts'
import type { RawServer } from '../raw-server.ts'
import { codeForm, getCode, getRefreshToken, refreshForm, service, serviceGrant, token } from '../raw-server.ts'
import { exchanged, swappedCase } from '../tampering.ts'
import type { Probe, Sight } from './probe.ts'
import { inOrder } from './probe.ts'

const basic = (id: string, secret: string): Credentials => ({ basic: `${id}:${secret}` })
const body = (id: string, secret: string): Credentials => ({
  body: [
    ['client_id', id],
    ['client_secret', secret],
  ],
})

export const clientAuthProbes: Readonly<Record<string, Probe>> = {
  'client-auth.basic-supported': (server) => eachAs(server, { basic: basic(server.service.id, server.service.secret) }),

  'client-auth.post-supported': (server) => eachAs(server, { body: body(server.service.id, server.service.secret) }),

  'client-auth.wrong-secret-refused': wrongSecret,

  'client-auth.invalid-client-code': wrongSecret,

  'client-auth.basic-failure-is-401': async (server) => {
    const { id, secret } = server.service
    return { status: (await service(server, basic(id, exchanged(secret)))).status }
  },

  'client-auth.basic-challenge': async (server) => {
    const { id, secret } = server.service
    const answer = await service(server, basic(id, exchanged(secret)))
    return { challenge: answer.headers.get('www-authenticate') }
  },

  'client-auth.unknown-client': (server) =>
    eachAs(server, { body: body('nobody-at-all', 'nothing'), basic: basic('nobody-at-all', 'nothing') }),

  'client-auth.required-for-confidential': async (server) => {
    const requests = Object.entries(grantsOf(server)).map(([grant, { client, form }]) => {
      return [grant, async () => idOnlyThenNobody(server, client.id, form)] as const
    })
    return inOrder(Object.fromEntries(requests))
  },

  'client-auth.empty-secret-refused': (server) =>
    eachAs(server, { body: body(server.service.id, ''), basic: basic(server.service.id, '') }),

  'client-auth.query-credentials-refused': (server) => {
    const { body: query = [] } = body(server.service.id, server.service.secret)
    return eachAs(server, { query: { query } })
  },

  'client-auth.multiple-methods-refused': (server) => {
    const { id, secret } = server.service
    const wrong = exchanged(secret)
    return eachAs(server, {
      bothRight: { ...basic(id, secret), ...body(id, secret) },
      basicWrong: { ...basic(id, wrong), ...body(id, secret) },
      bodyWrong: { ...basic(id, secret), ...body(id, wrong) },
    })
  },

  'client-auth.client-id-mismatch-refused': async (server) => {
    const by = { ...basic(server.service.id, server.service.secret), body: [['client_id', server.second.id]] as const }
    return { mismatch: seen(await service(server, by)) }
  },

  'client-auth.secret-of-other-client': (server) =>
    eachAs(server, {
      basic: basic(server.service.id, server.web.secret),
      body: body(server.service.id, server.web.secret),
    }),

  'client-auth.secret-compared-in-full': async (server) => {
    const { id, secret } = server.service
    const variants = {
      shortened: secret.slice(0, -1),
      appended: `${secret}x`,
      space: `${secret} `,
      lineFeed: `${secret}\n`,
      swappedCase: swappedCase(secret),
      firstEight: secret.slice(0, 8),
    }
    const requests = Object.entries(variants).map(([name, variant]) => {
      return [name, async () => byBasicAndBody(server, id, variant)] as const
    })
    return inOrder(Object.fromEntries(requests))
  },

  'client-auth.malformed-authorization': async (server) => {
    const headers: Record<string, Buffer> = {
      noCredentials: Buffer.from('Basic'),
      notBase64: Buffer.from('Basic %%%'),
      noColon: basicOf(Buffer.from(server.service.id)),
      severalColons: basicOf(Buffer.from(`${server.service.id}:a:b:c`)),
      notUtf8: basicOf(Buffer.from([0x73, 0xff, 0xfe, 0x3a, 0xc3, 0x28])),
      encodedNul: basicOf(Buffer.from(`${server.service.id}:\0`)),
      rawBytes: Buffer.from([...Buffer.from('Basic '), 0xff, 0xfe]),
      rawNul: Buffer.from('Basic \0'),
      eightKibibytes: basicOf(Buffer.alloc(6144, 'a')),
      unknownScheme: Buffer.from('Mystery abc'),
      bearer: Buffer.from('Bearer abc'),
    }
    const requests = Object.entries(headers).map(([name, header]) => {
      return [name, async () => seen(await postWithRawAuthorization(server.tokenUrl, serviceGrant, header))] as const
    })
    return inOrder(Object.fromEntries(requests))
  },
}

function wrongSecret(server: RawServer): Promise<Sight> {
  const { id, secret } = server.service
  return eachAs(server, { basic: basic(id, exchanged(secret)), body: body(id, exchanged(secret)) })
}

function eachAs(server: RawServer, ways: Readonly<Record<string, Credentials>>): Promise<Sight> {
  const requests = Object.entries(ways).map(
    ([name, by]) => [name, async () => seen(await service(server, by))] as const,
  )
  return inOrder(Object.fromEntries(requests))
}

function grantsOf(server: RawServer): Record<string, { client: { id: string }; form: () => Promise<Pairs> }> {
  const { web } = server
  return {
    client_credentials: { client: server.service, form: async () => serviceGrant },
    authorization_code: { client: web, form: async () => codeForm(web, await getCode(server, web)) },
    refresh_token: { client: web, form: async () => refreshForm(await getRefreshToken(server, web)) },
    password: { client: web, form: async () => [['grant_type', 'password'], ...Object.entries(server.person)] },
  }
}

async function idOnlyThenNobody(server: RawServer, id: string, form: () => Promise<Pairs>): Promise<string> {
  const idOnly = seen(await token(server, await form(), { body: [['client_id', id]] }))
  return `id only: ${idOnly}, nobody: ${seen(await token(server, await form(), {}))}`
}

async function byBasicAndBody(server: RawServer, id: string, secret: string): Promise<string> {
  const inHeader = seen(await service(server, basic(id, secret)))
  return `basic: ${inHeader}, body: ${seen(await service(server, body(id, secret)))}`
}

function basicOf(credentials: Buffer): Buffer {
  return Buffer.from(`Basic ${credentials.toString('base64')}`)
}
