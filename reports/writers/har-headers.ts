import type { Cookie, Response } from 'har-format'
import { Cookie as SetCookie } from 'tough-cookie'

import type { Exchange } from '../model.ts'

type Headers = Exchange['request']['headers']

/** The first value of a header, whatever the case of its name. */
export function valueOf(headers: Headers, name: string): string | undefined {
  return valuesOf(headers, name)[0]
}

/** The media type with its parameters; empty when none was told. */
export function mediaType(headers: Headers): string {
  return valueOf(headers, 'content-type') ?? ''
}

/** The cookies of `Cookie` lines. */
export function sentCookies(headers: Headers): Cookie[] {
  const parts = valuesOf(headers, 'cookie').flatMap((line) => line.split(';'))
  return parts.map((part) => part.trim()).flatMap((part) => (part === '' ? [] : [pair(part)]))
}

/** The cookies of `Set-Cookie` lines with what is said about them; a line no browser would accept has none. */
export function receivedCookies(headers: Headers): Response['cookies'] {
  return valuesOf(headers, 'set-cookie').flatMap((line) => {
    const cookie = SetCookie.parse(line)
    return cookie === undefined ? [] : [told(cookie)]
  })
}

function told({ key, value, path, domain, expires, httpOnly, secure }: SetCookie): Cookie {
  return {
    name: key,
    value,
    ...(path === null ? {} : { path }),
    ...(domain === null ? {} : { domain }),
    ...(expires instanceof Date ? { expires: expires.toISOString() } : {}),
    httpOnly,
    secure,
  }
}

function pair(text: string): Cookie {
  const at = text.indexOf('=')
  return at < 0 ? { name: '', value: text } : { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }
}

function valuesOf(headers: Headers, name: string): string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
}
