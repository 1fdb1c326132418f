import type { Target } from '../target/target.ts'
import { originOf, sameTarget } from '../user-agents/addresses.ts'
import type { Code } from '../context.ts'

/**
 * Tells the addresses at which a walk has left the server for the client: every registered redirect_uri, and on the hosts
 * of these and of the one asked for an answer that carries the state of the request. A server may send the user agent
 * elsewhere than asked.
 */
export function clientAddress(
  target: Pick<Target, 'endpoint'>,
  { client, redirectUri }: Pick<Code, 'client' | 'redirectUri'>,
  state: string | null,
): (url: string) => boolean {
  const server = originOf(target.endpoint('authorization'))
  const hosts = new Set([redirectUri, ...client.redirect_uris].map(hostOf))
  return (url) => {
    if (client.redirect_uris.some((uri) => sameTarget(url, uri))) return true
    if (state === null || originOf(url) === server || !hosts.has(hostOf(url))) return false
    const answer = new URLSearchParams(`${new URL(url).search.slice(1)}&${new URL(url).hash.slice(1)}`)
    return answer.getAll('state').includes(state) && ['code', 'error', 'access_token'].some((name) => answer.has(name))
  }
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

/** The state an authorization request was sent with, wherever it stands; null when there is none. */
export function stateOf({ url, body = '' }: { readonly url: string; readonly body?: string }): string | null {
  return new URL(url).searchParams.get('state') ?? new URLSearchParams(body).get('state')
}
