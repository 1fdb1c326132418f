import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Layer } from './visit.ts'

const expiry = /(; expires=)([^;]+)/i

/** Tells a browser in its own time when a cookie ends; it knows nothing of a tenant's clock. */
export const cookieTimes: Layer = {
  concerns: ({ tenant }) => tenant.clock.offset !== 0,
  async serve({ tenant, ctx }, next) {
    await next()
    shift(ctx, tenant.clock.offset)
  },
}

function shift({ res }: KoaContextWithOIDC, offset: number): void {
  const cookies = res.getHeader('set-cookie')
  if (!Array.isArray(cookies)) return
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
