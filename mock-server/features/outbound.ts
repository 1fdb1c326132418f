import type { Configuration } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

type Fetch = NonNullable<Configuration['fetch']>

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

// oidc-provider sends no request to the developer's own machine, which is where the clients of a mock are.
/**
 * How a tenant calls its clients: key sets, sector identifiers, metadata, notifications and logout tokens. Wherever the clients of
 * its options are, it goes, and takes the development certificate for good; a client that registered itself is called on
 * the public Internet, and on loopback by a mock that is there too.
 */
export function outbound(tenant: Tenant): Fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (!isNear(tenant, url) && !isConfigured(tenant, url)) return fetch(input, init)
    const { dispatcher: _guard, ...rest }: RequestInit & { dispatcher?: unknown } = init ?? {}
    return url.protocol === 'https:' ? fetchTrusting(url, rest) : fetch(url, rest)
  }
}

function isNear({ issuer }: Tenant, { hostname }: URL): boolean {
  return loopback.has(new URL(issuer).hostname) && loopback.has(hostname)
}

function isConfigured({ clients }: Tenant, { href }: URL): boolean {
  const named = clients.list().flatMap((client) => Object.values(client))
  return named.some((value) => typeof value === 'string' && URL.canParse(value) && new URL(value).href === href)
}

async function fetchTrusting(url: URL, init: RequestInit): Promise<Response> {
  const [{ Agent, request }, { rootCertificates }, { developmentAuthority }] = await Promise.all([
    import('undici'),
    import('node:tls'),
    import('../keys/development-certificates.ts'),
  ])
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, developmentAuthority] } })
  try {
    const { method, headers, body } = new Request(url, init)
    const text = body === null ? undefined : await new Response(body).text()
    const answer = await request(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(headers),
      ...(text === undefined ? {} : { body: text }),
      signal: AbortSignal.timeout(2_500),
      dispatcher,
    })
    const sent = await answer.body.text()
    const empty = answer.statusCode === 204 || answer.statusCode === 304
    const { 'cache-control': cache = '' } = answer.headers
    return new Response(empty ? null : sent, { status: answer.statusCode, headers: { 'cache-control': String(cache) } })
  } finally {
    await dispatcher.close()
  }
}
