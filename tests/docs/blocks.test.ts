import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { validateEvidence, validateRun } from '../../reports/validate.ts'
import { everyPage, root } from './pages.ts'
import { installed } from './script-blocks.ts'
import { typeCheck } from './type-check.ts'
import { kindOf, readBlock } from './yaml-blocks.ts'

const place = join(root, '.build-blocks')
const pages = everyPage().filter(({ path }) => path.startsWith('docs/') || path === 'README.md')

/** Languages of blocks that are run, read or compiled. */
const tried = ['sh', 'ts', 'yaml', 'json', 'js', 'mjs', 'sql']

/** Languages of blocks that are only shown. */
const shown = ['console', 'text', 'html', 'diff', 'dockerfile', 'python', 'groovy', 'xml', 'http']

const kinds = [...tried, ...shown]

const blocks = pages.flatMap((page) =>
  page.blocks.map((block) => ({ place: `${page.path}:${block.line}`, page, block })),
)
const of = (language: string): typeof blocks => blocks.filter(({ block }) => block.language === language)

beforeAll(() => installed(place, root))
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('every block has a language that says what becomes of it', () => {
  const unknown = blocks.filter(({ block }) => !kinds.includes(block.language))

  expect(
    unknown.map((each) => `${each.place}: ${each.block.language || 'none'}; say console for what cannot run here`),
  ).toEqual([])
})

test.each(pages)('$path: no fence is left open or indented', ({ text, blocks: found }) => {
  const fences = text.split('\n').filter((line) => /^\s*```/.test(line)).length
  const hidden = text.match(/^<!-- (?:sh|yaml|json)\b/gm)?.length ?? 0

  expect(found.length - hidden).toBe(fences / 2)
})

test.each(of('json'))('$place is JSON', async ({ block }) => {
  const value: unknown = JSON.parse(block.text)
  if (typeof value !== 'object' || value === null || !('schema' in value) || value.schema !== 1) return
  await ('results' in value ? validateRun(value) : validateEvidence(value))
})

describe('yaml', () => {
  test.each(of('yaml'))('$place is of a kind that is known, and right', async ({ place: name, block }) => {
    const kind = kindOf(block.text)
    expect(kind, 'a target file, a baseline, a mock file, a part of one, or what a CI system reads').toBeDefined()
    if (kind !== undefined) await readBlock(kind, block.text, join(place, 'yaml', name.replaceAll(/\W+/g, '-')))
  })

  test('kinds are told by keys', () => {
    expect(kindOf('known: [{ check: a.b, verdict: fail, reason: r }]')).toBe('baseline')
    expect(kindOf('login: { how: form }')).toBe('part of a target')
    expect(kindOf('jobs: {}')).toBe('of others')
    expect(kindOf('lgoin: { how: form }')).toBeUndefined()
  })

  test('what is wrong in a block is seen', async () => {
    await expect(readBlock('part of a target', 'login: { how: forms }', join(place, 'wrong'))).rejects.toThrow('forms')
  })
})

describe('ts', () => {
  test('every script fits the types of the package', async () => {
    expect(await typeCheck(pages, join(place, 'types'))).toEqual([])
  }, 120_000)
})
