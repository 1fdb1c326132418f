import type { Change } from '../context.ts'
import type { Answer, Sending } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { makeAssertion } from './assertion.ts'
import { asksForProof, proves, sendProven } from './dpop-proof.ts'
import { outlived } from './outlived.ts'
import { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'
import { sendsJson, signsAssertion, tokenRequest } from './token-request.ts'

type Make = (json?: boolean) => Promise<Sending>

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
  const make: Make = async (json) =>
    tokenRequest(url, owner, parameters, {
      ...(json === undefined ? {} : { json }),
      ...(await withAssertion(around, client, change)),
    })
  return new Pending(sent(around, url, make, { owner, client }), owner, (answer) => outlived(around, answer))
}

interface Parties {
  readonly owner: Client
  readonly client: Client
}

function sent(around: Surroundings, url: string, make: Make, parties: Parties): Promise<Answer> {
  const { token_endpoint: token, revocation_endpoint: revocation } = around.target.metadata
  if (url === token) return forTokens(around, make, parties)
  if (sendsJson(parties.client) && url !== revocation) return inEitherForm(around, url, make)
  return make().then((sending) => around.line.send(sending))
}

async function forTokens(around: Surroundings, make: Make, { owner, client }: Parties): Promise<Answer> {
  const { memory, line } = around
  const proven = proves(around, owner) || proves(around, client)
  let answer = proven ? await sendProven(around, make) : await line.send(await make())
  if (!proven && asksForProof(answer)) {
    memory.needsProof.add(client.client_id)
    answer = await sendProven(around, make)
  }
  if (answer.hasToken) remember(around, answer, owner)
  return answer
}

function remember({ memory }: Surroundings, { json = {} }: Answer, client: Client): void {
  const bound = /^dpop$/i.test(String(json['token_type']))
  for (const name of ['refresh_token', 'access_token']) {
    const token = json[name]
    if (typeof token === 'string') memory.issued.set(token, { client, bound })
  }
}

/** A client that sends JSON to the token endpoint meets endpoints that take forms only. */
async function inEitherForm({ memory, line }: Surroundings, url: string, make: Make): Promise<Answer> {
  const known = memory.takesJson.get(url)
  const answer = await line.send(await make(known ?? false))
  if (known !== undefined) return answer
  if (answer.status < 300) memory.takesJson.set(url, false)
  if (answer.status !== 400 && answer.status !== 415) return answer
  const other = await line.send(await make(true))
  if (other.status >= 300) return answer
  memory.takesJson.set(url, true)
  return other
}

async function withAssertion({ target }: Surroundings, client: Client, change: Change): Promise<Change> {
  const { assertion } = change
  if (typeof assertion === 'string' || !signsAssertion(client, change)) return change
  return { ...change, assertion: await makeAssertion(client, target.assertionAudience, assertion, change) }
}
