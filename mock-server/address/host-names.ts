const authority = /^(?:\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*))(?::\d{1,5})?$/i

/** The origin a scheme and a Host header make, in its usual form; undefined when they make none (RFC 9112, section 3.2). */
export function originOf(scheme: string, host: string): string | undefined {
  if (!/^https?$/.test(scheme) || !authority.test(host) || !URL.canParse(`${scheme}://${host}`)) return undefined
  return new URL(`${scheme}://${host}`).origin
}

/** Makes the test whether an origin is among names such as `mock`, `mock:4000` and `*.example.test`. */
export function namesAmong(hosts: readonly string[]): (origin: string) => boolean {
  const names = new Set(hosts.map((host) => host.toLowerCase()))
  const endings = [...names].filter((name) => name.startsWith('*.')).map((name) => name.slice(1))
  return (origin) => {
    const { host, hostname } = new URL(origin)
    return names.has(host) || names.has(hostname) || endings.some((ending) => hostname.endsWith(ending))
  }
}
