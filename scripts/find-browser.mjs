import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const aptGet = '/usr/bin/apt-get'

const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where each build of Playwright's cache keeps its program. */
const programs = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
]

/**
 * The path of a Chromium or Chrome that starts: ASSAY_BROWSER, else a known command, else one that Playwright keeps;
 * undefined when there is none.
 */
export function findBrowser() {
  const chosen = process.env.ASSAY_BROWSER
  if (chosen) return starts(chosen) ? chosen : undefined
  return [...onPath(), ...applications, ...inPlaywrightCache()].find((file) => existsSync(file) && starts(file))
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return commands.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function inPlaywrightCache() {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH || cacheFolder()
  if (!existsSync(folder)) return []
  const builds = readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name))
  const newestFirst = builds.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return newestFirst.flatMap((build) => programs.map((program) => join(folder, build, program)))
}

function cacheFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
  return join(homedir(), '.cache/ms-playwright')
}

/** Some distributions put a script there that only says how to get the real one. On Windows the question opens a window. */
function starts(file) {
  if (process.platform === 'win32') return existsSync(file)
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

function install() {
  console.log('no Chromium found: installing the package chromium with apt-get')
  const run = (...words) => spawnSync(aptGet, words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  return run('update') && run('install', '-y', '--no-install-recommends', 'chromium')
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync(aptGet)
}

function main() {
  if (findBrowser()) return
  if (!process.env.ASSAY_BROWSER && canInstall() && install() && findBrowser()) return
  const chosen = process.env.ASSAY_BROWSER
  console.error(chosen ? `ASSAY_BROWSER names ${chosen}, which does not start` : 'no Chromium or Chrome was found')
  console.error('install one with: npx playwright install chromium (or set ASSAY_BROWSER to its path)')
  process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
