import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { codeBlocks } from './code-blocks.ts'
import { installed, runScripts, scriptsOf, type Guide, type Ran } from './script-blocks.ts'
import { runSession } from './shell-session.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const folder = join(root, 'docs/guides')

// Inside the project, so that what its package.json asks for is found from there.
const place = join(root, '.build-guides')

const guides: Guide[] = readdirSync(folder)
  .filter((name) => name.startsWith('mock'))
  .map((name) => ({ name: name.replace('.md', ''), blocks: codeBlocks(readFileSync(join(folder, name), 'utf8')) }))

// Of the README the scripts; its commands have a test of their own, for they begin with an installation.
const readme = codeBlocks(readFileSync(join(root, 'README.md'), 'utf8')).filter(({ language }) => language === 'ts')
guides.push({ name: 'README', blocks: readme })

/** Shown, not run. */
const shown = ['text', 'html', 'diff', 'dockerfile', 'python', 'console']

/** Written beside the session under the name that stands in the fence. */
const files = ['yaml', 'json', 'js', 'mjs', 'sql']

beforeAll(() => installed(place, root))
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('there are guides of the mock', () => {
  expect(guides.map(({ name }) => name)).toContain('mock')
})

test.each(guides)('every block of $name is of a kind that is known', ({ blocks }) => {
  const known = ['sh', 'ts', ...files, ...shown]
  expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([])
})

describe('scripts', () => {
  const scripts = guides.flatMap((guide) => scriptsOf(guide).map(({ line }) => ({ guide: guide.name, line })))
  let ran: Ran[] = []

  beforeAll(async () => {
    ran = await runScripts(guides, place, root)
  }, 120_000)

  test.each(scripts)('$guide, line $line', ({ guide, line }) => {
    expect(ran.find((each) => each.guide === guide && each.line === line)?.complaints).toEqual([])
  })
})

// One after another: they listen at the port the guides name.
describe('commands', () => {
  const sessions = guides.filter(({ blocks }) => blocks.some(({ language }) => language === 'sh'))

  test.each(sessions)(
    '$name',
    async ({ name, blocks }) => {
      const here = join(place, 'sessions', name)
      mkdirSync(here, { recursive: true })
      for (const { info, text } of blocks.filter(({ language, info }) => files.includes(language) && info !== '')) {
        mkdirSync(dirname(join(here, info)), { recursive: true })
        writeFileSync(join(here, info), text)
      }
      const commands = blocks.filter(({ language }) => language === 'sh')
      for (const { block, output } of await runSession(commands, here, root)) {
        const wanted = /^expect=(.*)$/.exec(block.info)?.[1]
        if (wanted === undefined) expect(output, `line ${block.line}`).not.toContain('"error"')
        else expect(output, `line ${block.line}`).toContain(wanted)
      }
    },
    60_000,
  )
})
