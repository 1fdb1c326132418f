import { CookieJar } from 'tough-cookie'
import type { PageAnswer } from './user-agent.ts'

/** A jar as browsers keep it (RFC 6265): `Secure` cookies also live on plain http over loopback. */
export function cookieJar(): CookieJar {
  return new CookieJar(undefined, { looseMode: true, allowSpecialUseDomain: true })
}

/** The `Cookie` header for a URL, empty when no cookie matches. */
export const cookiesFor = (jar: CookieJar, url: string): Promise<string> => jar.getCookieString(url)

/** Stores every `Set-Cookie` of an answer; a cookie the rules forbid is dropped as a browser drops it. */
export async function keepCookies(jar: CookieJar, answer: PageAnswer, url: string): Promise<void> {
  for (const [name, value] of answer.headers) {
    // A jar is ordered: a later cookie of the same name must win.
    // oxlint-disable-next-line no-await-in-loop
    if (name.toLowerCase() === 'set-cookie') await jar.setCookie(value, url, { ignoreError: true })
  }
}
