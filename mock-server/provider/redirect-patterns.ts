import type { Client } from '../options.ts'

/** The members of a client's metadata that hold redirect URIs. */
export type RedirectKind = 'redirect_uris' | 'post_logout_redirect_uris'

/** A registered URI with `*` in its host or as its port: scheme, host, port, rest. */
const shape = /^(https?:\/\/)([a-z0-9*-]+(?:\.[a-z0-9*-]+)*)(:(?:\d+|\*))?([/?][^*#]*)?$/

/** Whether a registered URI stands for many. */
export function isPattern(uri: string): boolean {
  return uri.includes('*')
}

/** The registered redirect URIs of a client that stand for many. */
export function patternsOf(client: Client | undefined, kind: RedirectKind = 'redirect_uris'): string[] {
  const uris: unknown = client?.[kind]
  return Array.isArray(uris) ? uris.map(String).filter(isPattern) : []
}

/** Throws on a pattern with a `*` where it would match more than a label of a host or a port. */
export function checkPattern(uri: string): void {
  if (expressionOf(uri)) return
  const where = 'in a label of the host, the last one excepted, or as the port'
  throw new Error(`Expected * ${where}, got "${uri}". Write https://*.preview.example/cb or http://localhost:*/cb.`)
}

/** Whether a URI is one of those a pattern stands for; false for a pattern that means nothing. */
export function fits(uri: string, pattern: string): boolean {
  return expressionOf(pattern)?.test(uri) ?? false
}

/** Whether an origin is that of a URI a pattern stands for. */
export function originFits(origin: string, pattern: string): boolean {
  const [, scheme = '', host = '', port = ''] = shape.exec(pattern) ?? []
  return fits(origin, scheme + host + port)
}

/** Two URIs a pattern stands for: oidc-provider wants URIs, and of a single one it would make the default. */
export function examplesOf(pattern: string): string[] {
  return ['1', '2'].map((filling) => pattern.replaceAll('*', filling))
}

function expressionOf(pattern: string): RegExp | undefined {
  const [, scheme, host = '', port = '', rest = ''] = shape.exec(pattern) ?? []
  if (scheme === undefined || /\*[^.]*$/.test(host)) return undefined
  const name = quote(host).replaceAll(String.raw`\*`, '[a-z0-9-]+')
  const number = port === ':*' ? String.raw`(?::\d{1,5})?` : quote(port)
  return new RegExp(`^${quote(scheme)}${name}${number}${quote(rest)}$`)
}

function quote(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
