import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { afterAll } from 'vitest'

import { htmlAround } from '../../reports/html/write-html.ts'
import type { Evidence, Run } from '../../reports/model.ts'
import { sourceOf, type Source } from '../../reports/source.ts'
import { bundleViewer } from '../../scripts/bundle-viewer.mjs'

/** What is put into a report beside the run. */
export interface Material {
  readonly evidence?: ReadonlyMap<string, Evidence>
  readonly pictures?: ReadonlyMap<string, Uint8Array>
  readonly base?: Run
}

/** An open page, with what it complained of and what it asked for. */
export interface Opened {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: string[]
  readonly requests: string[]
}

const folders: string[] = []
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

const script = await bundleViewer()

/** The report as text, its script made from the sources. */
export async function htmlOf(run: Run, { evidence, pictures, base }: Material = {}): Promise<string> {
  return htmlFrom(sourceOf(run, evidence, pictures), base)
}

export async function htmlFrom(source: Source, base?: Run): Promise<string> {
  return text(Readable.from(htmlAround(script, source, base ? { base } : {})))
}

/** Writes a report to disk; its address. */
export async function onDisk(html: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'html-report-'))
  folders.push(folder)
  await writeFile(join(folder, 'index.html'), html)
  return pathToFileURL(join(folder, 'index.html')).href
}

/** Opens an address in a window of its own. */
export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!/^(?:file|data):/.test(request.url())) requests.push(request.url())
  })
  await page.goto(address)
  return { page, context, complaints, requests }
}
