import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { findBrowsers } from '../dist/harness/user-agents/browser/find-browser.js'

const aptGet = '/usr/bin/apt-get'

/** The path of the first browser that starts, of those a login may use; undefined when there is none. */
export function findBrowser() {
  return findBrowsers().find((file) => existsSync(file) && starts(file))
}

/** Some distributions put a script there that only says how to get the real one. On Windows the question opens a window. */
function starts(file) {
  if (process.platform === 'win32') return existsSync(file)
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** Debian has the browser without its window as a package of its own; where it is not known, the whole will do. */
function install() {
  console.log('no Chromium found: installing it with apt-get')
  const run = (stderr, ...words) => spawnSync(aptGet, words, { stdio: ['ignore', 'ignore', stderr] }).status === 0
  const add = (stderr, name) => run(stderr, 'install', '-y', '--no-install-recommends', name)
  return run('inherit', 'update') && (add('ignore', 'chromium-headless-shell') || add('inherit', 'chromium'))
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
