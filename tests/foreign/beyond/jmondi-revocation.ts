import type { ProvenServer } from '../proven-flow.ts'
import { inBody, refreshWith, tokensOf } from '../proven-flow.ts'
import type { Pairs } from '../raw-http.ts'
import { postForm, text } from '../raw-http.ts'
import type { RawClient } from '../raw-server.ts'
import type { Deviation } from './deviation.ts'
import { spa, web } from './jmondi-clients.ts'

async function revoked(server: ProvenServer, client: RawClient, ...hint: Pairs): Promise<unknown> {
  const token = text(await tokensOf(server, client), 'refresh_token')
  const answer = await postForm(`${server.issuer}/token/revoke`, [['token', token], ...hint, ...inBody(client)])
  return { revocation: answer.status, refresh: (await refreshWith(server, client, token)).status }
}

/** What @jmondi/oauth2-server 4.3 breaks at the revocation endpoint. */
export const revocations = {
  'revocation.hint-is-only-a-hint': [
    'revokes a refresh token with the right hint only',
    async (server) => ({
      right: await revoked(server, web, ['token_type_hint', 'refresh_token']),
      wrong: await revoked(server, web, ['token_type_hint', 'access_token']),
      none: await revoked(server, web),
    }),
    {
      right: { revocation: 200, refresh: 400 },
      wrong: { revocation: 200, refresh: 200 },
      none: { revocation: 200, refresh: 200 },
    },
  ],

  'revocation.missing-token': [
    'answers 200 to a request without a token',
    async (server) => (await postForm(`${server.issuer}/token/revoke`, inBody(web))).status,
    200,
  ],

  'revocation.public-client': [
    'says 200 to a public client and revokes nothing',
    (server) => revoked(server, spa, ['token_type_hint', 'refresh_token']),
    { revocation: 200, refresh: 200 },
  ],
} satisfies Record<string, Deviation<ProvenServer>>
