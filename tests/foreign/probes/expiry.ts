import { seen, send, text } from '../raw-http.ts'
import type { RawServer } from '../raw-server.ts'
import { getCode, getRefreshToken, getTokens, redeem, refresh, resource } from '../raw-server.ts'
import type { Probe } from './probe.ts'

/** How long, in seconds, until each artefact must be dead. */
export interface Waits {
  readonly code: number
  readonly accessToken: number
  readonly refreshToken: number
}

export function expiryProbes(waits: Waits): Readonly<Record<string, Probe>> {
  return {
    'expiry.code': async (server) => {
      const code = await getCode(server, server.web)
      await server.later(waits.code)
      return { late: seen(await redeem(server, server.web, code)) }
    },

    'expiry.access-token': async (server) => {
      const { before, after } = await outlive(server, waits.accessToken)
      return { before, after: after.status }
    },

    'expiry.access-token-error': async (server) => {
      const { after } = await outlive(server, waits.accessToken)
      return { after: seen(after), challenge: after.headers.get('www-authenticate') }
    },

    'expiry.refresh-token': async (server) => {
      const refreshToken = await getRefreshToken(server, server.web)
      await server.later(waits.refreshToken)
      return { late: seen(await refresh(server, server.web, refreshToken)) }
    },
  }
}

export const expiresInMatchesToken: Probe = async (server) => {
  const answer = await getTokens(server, server.web)
  const accessToken = text(answer, 'access_token')
  const claims: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString())
  const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? Number(claims.exp) : Number.NaN
  const promised = Date.parse(answer.headers.get('date') ?? '') / 1000 + Number(answer.json?.['expires_in'])
  const introspected = await send(server.introspectionUrl ?? '', {
    method: 'POST',
    body: new URLSearchParams({ token: accessToken }),
  })
  return { apart: Math.abs(exp - promised) <= 30 ? 'at most 30 s' : 'more', introspection: introspected.json }
}

async function outlive(
  server: RawServer,
  seconds: number,
): Promise<{ before: number; after: Awaited<ReturnType<typeof resource>> }> {
  const accessToken = text(await getTokens(server, server.web), 'access_token')
  const before = (await resource(server, accessToken)).status
  await server.later(seconds)
  return { before, after: await resource(server, accessToken) }
}
