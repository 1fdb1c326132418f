import { Answer } from '../http/answer.ts'
import type { Recorded } from '../http/line.ts'
import { walk } from '../operations/authorization.ts'
import { redeem } from '../operations/grants.ts'
import { isOverloaded } from '../operations/pending.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import type { Client } from '../target/target.ts'
import { clientIdsOf } from './client-of.ts'
import { isOfCredentials } from './examine-client.ts'

/**
 * Whether a client gets tokens for its codes with PKCE alone, though nobody says so: refused without it, then not with it, then
 * again without it, so that no other trouble is taken for that need.
 */
export async function wantsPkceUnsaid(around: () => Surroundings, client: Client): Promise<boolean> {
  for (const pkce of ['omit', 'S256', 'omit'] as const) {
    const { landing } = await walk(around(), { client, pkce })
    if (landing.kind !== 'code') return false
    const answer = await redeem(around(), landing.code)
    if (answer.hasToken !== (pkce === 'S256') || (pkce === 'omit' && !isRefusal(answer))) return false
  }
  return true
}

/** Whether codes of a client were refused without a verifier, and none was taken without one. */
export function lostCodes(exchanges: readonly Recorded[], { client_id: id }: Client): boolean {
  const answers = exchanges.flatMap((exchange) => {
    const { request, response } = exchange
    if (response === undefined || !isBareRedemption(request) || !clientIdsOf(request).includes(id)) return []
    return [new Answer({ ...response, request, exchange: exchange.id, at: exchange.at })]
  })
  return answers.some(isRefusal) && !answers.some(({ hasToken }) => hasToken)
}

function isBareRedemption({ method, body = '' }: Recorded['request']): boolean {
  return method === 'POST' && /\bauthorization_code\b/.test(body) && !/\bcode_verifier\b/.test(body)
}

function isRefusal(answer: Answer): boolean {
  return !answer.hasToken && answer.status < 500 && !isOverloaded(answer) && !isOfCredentials(answer)
}
