import { seen } from '../raw-http.ts'
import { own, redeem, getCode, service, serviceGrant, token } from '../raw-server.ts'
import { exchanged } from '../tampering.ts'
import type { Probe } from './probe.ts'
import { inOrder } from './probe.ts'

export const clientCredentialsProbes: Readonly<Record<string, Probe>> = {
  'client-credentials.works': async (server) => {
    const answer = await service(server)
    return { answer: seen(answer), token_type: answer.json?.['token_type'] }
  },

  'client-credentials.authentication-required': (server) => {
    const { id, secret } = server.service
    return inOrder({
      idOnly: async () => seen(await service(server, { body: [['client_id', id]] })),
      emptyInBody: async () =>
        seen(
          await service(server, {
            body: [
              ['client_id', id],
              ['client_secret', ''],
            ],
          }),
        ),
      emptyInBasic: async () => seen(await service(server, { basic: `${id}:` })),
      wrongSecret: async () => seen(await service(server, { basic: `${id}:${exchanged(secret)}` })),
    })
  },

  'client-credentials.public-client-refused': (server) =>
    inOrder({
      codeFlow: async () => seen(await redeem(server, server.spa, await getCode(server, server.spa))),
      clientCredentials: async () => seen(await token(server, serviceGrant, own(server.spa))),
    }),

  'client-credentials.no-refresh-token': async (server) => {
    return { refreshToken: Object.hasOwn((await service(server)).json ?? {}, 'refresh_token') }
  },

  'client-credentials.scope-limited-to-client': (server) =>
    inOrder({
      alone: async () => seen(await askScope(server, 'admin')),
      besideAllowed: async () => seen(await askScope(server, 'read admin')),
    }),
}

function askScope(server: Parameters<Probe>[0], scope: string): ReturnType<typeof token> {
  const form = [
    ['grant_type', 'client_credentials'],
    ['scope', scope],
  ] as const
  return token(server, form, own(server.service))
}
