import process from 'node:process'

import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'

import { findBrowser } from '../../scripts/find-browser.mjs'

/** Starts a real browser that reaches nothing but loopback. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined)
    throw new Error('expected a Chromium or Chrome, found none; run: node scripts/find-browser.mjs')
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
}

/** A page of a person of their own, without JavaScript. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options })
  return context.newPage()
}

/** The address of the redirect to the client that an action causes; nothing listens there. */
export async function arrival(page: Page, redirectUri: string, action: () => Promise<unknown>): Promise<URL> {
  const request = page.waitForRequest((one) => one.isNavigationRequest() && one.url().startsWith(redirectUri))
  // The navigation itself fails, for the host does not resolve.
  await Promise.all([request, action().catch(() => undefined)])
  return new URL((await request).url())
}
