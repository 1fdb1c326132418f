import type { AssertionTries, Client, TriedAssertion } from '../context.ts'
import { anyGrant } from './grants.ts'
import type { Surroundings } from './surroundings.ts'

/** A client for each way of signing assertions that the target's clients use (RFC 7523 section 2.2). */
export function signers({ target }: Pick<Surroundings, 'target'>): readonly Client[] {
  const found = [target.findClient('private_key_jwt'), target.findClient('client_secret_jwt')]
  return found.filter((client) => client !== undefined)
}

/** The answers to a token request of the client with each of these assertions. */
export async function tryAssertions(
  around: Surroundings,
  client: Client,
  tries: AssertionTries,
): Promise<readonly TriedAssertion[]> {
  const seen: TriedAssertion[] = []
  for (const [what, assertion] of Object.entries(tries)) {
    const answer = await anyGrant(around, { client, assertion })
    seen.push({ about: `${what}, by ${client.token_endpoint_auth_method}`, answer })
  }
  return seen
}
