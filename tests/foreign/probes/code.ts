import { seen, text } from '../raw-http.ts'
import { postTogether } from '../raw-sockets.ts'
import type { RawServer } from '../raw-server.ts'
import { codeForm, getCode, own, proof, redeem, refresh, resource, sleep, token } from '../raw-server.ts'
import { changed, exchanged, swappedCase, unknownLike } from '../tampering.ts'
import type { Probe, Sight } from './probe.ts'
import { inOrder } from './probe.ts'

export const codeProbes: Readonly<Record<string, Probe>> = {
  'code.exchange-succeeds': async (server) => {
    const answer = await redeem(server, server.web, await getCode(server, server.web))
    return { redeemed: seen(answer), resource: (await resource(server, text(answer, 'access_token'))).status }
  },

  'code.single-use': async (server) => {
    const code = await getCode(server, server.web)
    const first = seen(await redeem(server, server.web, code))
    await sleep(1)
    return { first, second: seen(await redeem(server, server.web, code)) }
  },

  'code.reuse-revokes-access-token': async (server) => {
    const code = await getCode(server, server.web)
    const accessToken = text(await redeem(server, server.web, code), 'access_token')
    const before = (await resource(server, accessToken)).status
    const reuse = seen(await redeem(server, server.web, code))
    await sleep(2)
    const after = (await resource(server, accessToken)).status
    await server.later(8)
    return { before, reuse, after, tenSecondsAfter: (await resource(server, accessToken)).status }
  },

  'code.reuse-revokes-refresh-token': async (server) => {
    const code = await getCode(server, server.web)
    const refreshToken = text(await redeem(server, server.web, code), 'refresh_token')
    const reuse = seen(await redeem(server, server.web, code))
    return { reuse, refreshed: seen(await refresh(server, server.web, refreshToken)) }
  },

  'code.race-single-winner': (server) =>
    inOrder({ first: () => race(server), second: () => race(server), third: () => race(server) }),

  'code.bound-to-client': async (server) => {
    const form = codeForm(server.web, await getCode(server, server.web))
    return { second: seen(await token(server, form, own(server.second))) }
  },

  'code.bound-to-public-client': async (server) => {
    const { params, verifier } = proof()
    const code = await getCode(server, server.spa, params)
    const form = codeForm(server.spa, code, ['code_verifier', verifier])
    return { other: seen(await token(server, form, own(server.mobile))) }
  },

  'code.public-client-must-send-client-id': async (server) => {
    const { params, verifier } = proof()
    const code = await getCode(server, server.spa, params)
    return { nameless: seen(await token(server, codeForm(server.spa, code, ['code_verifier', verifier]), {})) }
  },

  'code.redirect-uri-mismatch': (server) =>
    inOrder({
      withQuery: async () => seen(await redeemAt(server, `${server.web.redirectUri}?added=1`)),
      unrelated: async () => seen(await redeemAt(server, 'https://elsewhere.example/callback')),
    }),

  'code.redirect-uri-missing': async (server) => {
    const form = codeForm(server.web, await getCode(server, server.web)).filter(([name]) => name !== 'redirect_uri')
    return { missing: seen(await token(server, form, own(server.web))) }
  },

  'code.unknown': async (server) => {
    const code = unknownLike(await getCode(server, server.web))
    return { unknown: seen(await redeem(server, server.web, code)) }
  },

  'code.tampered': async (server) => {
    const variants: Record<string, (code: string) => string> = {
      first: (code) => changed(code, 0),
      middle: (code) => changed(code, 20),
      last: (code) => changed(code, -1),
      shortened: (code) => code.slice(0, -1),
      appended: (code) => `${code}a`,
      swappedCase,
      space: (code) => `${code} `,
    }
    const requests = Object.entries(variants).map(([name, tamper]) => {
      return [
        name,
        async () => seen(await redeem(server, server.web, tamper(await getCode(server, server.web)))),
      ] as const
    })
    return inOrder(Object.fromEntries(requests))
  },

  'code.missing': async (server) => {
    const form = codeForm(server.web, '')
    return inOrder({
      absent: async () =>
        seen(
          await token(
            server,
            form.filter(([name]) => name !== 'code'),
            own(server.web),
          ),
        ),
      empty: async () => seen(await token(server, form, own(server.web))),
    })
  },

  'code.client-authentication-first': async (server) => {
    const { id, secret } = server.web
    const { params, verifier } = proof()
    const form = codeForm(server.web, await getCode(server, server.web))
    const protectedForm = codeForm(server.web, await getCode(server, server.web, params), ['code_verifier', verifier])
    return inOrder({
      idOnly: async () => seen(await token(server, form, { body: [['client_id', id]] })),
      wrongSecret: async () => seen(await token(server, form, { basic: `${id}:${exchanged(secret)}` })),
      correct: async () => seen(await token(server, form, own(server.web))),
      idAndVerifier: async () => seen(await token(server, protectedForm, { body: [['client_id', id]] })),
    })
  },

  'code.single-use-later': async (server) => {
    const code = await getCode(server, server.web)
    const first = seen(await redeem(server, server.web, code))
    await server.later(30)
    return { first, later: seen(await redeem(server, server.web, code)) }
  },
}

async function redeemAt(server: RawServer, redirectUri: string): Promise<Parameters<typeof seen>[0]> {
  return redeem(server, { ...server.web, redirectUri }, await getCode(server, server.web))
}

/** Access tokens are not compared: JWTs signed in the same second may be equal although every answer stands alone. */
async function race(server: RawServer): Promise<Sight> {
  const form = codeForm(server.web, await getCode(server, server.web))
  const answers = await postTogether(server.tokenUrl, form, own(server.web), 10)
  const winners = answers.filter((answer) => seen(answer) === '200 token')
  const branches = [...new Set(winners.map((answer) => text(answer, 'refresh_token')))]
  const uses = await Promise.all(branches.map((branch) => refresh(server, server.web, branch)))
  const usable = uses.filter((use) => seen(use) === '200 token').length
  return { answers: tally(answers.map(seen)), usableRefreshTokens: usable }
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
