import type { BrowserContext, CDPSession } from 'playwright'
import { Cookie } from 'tough-cookie'
import type { CookieJar } from 'tough-cookie'

const sameSites = { lax: 'Lax', strict: 'Strict', none: 'None' } as const

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host)

function sameSiteOf({ sameSite }: Cookie) {
  const known = Object.entries(sameSites).find(([name]) => name === sameSite)
  return known === undefined ? {} : { sameSite: known[1] }
}

/** Gives a browser every cookie of a jar. */
export async function putCookies(jar: CookieJar, cdp: CDPSession): Promise<void> {
  const all = await jar.store.getAllCookies()
  if (all.length === 0) return
  await cdp.send('Network.setCookies', {
    cookies: all.map((cookie) => {
      const { key, value, path, secure, httpOnly, hostOnly, expires } = cookie
      const host = cookie.domain ?? ''
      const scheme = secure && !isLoopback(host) ? 'https' : 'http'
      return {
        name: key,
        value,
        url: `${scheme}://${host}${path ?? '/'}`,
        path: path ?? '/',
        secure,
        httpOnly,
        ...(hostOnly === true ? {} : { domain: host }),
        ...sameSiteOf(cookie),
        ...(expires instanceof Date ? { expires: expires.getTime() / 1000 } : {}),
      }
    }),
  })
}

/** Takes into the jar what scripts have set; what answers set is there already. */
export async function takeCookies(jar: CookieJar, context: BrowserContext): Promise<void> {
  const known = await jar.store.getAllCookies()
  for (const cookie of await context.cookies()) {
    const domain = cookie.domain.replace(/^\./, '')
    const before = known.find(
      (each) => each.key === cookie.name && each.domain === domain && (each.path ?? '/') === cookie.path,
    )
    if (cookie.httpOnly || before?.value === cookie.value) continue
    const hostOnly = !cookie.domain.startsWith('.')
    await jar.store.putCookie(
      new Cookie({
        key: cookie.name,
        value: cookie.value,
        domain,
        path: cookie.path,
        hostOnly,
        secure: cookie.secure,
        creation: new Date(),
        lastAccessed: new Date(),
        expires: cookie.expires < 0 ? 'Infinity' : new Date(cookie.expires * 1000),
      }),
    )
  }
}
