import type { AboutToken, Change } from '../context.ts'
import type { Answer } from '../http/answer.ts'
import { candidates } from '../target/roles.ts'
import type { Client } from '../target/target.ts'
import { clientRequest } from './client-request.ts'
import { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Asks about a token as the client told, else as one that sees it (RFC 7662 section 2.1): many servers show a token to its
 * owner alone, or to clients of a certain kind.
 */
export function introspect(around: Surroundings, token: string, change: AboutToken = {}): Pending {
  const { target, memory } = around
  const url = target.endpoint('introspection')
  const ask = (client: Client): Pending => clientRequest(around, url, client, about(token, change), change)
  if (change.client !== undefined) return ask(change.client)
  const usual = target.client('confidential')
  const owner = memory.issued.get(token)?.client
  if (owner === undefined || namesCaller(change)) return ask(usual)
  const known = memory.introspectors.get(owner.client_id)
  return known === undefined ? new Pending(askAround(around, owner, ask), usual) : ask(known)
}

/** Those that can ask about a token of this client: itself, then the others that send a secret. Sends nothing. */
export function callers({ target }: Pick<Surroundings, 'target'>, owner: Client): readonly Client[] {
  const others = candidates(target.clients, 'secret')
  return [owner, ...target.clients.filter((client) => client !== owner && others.includes(client))]
}

/** Asks for a token to be revoked (RFC 7009 section 2.1). */
export function revoke(around: Surroundings, token: string, change: AboutToken = {}): Pending {
  const { target } = around
  const client = change.client ?? target.client('confidential')
  return clientRequest(around, target.endpoint('revocation'), client, about(token, change), change)
}

function about(token: string, { hint }: AboutToken): Readonly<Record<string, string>> {
  return hint === undefined ? { token } : { token, token_type_hint: hint }
}

/** The answer of the first client that is told of a live token, else that of the first one asked. */
async function askAround(
  { target, memory }: Surroundings,
  owner: Client,
  ask: (client: Client) => Pending,
): Promise<Answer> {
  const all = candidates(target.clients, 'confidential')
  const [first, ...others] = new Set([...all.filter((each) => each === owner), target.client('confidential'), ...all])
  const answer = await ask(first ?? owner)
  if (isLive(answer)) memory.introspectors.set(owner.client_id, first ?? owner)
  if (isLive(answer)) return answer
  for (const client of others) {
    // One after the other: the first that is told settles it for the run.
    // oxlint-disable-next-line no-await-in-loop
    const other = await ask(client)
    if (!isLive(other)) continue
    memory.introspectors.set(owner.client_id, client)
    return other
  }
  return answer
}

function isLive({ status, json }: Answer): boolean {
  return status === 200 && json?.['active'] === true
}

/** Whether a check has its own wishes about who asks. */
function namesCaller({ auth, secret, assertion, clientId }: Change): boolean {
  return [auth, secret, assertion, clientId].some((wish) => wish !== undefined)
}
