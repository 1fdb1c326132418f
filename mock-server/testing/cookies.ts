/** The cookies of one user agent at one mock, kept by name and path (RFC 6265, section 5.3). */
export class Cookies {
  readonly #kept = new Map<string, { name: string; value: string; path: string }>()

  /** The Cookie header for an address. */
  header(url: URL): string {
    return [...this.#kept.values()]
      .filter(({ path }) => covers(path, url.pathname))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  /** Takes what an answer sets, and drops what it takes away. */
  keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(/; */)
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
      if (value === '') this.#kept.delete(`${name} ${path}`)
      else this.#kept.set(`${name} ${path}`, { name, value, path })
    }
  }
}

function covers(path: string, pathname: string): boolean {
  return path === '/' || pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
}
