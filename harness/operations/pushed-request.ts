import type { AuthorizeOptions, Landing } from '../context.ts'
import type { Client } from '../target/target.ts'
import type { PageRequest } from '../user-agents/user-agent.ts'
import { Blocked } from '../verdict.ts'
import { clientRequest } from './client-request.ts'
import { isOverloaded } from './pending.ts'
import type { Surroundings } from './surroundings.ts'

type Pairs = readonly (readonly [string, string])[]

/** Parameters that say which client asks, or that the request stands elsewhere: a request that alters them goes straight. */
const telling = ['client_id', 'request_uri', 'request']

/** Whether a request of this client has to be pushed (RFC 9126 sections 5 and 6); one that names nobody is not. */
export function isPushed(
  { target }: Pick<Surroundings, 'target'>,
  client: Client,
  { parameters = {}, repeat }: Pick<AuthorizeOptions, 'parameters' | 'repeat'>,
): boolean {
  const all = target.metadata['require_pushed_authorization_requests'] === true
  if (!all && client.require_pushed_authorization_requests !== true) return false
  return !telling.some((name) => name in parameters || repeat?.name === name)
}

/** Pushes an authorization request (RFC 9126 section 2.1): what the user agent asks with instead, or how it was refused. */
export async function push(
  around: Surroundings,
  client: Client,
  pairs: Pairs,
): Promise<Pick<PageRequest, 'url'> | Extract<Landing, { kind: 'page' }>> {
  const { target } = around
  // Beside every parameter once: where the client authenticates in the body, its name stands there already.
  const own = pairs.filter(([name]) => name !== 'client_id')
  const url = target.endpoint('pushed_authorization_request')
  const answer = await clientRequest(around, url, client, { client_id: client.client_id }, { append: own, json: false })
  const reference = answer.json?.['request_uri']
  if (answer.status < 300 && typeof reference === 'string') {
    const asked = new URL(target.endpoint('authorization'))
    asked.hash = ''
    asked.searchParams.set('client_id', client.client_id)
    asked.searchParams.set('request_uri', reference)
    return { url: asked.href }
  }
  if (isOverloaded(answer)) throw new Blocked(`the pushed request was answered ${answer.status}`, { transient: true })
  return {
    kind: 'page',
    status: answer.status,
    title: '',
    text: answer.body,
    url: answer.request.url,
    stuck: `the pushed request was refused with ${answer.describe()}`,
    lost: false,
    ...(answer.error === undefined ? {} : { pushed: answer.error }),
  }
}
