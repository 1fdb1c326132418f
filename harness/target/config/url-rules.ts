import type { Finding, Path } from './problem.ts'

const webSchemes = new Set(['http:', 'https:'])

/** An issuer identifier: absolute http or https URL without query and fragment (RFC 8414 section 2), and without credentials. */
export function issuerRule(path: Path, issuer: string): Finding[] {
  const url = webUrl(issuer)
  if (url === undefined) return [notAbsolute(path)]
  const extra = issuer.includes('?') ? 'query' : issuer.includes('#') ? 'fragment' : undefined
  if (extra !== undefined)
    return [
      {
        path,
        message: `expected an issuer without ${extra} (RFC 8414 section 2), got one with`,
        fix: `remove the ${extra}`,
      },
    ]
  return credentialsRule(path, url)
}

/** An address that requests are sent to. */
export function endpointRule(path: Path, address: string): Finding[] {
  const url = webUrl(address)
  if (url === undefined) return [notAbsolute(path)]
  if (address.includes('#'))
    return [{ path, message: 'expected a URL without fragment, got one with', fix: 'remove the fragment' }]
  return credentialsRule(path, url)
}

/** An origin without TLS: scheme http, host and port, nothing behind. */
export function plainRule(path: Path, address: string): Finding[] {
  const url = webUrl(address)
  const bare = url?.protocol === 'http:' && url.pathname === '/' && !/[?#]/.test(address)
  if (url !== undefined && bare) return credentialsRule(path, url)
  return [
    {
      path,
      message: 'expected an http address with host and port alone, got another form',
      fix: 'write it such as http://login.example:8080; the paths are those of the https endpoints',
    },
  ]
}

/** A redirection URI: absolute, without fragment (RFC 6749 section 3.1.2); any scheme. */
export function redirectUriRule(path: Path, uri: string): Finding[] {
  if (!URL.canParse(uri))
    return [
      {
        path,
        message: 'expected an absolute URI (RFC 6749 section 3.1.2), got another form',
        fix: 'write it with its scheme, such as https://client.example/cb',
      },
    ]
  if (uri.includes('#'))
    return [
      {
        path,
        message: 'expected a URI without fragment (RFC 6749 section 3.1.2), got one with',
        fix: 'remove the fragment',
      },
    ]
  return []
}

/** The parsed URL when it is an absolute http or https URL. */
export function webUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && webSchemes.has(url.protocol) && /^https?:\/\//i.test(text) ? url : undefined
}

const notAbsolute = (path: Path): Finding => ({
  path,
  message: 'expected an absolute http or https URL, got another form',
  fix: 'write it with scheme and host, such as https://login.example',
})

function credentialsRule(path: Path, { username, password }: URL): Finding[] {
  if (username === '' && password === '') return []
  return [
    {
      path,
      message: 'expected a URL without user name and password, got one with',
      fix: 'remove what stands before the @',
    },
  ]
}
