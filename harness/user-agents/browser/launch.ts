import { existsSync } from 'node:fs'
import process from 'node:process'
import type { Browser, BrowserContext, BrowserType } from 'playwright'
import { UsageError } from '../../usage-error.ts'
import { findBrowsers } from './find-browser.ts'

/** Hands out browser contexts, each without any history, and takes them back; the browser starts with the first. */
export interface Launch {
  /** Runs the work with a fresh context, at most four at once. Rejects with UsageError where no browser can be started. */
  context<T>(work: (context: BrowserContext) => Promise<T>): Promise<T>
  /** Scripts and style sheets that may be kept, by URL; shared by all contexts. */
  readonly kept: Map<string, { headers: [string, string][]; body: string }>
  /** Whether a context has been asked for. */
  readonly used: boolean
  close(): Promise<void>
}

const width = 4

/**
 * The browser itself reaches nothing: every request is answered through the DevTools protocol, and what would escape
 * that ends at a proxy that is not there. All frames stay in one process, so that one session sees them all.
 */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-site-isolation-trials',
  '--disable-features=IsolateOrigins,site-per-process,Translate,OptimizationHints',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
]

/** A launch of whichever Chromium, Chrome or Edge is there; `executables` are tried in order. */
export function launch(executables: () => readonly string[] = findBrowsers): Launch {
  let started: Promise<Browser> | undefined
  let asked = false
  let inside = 0
  const queue: (() => void)[] = []
  const enter = async (): Promise<void> => {
    if (inside >= width) await new Promise<void>((resolve) => queue.push(resolve))
    else inside += 1
  }
  const leave = (): void => {
    const next = queue.shift()
    if (next === undefined) inside -= 1
    else next()
  }
  return {
    kept: new Map(),
    get used() {
      return asked
    },
    async context(work) {
      asked = true
      await enter()
      try {
        started ??= start(executables())
        const browser = await started
        const context = await browser.newContext({
          serviceWorkers: 'block',
          acceptDownloads: false,
          locale: 'en-US',
          userAgent: await ownName(browser),
        })
        try {
          return await work(context)
        } finally {
          await context.close().catch(() => undefined)
        }
      } finally {
        leave()
      }
    },
    async close() {
      const browser = await started?.catch(() => undefined)
      await browser?.close()
    },
  }
}

/** A browser like any other, for pages that look, which still says what it is. */
async function ownName(browser: Browser): Promise<string> {
  const version = browser.version().split('.', 1)[0] ?? ''
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36 oauth-assay`
}

async function start(executables: readonly string[]): Promise<Browser> {
  const { chromium } = await playwright()
  const causes: unknown[] = []
  for (const executablePath of executables) {
    try {
      return await chromium.launch({
        executablePath,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        // Chromium refuses to start its sandbox for root.
        args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags],
      })
    } catch (error) {
      causes.push(error)
    }
  }
  throw missing(causes[0])
}

/** Rejects with UsageError when there is no playwright or no browser to be seen; starts nothing. */
export async function assertBrowser(executables: () => readonly string[] = findBrowsers): Promise<void> {
  await playwright()
  if (!executables().some((file) => existsSync(file))) throw missing()
}

function missing(cause?: unknown): UsageError {
  const chosen = process.env['ASSAY_BROWSER'] ?? ''
  const got = chosen !== '' ? `ASSAY_BROWSER=${chosen}, which does not start` : 'none that starts'
  return new UsageError(
    `login.how: browser expected a Chromium, Chrome or Edge, got ${got}. Run: npx playwright install chromium (or set ASSAY_BROWSER to its path)`,
    { cause },
  )
}

async function playwright(): Promise<{ readonly chromium: BrowserType }> {
  try {
    return await import('playwright')
  } catch (cause) {
    throw new UsageError(
      'login.how: browser expected the package playwright, got none. Run: npm install -D playwright',
      {
        cause,
      },
    )
  }
}
