import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'

type Environment = Readonly<Record<string, string | undefined>>

/** Browsers without a window come first: they walk through a page with half the work. */
const commands = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const onMac = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const onWindows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** Where each build of Playwright's cache keeps its program, of now and of the years before. */
const programs = [
  'chrome-headless-shell-linux64/chrome-headless-shell',
  'chrome-headless-shell-linux-arm64/chrome-headless-shell',
  'chrome-headless-shell-mac-x64/chrome-headless-shell',
  'chrome-headless-shell-mac-arm64/chrome-headless-shell',
  'chrome-headless-shell-win64/chrome-headless-shell.exe',
  'chrome-linux/headless_shell',
  'chrome-mac/headless_shell',
  'chrome-win/headless_shell.exe',
  'chrome-linux64/chrome',
  'chrome-linux-arm64/chrome',
  'chrome-linux/chrome',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win64/chrome.exe',
  'chrome-win/chrome.exe',
]

/** Paths of browsers that may be there, the likeliest first; with ASSAY_BROWSER that one alone. */
export function findBrowsers(env: Environment = process.env): string[] {
  const chosen = env['ASSAY_BROWSER']
  if (chosen !== undefined && chosen !== '') return [chosen]
  return [...onPath(env), ...onMac, ...inProgramFiles(env), ...inPlaywrightCache(env)].filter((file) =>
    existsSync(file),
  )
}

function onPath(env: Environment): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return commands.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function inProgramFiles(env: Environment): string[] {
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? [])
  return folders.flatMap((folder) => onWindows.map((name) => join(folder, name)))
}

function inPlaywrightCache(env: Environment): string[] {
  const folder = env['PLAYWRIGHT_BROWSERS_PATH'] ?? cacheFolder(env)
  if (!existsSync(folder)) return []
  return [/^chromium_headless_shell-\d+$/, /^chromium-\d+$/].flatMap((kind) =>
    newestFirst(readdirSync(folder).filter((name) => kind.test(name))).flatMap((build) =>
      programs.map((program) => join(folder, build, program)),
    ),
  )
}

function newestFirst(builds: readonly string[]): string[] {
  return builds.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
}

function cacheFolder(env: Environment): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright')
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright')
  return join(homedir(), '.cache/ms-playwright')
}
