/** Where a request goes: the tenant, and the path below its issuer. */
export interface Route {
  readonly tenant: string
  readonly path: string
  /** Whether the well-known part stood before the path of the issuer. */
  readonly inserted?: boolean
}

const wellKnown = /^\/\.well-known\/(oauth-authorization-server|openid-configuration|oauth-protected-resource)(\/[^?]+)/
const prefixed = /^\/t\/([A-Za-z0-9_-]+)(?=[/?]|$)/

/** Finds the tenant of a URL path. `base` is the path of the default tenant's issuer, without trailing slash. */
export function route(url: string, base: string): Route | undefined {
  const inserted = wellKnown.exec(url)
  // RFC 8414, section 3.1 puts the well-known part between host and issuer path, RFC 9728 before that of the resource.
  if (inserted) {
    const found = route(`${inserted[2]}/.well-known/${inserted[1]}${url.slice(inserted[0].length)}`, base)
    return found && { ...found, inserted: true }
  }
  if (!url.startsWith(base)) return undefined
  const rest = url.slice(base.length)
  const name = prefixed.exec(rest)
  if (name?.[1] !== undefined) return { tenant: name[1], path: rooted(rest.slice(name[0].length)) }
  return { tenant: '', path: rooted(rest) }
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`
}
