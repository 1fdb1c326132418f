import type { Change } from '../context.ts'
import type { Client } from '../target/target.ts'
import { makeAssertion } from './assertion.ts'
import { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'
import { signsAssertion, tokenRequest } from './token-request.ts'

/** Sends a request of a client to an endpoint that it authenticates at, with an assertion made for it where it signs one. */
export function clientRequest(
  around: Surroundings,
  url: string,
  owner: Client,
  parameters: Readonly<Record<string, string>>,
  change: Change = {},
): Pending {
  const sent = withAssertion(around, change.client ?? owner, change).then((ready) =>
    around.line.send(tokenRequest(url, owner, parameters, ready)),
  )
  return new Pending(sent, owner)
}

async function withAssertion({ target }: Surroundings, client: Client, change: Change): Promise<Change> {
  const { assertion } = change
  if (typeof assertion === 'string' || !signsAssertion(client, change)) return change
  return { ...change, assertion: await makeAssertion(client, target.assertionAudience, assertion, change) }
}
