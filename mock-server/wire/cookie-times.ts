import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Clock } from '../clock.ts'

const expiry = /(; expires=)([^;]+)/i

/** Tells a browser in its own time when a cookie ends; it knows nothing of a tenant's clock. */
export function keepCookieTimes({ offset }: Clock, { res }: KoaContextWithOIDC): void {
  const cookies = res.getHeader('set-cookie')
  if (offset === 0 || !Array.isArray(cookies)) return
  res.setHeader(
    'set-cookie',
    cookies.map((cookie) => cookie.replace(expiry, (_, name, end) => name + earlier(end, offset))),
  )
}

function earlier(end: string, seconds: number): string {
  const time = Date.parse(end)
  // A cookie that is taken away ends at the beginning of time, whatever the clock.
  return time <= 0 ? end : new Date(Math.max(time - seconds * 1000, 0)).toUTCString()
}
