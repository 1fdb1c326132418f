import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findBrowsers } from '../../../harness/user-agents/browser/find-browser.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder with empty files at these paths. */
function folderWith(...files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-browsers-'))
  folders.push(folder)
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  return folder
}

/** What is found in a cache of Playwright and on a path, by names below either. */
function found(cache: string, path: string): string[] {
  const env = { PLAYWRIGHT_BROWSERS_PATH: cache, PATH: path }
  return findBrowsers(env)
    .filter((file) => file.startsWith(cache) || file.startsWith(path))
    .map((file) => file.replace(`${cache}/`, 'cache/').replace(`${path}/`, 'path/'))
}

test('a browser without a window is found first, on the path before the cache', () => {
  const path = folderWith('chromium', 'chromium-headless-shell')
  const cache = folderWith(
    'chromium-1200/chrome-linux64/chrome',
    'chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell',
  )
  expect(found(cache, path)).toEqual([
    'path/chromium-headless-shell',
    'path/chromium',
    'cache/chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell',
    'cache/chromium-1200/chrome-linux64/chrome',
  ])
})

test('of several builds the newest is first, whatever its folder is called', () => {
  const cache = folderWith(
    'chromium_headless_shell-999/chrome-linux/headless_shell',
    'chromium_headless_shell-1200/chrome-headless-shell-mac-arm64/chrome-headless-shell',
    'firefox-1500/firefox/firefox',
  )
  expect(found(cache, folderWith())).toEqual([
    'cache/chromium_headless_shell-1200/chrome-headless-shell-mac-arm64/chrome-headless-shell',
    'cache/chromium_headless_shell-999/chrome-linux/headless_shell',
  ])
})

test('ASSAY_BROWSER alone counts where it is set', () => {
  expect(findBrowsers({ ASSAY_BROWSER: '/opt/chrome', PATH: folderWith('chromium') })).toEqual(['/opt/chrome'])
})
