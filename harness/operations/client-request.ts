import type { Change } from '../context.ts'
import type { Answer, Sending } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { makeAssertion } from './assertion.ts'
import { asksForProof, proves, sendProven } from './dpop-proof.ts'
import { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'
import { signsAssertion, tokenRequest } from './token-request.ts'

/**
 * Sends a request of a client to an endpoint that it authenticates at, with an assertion made for it where it signs one,
 * and with a DPoP proof at the token endpoint where the client's tokens are bound to a key.
 */
export function clientRequest(
  around: Surroundings,
  url: string,
  owner: Client,
  parameters: Readonly<Record<string, string>>,
  change: Change = {},
): Pending {
  const client = change.client ?? owner
  const make = async () => tokenRequest(url, owner, parameters, await withAssertion(around, client, change))
  const issues = url === around.target.metadata['token_endpoint']
  const sent = issues ? forTokens(around, make, owner, client) : make().then((sending) => around.line.send(sending))
  return new Pending(sent, owner)
}

async function forTokens(
  around: Surroundings,
  make: () => Promise<Sending>,
  owner: Client,
  client: Client,
): Promise<Answer> {
  const { memory, line } = around
  const answer = await ask()
  const token = answer.json?.['access_token']
  if (answer.hasToken && typeof token === 'string') {
    memory.issued.set(token, { client: owner, bound: /^dpop$/i.test(String(answer.json?.['token_type'])) })
  }
  return answer

  async function ask(): Promise<Answer> {
    if (proves(around, owner) || proves(around, client)) return sendProven(around, make)
    const bare = await line.send(await make())
    if (!asksForProof(bare)) return bare
    memory.needsProof.add(client.client_id)
    return sendProven(around, make)
  }
}

async function withAssertion({ target }: Surroundings, client: Client, change: Change): Promise<Change> {
  const { assertion } = change
  if (typeof assertion === 'string' || !signsAssertion(client, change)) return change
  return { ...change, assertion: await makeAssertion(client, target.assertionAudience, assertion, change) }
}
