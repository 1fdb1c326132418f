import { seen } from '../raw-http.ts'
import type { Arrival } from '../raw-walk.ts'
import type { Proof, RawServer } from '../raw-server.ts'
import { authorize, getCode, proof, redeem } from '../raw-server.ts'
import type { Probe } from './probe.ts'
import { inOrder } from './probe.ts'

export const pkceProbes: Readonly<Record<string, Probe>> = {
  'pkce.s256-works': (server) =>
    inOrder({
      appendixB: () => redeemWith(server, proof('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')),
      random: () => redeemWith(server, proof()),
    }),

  'pkce.wrong-verifier': async (server) => {
    const right = proof()
    return { reversed: await redeemWith(server, right, [...right.verifier].toReversed().join('')) }
  },

  'pkce.missing-verifier': async (server) => {
    return { missing: seen(await redeem(server, server.spa, await getCode(server, server.spa, proof().params))) }
  },

  'pkce.challenge-as-verifier': async (server) => {
    const [one, two] = [proof(), proof()]
    const code = await getCode(server, server.spa, two.params)
    return inOrder({
      challenge: () => redeemWith(server, one, one.challenge),
      withPlain: async () => {
        const method = ['code_challenge_method', 'plain'] as const
        return seen(await redeem(server, server.spa, code, ['code_verifier', two.challenge], method))
      },
    })
  },

  'pkce.downgrade-detected': (server) =>
    inOrder({
      public: async () => redeemUnasked(server, server.spa),
      confidential: async () => redeemUnasked(server, server.web),
    }),

  'pkce.required-for-public-clients': async (server) => {
    return { redeemedWithout: seen(await redeem(server, server.spa, await getCode(server, server.spa))) }
  },

  'pkce.unknown-method': (server) =>
    inOrder({
      S512: async () =>
        ending(await authorize(server, server.spa, { ...proof().params, code_challenge_method: 'S512' })),
      madeUp: async () =>
        ending(await authorize(server, server.spa, { ...proof().params, code_challenge_method: 'made-up' })),
    }),

  'pkce.bound-to-code': async (server) => {
    const [a, b] = [proof(), proof()]
    const crossed = await getCode(server, server.spa, a.params)
    await getCode(server, server.spa, b.params)
    const [c, d] = [proof(), proof()]
    const straight = await getCode(server, server.spa, c.params)
    await getCode(server, server.spa, d.params)
    return {
      crossed: seen(await redeem(server, server.spa, crossed, ['code_verifier', b.verifier])),
      straight: seen(await redeem(server, server.spa, straight, ['code_verifier', c.verifier])),
    }
  },
}

async function redeemWith(server: RawServer, { params, verifier }: Proof, sent: string = verifier): Promise<string> {
  return seen(await redeem(server, server.spa, await getCode(server, server.spa, params), ['code_verifier', sent]))
}

async function redeemUnasked(server: RawServer, client: RawServer['spa']): Promise<string> {
  return seen(await redeem(server, client, await getCode(server, client), ['code_verifier', proof().verifier]))
}

function ending(arrival: Arrival): string {
  if ('page' in arrival) return `page ${seen(arrival.page)}`
  return arrival.params.has('code')
    ? 'redirect with a code'
    : `redirect with ${arrival.params.get('error')}, state ${arrival.params.get('state')}`
}
