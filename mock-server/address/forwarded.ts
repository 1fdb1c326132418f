import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** What a proxy says about the request it took; each is absent where it says nothing. */
export interface Forwarded {
  readonly proto?: string | undefined
  readonly host?: string | undefined
  readonly prefix?: string | undefined
}

/** Whose word counts about the address a request was sent to: everybody's, or that of these addresses and CIDR ranges. */
export type ProxyTrust = boolean | { trust: string[] }

/** Reads what the outermost proxy says, in Forwarded (RFC 7239, section 4) or else in X-Forwarded-Proto, -Host, -Port and -Prefix. */
export function readForwarded(headers: IncomingHttpHeaders): Forwarded {
  const standard = pairs(first(headers['forwarded']) ?? '')
  const port = first(headers['x-forwarded-port'])
  const host = standard.get('host') ?? first(headers['x-forwarded-host'])
  return {
    proto: (standard.get('proto') ?? first(headers['x-forwarded-proto']))?.toLowerCase(),
    host: host !== undefined && port !== undefined && !/:\d+$/.test(host) ? `${host}:${port}` : host,
    prefix: first(headers['x-forwarded-prefix'])?.replace(/\/+$/, ''),
  }
}

function first(value: string | string[] | undefined): string | undefined {
  return [value].flat()[0]?.split(',', 1)[0]?.trim() || undefined
}

function pairs(element: string): Map<string, string> {
  const found = element.matchAll(/([\w-]+)=(?:"([^"]*)"|([^;,\s]*))/g)
  return new Map(Array.from(found, ([, name = '', quoted, token = '']) => [name.toLowerCase(), quoted ?? token]))
}

/** Makes the test whether a peer's forwarding headers count; throws on an entry that is neither an address nor a range. */
export function trusts(proxy: ProxyTrust): (peer: string | undefined) => boolean {
  if (typeof proxy === 'boolean') return () => proxy
  const list = new BlockList()
  for (const entry of proxy.trust) add(list, entry)
  return (peer = '') => isIP(peer) > 0 && list.check(peer, familyOf(peer))
}

function add(list: BlockList, entry: string): void {
  const [address = '', bits] = entry.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  if (isIP(address) === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))) {
    throw new Error(`Expected addresses or ranges such as 10.0.0.0/8 in proxy.trust, got "${entry}". Correct it.`)
  }
  if (bits === undefined) list.addAddress(address, familyOf(address))
  else list.addSubnet(address, Number(bits), familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
