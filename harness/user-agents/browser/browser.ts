/// <reference lib="dom" />
import type { BrowserContext } from 'playwright'
import type { CookieJar } from 'tough-cookie'
import { cookieJar } from '../cookies.ts'
import type { Arrival, PageFetch, PageRequest, UserAgent, WalkOptions } from '../user-agent.ts'
import { putCookies, takeCookies } from './cookies.ts'
import { allowedHosts } from './hosts.ts'
import type { Launch } from './launch.ts'
import { newWalk, walkPages } from './walk.ts'
import { Wire } from './wire.ts'

const HOPS = 20

/** What a {@link browserAgent} is made of; `hosts` may be asked for scripts and data beside loopback and a page's own site. */
export interface BrowserAgentOptions {
  readonly fetch: PageFetch
  readonly launch: Launch
  readonly jar?: CookieJar
  readonly hosts?: readonly string[]
}

/**
 * A user agent in a real browser: scripts run, and the pages are read, judged and operated as a person would. Every request is
 * sent through `fetch`; the redirect_uri is never requested. Rejects when `fetch` does or when no browser can be started.
 */
export function browserAgent(options: BrowserAgentOptions): UserAgent {
  const { jar = cookieJar(), fetch, launch } = options
  return {
    jar,
    anew: (through) =>
      browserAgent({ ...options, jar: cookieJar(), fetch: through === undefined ? fetch : through(fetch) }),
    walk: (start, how) => launch.context((context) => walk(context, { ...options, jar }, start, how)),
  }
}

async function walk(
  context: BrowserContext,
  { fetch, jar = cookieJar(), hosts = [], launch }: BrowserAgentOptions,
  start: string | PageRequest,
  options: WalkOptions,
): Promise<Arrival> {
  const { redirectUri, ends, maxHops = HOPS } = options
  const first: PageRequest = typeof start === 'string' ? { method: 'GET', url: start, headers: [] } : start
  const traveller = { fetch, jar, redirectUri, ...(ends === undefined ? {} : { ends }), maxHops, trail: [] }
  const tab = await context.newPage()
  tab.on(
    'dialog',
    (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => undefined),
  )
  const cdp = await context.newCDPSession(tab)
  const allowed = allowedHosts([...hosts, new URL(first.url).hostname])
  const wire = new Wire({ cdp, traveller, start: first, kept: launch.kept, allowed })
  const [world] = await Promise.all([
    wire.attach(),
    putCookies(jar, cdp),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${plainBrowser.toString()})()` }),
  ])
  try {
    // Whatever ends the walk elsewhere also fails the navigation.
    const opened = tab.goto(first.url, { waitUntil: 'commit', timeout: 0 }).catch(() => undefined)
    return await Promise.race([
      wire.arrived,
      opened.then(() => walkPages(newWalk({ tab, world, wire, traveller, options }))),
    ])
  } finally {
    await takeCookies(jar, context).catch(() => undefined)
  }
}

/** Runs in every page: windows open in place, and there is nobody to touch a passkey. */
function plainBrowser(): void {
  window.open = (url) => {
    if (url !== undefined && url !== '') location.assign(url)
    return null
  }
  Object.defineProperty(window, 'PublicKeyCredential', { value: undefined, configurable: true })
}
