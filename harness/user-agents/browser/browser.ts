/// <reference lib="dom" />
import type { BrowserContext, CDPSession } from 'playwright'
import type { CookieJar } from 'tough-cookie'
import { cookieJar } from '../cookies.ts'
import type { Unpassed } from '../form.ts'
import type { Arrival, PageFetch, PageRequest, UserAgent, Visit, WalkOptions, Witness } from '../user-agent.ts'
import { putCookies, takeCookies } from './cookies.ts'
import { allowedHosts } from './hosts.ts'
import type { Launch } from './launch.ts'
import { picture } from './picture.ts'
import { newWalk, walkPages } from './walk.ts'
import { Wire, type WireOptions } from './wire.ts'

const HOPS = 20

/** What a {@link browserAgent} is made of; `hosts` may be asked for scripts and data beside loopback and a page's own site. */
export interface BrowserAgentOptions {
  readonly fetch: PageFetch
  readonly launch: Launch
  readonly jar?: CookieJar
  readonly hosts?: readonly string[]
  readonly witness?: Witness
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
    walk(start, how) {
      const first: PageRequest = typeof start === 'string' ? { method: 'GET', url: start, headers: [] } : start
      return launch.context((context) => walk(context, { ...options, jar }, { start: first, trail: [] }, how))
    },
  }
}

/** As {@link browserAgent}, from a page that another user agent got an answer for and could not pass. */
export function continueInBrowser(
  options: BrowserAgentOptions,
  { fetch, jar, answer, arrival, options: how, given: before, repeat }: Unpassed,
): Promise<Arrival> {
  const start: PageRequest = { method: 'GET', url: answer.url, headers: [] }
  const { trail } = arrival
  return options.launch.context((context) =>
    walk(context, { ...options, fetch, jar }, { start, given: answer, trail, before, repeat }, how),
  )
}

type Beginning = Pick<WireOptions, 'start' | 'given' | 'repeat'> & {
  readonly trail: Visit[]
  readonly before?: Unpassed['given']
}

async function walk(
  context: BrowserContext,
  { fetch, jar = cookieJar(), hosts = [], launch, witness }: BrowserAgentOptions,
  { trail, before, ...beginning }: Beginning,
  options: WalkOptions,
): Promise<Arrival> {
  const { redirectUri, ends, maxHops = HOPS } = options
  const first = beginning.start
  const traveller = { fetch, jar, redirectUri, ...(ends === undefined ? {} : { ends }), maxHops, trail }
  const tab = await context.newPage()
  tab.on(
    'dialog',
    (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => undefined),
  )
  const cdp = await context.newCDPSession(tab)
  const allowed = allowedHosts([...hosts, new URL(first.url).hostname])
  const wire = new Wire({ cdp, traveller, ...beginning, kept: launch.kept, allowed })
  const [world] = await Promise.all([
    wire.attach(),
    putCookies(jar, cdp),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${plainBrowser.toString()})()` }),
  ])
  try {
    // Whatever ends the walk elsewhere also fails the navigation.
    const opened = tab.goto(first.url, { waitUntil: 'commit', timeout: 0 }).catch(() => undefined)
    const walked = opened.then(() => walkPages(newWalk({ tab, world, wire, traveller, options }, before)))
    const arrival = await Promise.race([wire.arrived, walked.then((page) => ({ page }))])
    if (!('page' in arrival)) return arrival
    wire.stop()
    if (witness !== undefined) await testify(witness, cdp, options)
    return arrival.page
  } finally {
    await takeCookies(jar, context).catch(() => undefined)
  }
}

/** A picture of where the walk ended; the password is hidden however short it is. */
async function testify(witness: Witness, cdp: CDPSession, { person }: WalkOptions): Promise<void> {
  const hides = witness.hides()
  const password = person?.password ?? ''
  const png = await picture(cdp, (text) => (password !== '' && text.includes(password)) || hides(text))
  if (png !== undefined) witness.keep(png)
}

/** Runs in every page: windows open in place, and there is nobody to touch a passkey. */
function plainBrowser(): void {
  window.open = (url) => {
    if (url !== undefined && url !== '') location.assign(url)
    return null
  }
  Object.defineProperty(window, 'PublicKeyCredential', { value: undefined, configurable: true })
}
