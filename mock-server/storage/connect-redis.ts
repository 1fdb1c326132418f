import type { StoreOptions } from '../options.ts'
import { RedisStore } from './redis-store.ts'
import type { StoreConnection } from './shared-store.ts'

// A Redis that keeps silent this long counts as away.
const patience = 3_000
const pulse = 1_000

/** Connects to a Redis; rejects when the package is not installed, the address is wrong or nobody answers there. */
export async function connectRedis({ redis: url, prefix = 'assay' }: StoreOptions): Promise<StoreConnection> {
  const address = shown(url)
  const { createClient } = await load()
  let connected = false
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: pulse,
    socket: {
      connectTimeout: patience,
      socketTimeout: patience,
      reconnectStrategy: (retries, cause) => (connected ? Math.min(100 * (retries + 1), pulse) : cause),
    },
  })
  // Without a listener a lost connection would end the process; each request that needs it says so itself.
  client.on('error', () => undefined)
  try {
    await client.connect()
    connected = true
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause)
    throw new Error(`Expected a Redis at ${address}, got: ${reason}. Start it, or correct store.redis.`, { cause })
  }
  return {
    at(issuer) {
      // In braces, so that a cluster keeps all of a tenant in one place.
      const root = `${prefix}:{${issuer}}`
      const run = (script: string, ...words: string[]) => client.eval(script, { keys: [root], arguments: words })
      return new RedisStore(run, () => client.incr(root))
    },
    answers: () =>
      client.ping().then(
        () => true,
        () => false,
      ),
    close: () => client.destroy(),
  }
}

async function load() {
  try {
    return await import('redis')
  } catch (cause) {
    const fix = 'Install it beside oauth-assay: npm install redis'
    throw new Error(`Expected the package redis for a shared store, got none. ${fix}.`, { cause })
  }
}

/** The address without what nobody needs to see; throws on one that is no address of a Redis. */
function shown(url: string): string {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new Error('Expected store.redis such as redis://127.0.0.1:6379, got something else. Correct it.')
  }
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
