import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { everyPage, nameOf, root, type Page } from './pages.ts'
import { installed, runScripts, scriptsOf, type Guide, type Ran } from './script-blocks.ts'
import { runSession } from './shell-session.ts'

// Inside the project, so that what its package.json asks for is found from there.
const place = join(root, '.build-guides')

const pages = everyPage().filter(({ path }) => path.startsWith('docs/'))

const run = ['README.md', 'docs/start.md']
const isRun = (path: string): boolean => path.startsWith('docs/guides/mock') || run.includes(path)

const guides: Guide[] = everyPage()
  .filter(({ path }) => isRun(path))
  .map((page) => ({ name: nameOf(page), blocks: page.blocks }))

/** Written beside the session under the name that stands in the fence. */
const files = ['yaml', 'json', 'js', 'mjs', 'ts', 'sql']

beforeAll(() => installed(place, root))
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('there are guides of the mock', () => {
  expect(guides.map(({ name }) => name)).toContain('mock')
})

describe('scripts', () => {
  const scripts = guides.flatMap((guide) => scriptsOf(guide).map(({ line }) => ({ guide: guide.name, line })))
  let ran: Ran[] = []

  beforeAll(async () => {
    ran = await runScripts(guides, place, root)
  }, 240_000)

  test.each(scripts)('$guide, line $line', ({ guide, line }) => {
    expect(ran.find((each) => each.guide === guide && each.line === line)?.complaints).toEqual([])
  })
})

// One after another, for each has a mock or two of its own. What stands in the README begins with an installation and is tried elsewhere.
describe('commands', () => {
  const sessions = pages
    .filter(({ blocks }) => blocks.some(({ language }) => language === 'sh'))
    .map((page) => ({ name: nameOf(page), page }))

  test.each(sessions)('$name', async ({ name, page }) => follow(name, page), 240_000)
})

async function follow(name: string, { blocks }: Page): Promise<void> {
  const here = join(place, 'sessions', name)
  installed(here, root)
  const written = blocks.filter(({ language, info }) => files.includes(language) && /^[\w./-]+\.\w+$/.test(info))
  const commands = blocks.filter(({ language }) => language === 'sh')
  for (const { block, output } of await runSession(commands, here, root, written)) {
    const wanted = /(?:^|^exit=\d+ )expect=(.*)$/.exec(block.info)?.[1]
    if (wanted === undefined) expect(output, `line ${block.line}`).not.toContain('"error"')
    else expect(output, `line ${block.line}`).toContain(wanted)
  }
}
