function parse(url: string | URL, base?: string | URL): URL | null {
  try {
    return new URL(url, base)
  } catch {
    return null
  }
}

/** Gives Node 20 the standard `URL.parse`, which oidc-provider calls. */
export function provideUrlParse(): void {
  if (!('parse' in URL)) Object.defineProperty(URL, 'parse', { value: parse, configurable: true, writable: true })
}
