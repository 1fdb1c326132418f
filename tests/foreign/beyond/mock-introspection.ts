import type { Pairs } from '../raw-http.ts'
import { postForm, seen, text } from '../raw-http.ts'
import type { RawServer } from '../raw-server.ts'
import * as raw from '../raw-server.ts'
import { exchanged, unknownLike } from '../tampering.ts'
import type { oauth2MockServerBeyond } from '../truth/beyond.ts'
import type { Deviation } from './deviation.ts'

type Law = (typeof oauth2MockServerBeyond)[number]

async function introspected(server: RawServer, form: Pairs, basic?: string): Promise<unknown> {
  const { status, json } = await postForm(`${server.issuer}/introspect`, form, basic === undefined ? {} : { basic })
  return [status, json]
}

const revoked = async (server: RawServer, form: Pairs, basic: string): Promise<string> =>
  seen(await postForm(`${server.issuer}/revoke`, form, { basic }))

const freshToken = async (server: RawServer): Promise<string> => text(await raw.service(server), 'access_token')

const ofWeb = ({ web }: RawServer): string => `${web.id}:${web.secret}`

const active = [200, { active: true }]

export const management: Readonly<Record<Extract<Law, `${'introspection' | 'revocation'}.${string}`>, Deviation>> = {
  'introspection.bad-credentials': [
    'tells a caller with a wrong secret that a token is active',
    async (server) => {
      const wrong = `${server.web.id}:${exchanged(server.web.secret)}`
      return introspected(server, [['token', await freshToken(server)]], wrong)
    },
    active,
  ],
  'introspection.caller-must-authenticate': [
    'tells a caller without credentials that a token is active',
    async (server) => introspected(server, [['token', await freshToken(server)]]),
    active,
  ],
  'introspection.missing-token': [
    'calls a request without token active',
    (server) => introspected(server, [], ofWeb(server)),
    active,
  ],
  'introspection.public-client-cannot-scan': [
    'tells a public client that the token of another client is active',
    async (server) =>
      introspected(server, [
        ['token', await freshToken(server)],
        ['client_id', server.spa.id],
      ]),
    active,
  ],
  'introspection.revoked-token': [
    'calls a revoked token active',
    async (server) => {
      const form: Pairs = [['token', await freshToken(server)]]
      const owner = `${server.service.id}:${server.service.secret}`
      return [await revoked(server, form, owner), await introspected(server, form, owner)]
    },
    ['200 empty', active],
  ],
  'introspection.unknown-token': [
    'calls a token active that it never issued',
    (server) => introspected(server, [['token', unknownLike('a'.repeat(43))]], ofWeb(server)),
    active,
  ],
  'revocation.missing-token': [
    'answers 200 without token',
    (server) => revoked(server, [], ofWeb(server)),
    '200 empty',
  ],
  'revocation.public-client': [
    'a refresh token works after its public client revoked it',
    async (server) => {
      const value = await raw.getRefreshToken(server, server.spa)
      const answer = await postForm(`${server.issuer}/revoke`, [['token', value]], raw.own(server.spa))
      return [seen(answer), seen(await raw.refresh(server, server.spa, value))]
    },
    ['200 empty', '200 token'],
  ],
  'revocation.refresh-token': [
    'a refresh token works after its revocation',
    async (server) => {
      const value = await raw.getRefreshToken(server, server.web)
      const answer = await revoked(
        server,
        [
          ['token', value],
          ['token_type_hint', 'refresh_token'],
        ],
        ofWeb(server),
      )
      return [answer, seen(await raw.refresh(server, server.web, value))]
    },
    ['200 empty', '200 token'],
  ],
}
