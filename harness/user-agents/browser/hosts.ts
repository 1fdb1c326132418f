import { getPublicSuffix } from 'tough-cookie'

const isLoopback = (host: string): boolean => /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(host)

/** The site of a host: its registrable domain, or the host itself where it has none. */
const siteOf = (host: string): string =>
  getPublicSuffix(host, { ignoreError: true, allowSpecialUseDomain: true }) ?? host

/** Who may be asked for what a page loads by itself: the sites given, loopback, and the site of the page. */
export function allowedHosts(hosts: readonly string[]): (url: string, page: string) => boolean {
  const sites = new Set(hosts.map(siteOf))
  return (url, page) => {
    const { hostname, protocol } = new URL(url)
    if (!/^https?:$/.test(protocol)) return false
    if (isLoopback(hostname) || sites.has(siteOf(hostname))) return true
    return URL.canParse(page) && siteOf(new URL(page).hostname) === siteOf(hostname)
  }
}
