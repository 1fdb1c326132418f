import { expect } from 'vitest'
import { seen, text } from '../raw-http.ts'
import type { RawServer } from '../raw-server.ts'
import * as raw from '../raw-server.ts'
import { changed, unknownLike } from '../tampering.ts'
import type { oauth2MockServerBeyond } from '../truth/beyond.ts'
import type { Deviation } from './deviation.ts'

type Law = (typeof oauth2MockServerBeyond)[number]

const freshToken = async (server: RawServer): Promise<string> => text(await raw.service(server), 'access_token')

const userinfo = async (server: RawServer, token: string): Promise<string> => seen(await raw.resource(server, token))

/** The payload of the access token, whose signature does not matter here. */
const claims = (accessToken: string): unknown =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString())

export const grants: Readonly<Record<Extract<Law, `${'bearer' | 'code' | 'refresh'}.${string}`>, Deviation>> = {
  'bearer.invalid-token-refused': [
    'userinfo answers a token it never issued',
    async (server) => userinfo(server, unknownLike('a'.repeat(40))),
    '200 application/json',
  ],
  'bearer.tampered-token-refused': [
    'userinfo answers a token with another first character',
    async (server) => userinfo(server, changed(await freshToken(server), 0)),
    '200 application/json',
  ],
  'code.not-usable-elsewhere': [
    'userinfo answers a code',
    async (server) => userinfo(server, await raw.getCode(server, server.web)),
    '200 application/json',
  ],
  'code.redirect-uri-other-registered': [
    'redeems a code with another redirect_uri than its own',
    async (server) => {
      const other = { ...server.web, redirectUri: 'https://web.example/other' }
      return seen(await raw.redeem(server, other, await raw.getCode(server, server.web)))
    },
    '200 token',
  ],
  'code.scope-fixed-by-authorization': [
    'a scope in the redemption decides what the token covers',
    async (server) => {
      const code = await raw.getCode(server, server.web, { scope: 'read' })
      const answer = await raw.redeem(server, server.web, code, ['scope', 'read write'])
      return [text(answer, 'scope'), claims(text(answer, 'access_token'))]
    },
    ['read write', expect.objectContaining({ scope: 'read write' })],
  ],
  'refresh.access-token-cannot-refresh': [
    'gives a token for an access token',
    async (server) => {
      const accessToken = text(await raw.getTokens(server, server.web), 'access_token')
      return seen(await raw.refresh(server, server.web, accessToken))
    },
    '200 token',
  ],
  'refresh.missing': [
    'gives a token without refresh_token',
    async (server) => seen(await raw.token(server, [['grant_type', 'refresh_token']], raw.own(server.web))),
    '200 token',
  ],
}
