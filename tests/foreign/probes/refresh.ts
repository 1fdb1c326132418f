import type { RawAnswer } from '../raw-http.ts'
import { seen, text } from '../raw-http.ts'
import { postTogether } from '../raw-sockets.ts'
import type { RawClient, RawServer } from '../raw-server.ts'
import { getRefreshToken, own, refresh, refreshForm, resource, sleep, token } from '../raw-server.ts'
import { changed, exchanged, swappedCase, unknownLike } from '../tampering.ts'
import type { Probe } from './probe.ts'
import { inOrder } from './probe.ts'

export const refreshProbes: Readonly<Record<string, Probe>> = {
  'refresh.works': async (server) => {
    const answer = await refresh(server, server.web, await getRefreshToken(server, server.web))
    return { refreshed: seen(answer), resource: (await resource(server, text(answer, 'access_token'))).status }
  },

  'refresh.bound-to-client': async (server) => {
    const refreshToken = await getRefreshToken(server, server.web)
    return { second: seen(await refresh(server, server.second, refreshToken)) }
  },

  'refresh.client-authentication-required': async (server) => {
    const { id, secret } = server.web
    const form = refreshForm(await getRefreshToken(server, server.web))
    return inOrder({
      idOnly: async () => seen(await token(server, form, { body: [['client_id', id]] })),
      nobody: async () => seen(await token(server, form, {})),
      wrongSecret: async () => seen(await token(server, form, { basic: `${id}:${exchanged(secret)}` })),
      correct: async () => seen(await token(server, form, own(server.web))),
    })
  },

  'refresh.scope-cannot-widen': async (server) => {
    const plain = await refresh(server, server.web, await getRefreshToken(server, server.web))
    const wider = await refresh(server, server.web, await getRefreshToken(server, server.web), ['scope', 'read write'])
    return { plain: withScope(plain), wider: withScope(wider) }
  },

  'refresh.scope-defaults-to-original': async (server) => {
    return {
      refreshed: withScope(await refresh(server, server.web, await getRefreshToken(server, server.web, 'read write'))),
    }
  },

  'refresh.rotated-or-bound-for-public-clients': async (server) => {
    const first = await getRefreshToken(server, server.spa)
    const answer = await refresh(server, server.spa, first)
    return { refreshed: seen(answer), replaced: text(answer, 'refresh_token') !== first }
  },

  'refresh.reuse-revokes-family': (server) =>
    inOrder({
      public: () => useFirstThenThird(server, server.spa),
      confidential: () => useFirstThenThird(server, server.web),
    }),

  'refresh.race-single-winner': async (server) => {
    const form = refreshForm(await getRefreshToken(server, server.spa))
    const answers = await postTogether(server.tokenUrl, form, own(server.spa), 5)
    const winners = answers.filter((answer) => seen(answer) === '200 token')
    const branches = [...new Set(winners.map((answer) => text(answer, 'refresh_token')))]
    const uses = await inOrder(
      Object.fromEntries(
        branches.map((branch) => [branch, async () => seen(await refresh(server, server.spa, branch))] as const),
      ),
    )
    const usableBranches = Object.values(uses).filter((use) => use === '200 token').length
    return { answers: answers.map(seen).toSorted(), usableBranches }
  },

  'refresh.unknown': async (server) => {
    const refreshToken = unknownLike(await getRefreshToken(server, server.web))
    return { unknown: seen(await refresh(server, server.web, refreshToken)) }
  },

  'refresh.tampered': async (server) => {
    const real = await getRefreshToken(server, server.web)
    const variants = {
      start: changed(real, 0),
      middle: changed(real, 20),
      end: changed(real, -1),
      shortened: real.slice(0, -1),
      appended: `${real}a`,
      swappedCase: swappedCase(real),
      real,
    }
    const requests = Object.entries(variants).map(([name, variant]) => {
      return [name, async () => seen(await refresh(server, server.web, variant))] as const
    })
    return inOrder(Object.fromEntries(requests))
  },

  'refresh.not-an-access-token': async (server) => {
    return { resource: (await resource(server, await getRefreshToken(server, server.web))).status }
  },

  'refresh.rotated-token-refused': (server) =>
    inOrder({
      public: () => useTheOldOne(server, server.spa),
      confidential: () => useTheOldOne(server, server.web),
    }),
}

function withScope(answer: RawAnswer): string {
  return answer.json?.['access_token'] === undefined ? seen(answer) : `${seen(answer)} for ${answer.json['scope']}`
}

async function useFirstThenThird(server: RawServer, client: RawClient): Promise<string> {
  const one = await getRefreshToken(server, client)
  const two = text(await refresh(server, client, one), 'refresh_token')
  const three = text(await refresh(server, client, two), 'refresh_token')
  const first = seen(await refresh(server, client, one))
  return `one: ${first}, three: ${seen(await refresh(server, client, three))}`
}

async function useTheOldOne(server: RawServer, client: RawClient): Promise<string> {
  const old = await getRefreshToken(server, client)
  text(await refresh(server, client, old), 'access_token')
  await sleep(2)
  const soon = seen(await refresh(server, client, old))
  if (soon !== '200 token') return soon
  await server.later(65)
  return `soon: ${soon}, after 65 seconds: ${seen(await refresh(server, client, old))}`
}
