import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'

import { profiles } from '../../harness/profile.ts'
import { program } from '../../cli/program.ts'
import { installed } from '../../cli/parts.ts'
import { cliPage } from '../../scripts/reference/cli-page.ts'
import { baselinePage, targetFilePage } from '../../scripts/reference/file-pages.ts'
import { mockFilePage } from '../../scripts/reference/mock-file-page.ts'
import { formatsPage, profilesPage } from '../../scripts/reference/register-pages.ts'
import { schemaPage } from '../../scripts/reference/schema-page.ts'
import { outlineOf } from '../../scripts/reference/sections.ts'
import { formats } from '../../reports/formats.ts'

const page = { title: 'T', intro: 'I', example: 'E' }

describe('schemas', () => {
  test('each object has a table, and links lead to it', () => {
    const text = targetFilePage()

    expect(text).toContain('## `targets[].clients.<name>`')
    expect(text).toContain('names, each with [object](#targetsclientsname)')
    expect(text).toMatch(/`max_wait_s` +\| integer, 0 to 86400 +\| `120`/)
    expect(text).toContain('list of [capability](capabilities.md)')
  })

  test('a required key is said to be one', () => {
    expect(baselinePage()).toMatch(/`reason` +\| string +\| required/)
  })

  test('tenants of a mock have the options of the tenant and its defaults', () => {
    const text = mockFilePage()

    expect(text).toMatch(/`tenants` +\| names, each with \[object\]\(#tenant\)/)
    expect(text).toMatch(/`redirectUris` +\| `exact`, `wildcard`, `any` +\| `exact`/)
    expect(text).not.toContain('`tenants.<name>`')
  })

  test('an object in several places is told once, one that holds itself too', () => {
    const node = {
      type: 'object',
      properties: { left: { $ref: '#/definitions/node' }, right: { $ref: '#/definitions/node' } },
    }
    const root = { properties: { tree: { $ref: '#/definitions/node' } }, definitions: { node } }

    expect(outlineOf(root).sections.map(({ path }) => path)).toEqual(['', 'tree'])
  })

  test('a key without a meaning is refused', () => {
    const schema = { type: 'object', properties: { mute: { type: 'string' } } }

    expect(() => schemaPage({ ...page, schema })).toThrow('mute')
  })

  test('what is said of a key cannot break its table', () => {
    const schema = { properties: { odd: { type: 'string', description: 'a | b\n`c | d` <i>' } } }

    expect(schemaPage({ ...page, schema })).toContain('a \\| b `c \\| d` \\<i>')
  })
})

test('every command and every flag is told', () => {
  const text = cliPage()
  const sink = { write: () => true }
  const signals = { on: () => undefined, off: () => undefined, stop: () => undefined }
  const io = { stdout: sink, stderr: sink, env: {}, cwd: '.', signals }
  const commands: readonly Command[] = program({ io, parts: installed, exit: () => undefined }).commands

  expect(commands.map((command) => command.name()).filter((name) => !text.includes(`## assay ${name}\n`))).toEqual([])
  expect(
    commands.flatMap(({ options }) =>
      options.filter(({ flags }) => !text.includes(`\`${flags.replaceAll('|', String.raw`\|`)}\``)),
    ),
  ).toEqual([])
  expect(text).toMatch(/`-p, --port <number>` +\| `4000`/)
})

test('every format and every profile is told', () => {
  expect(Object.keys(formats).filter((name) => !formatsPage().includes(`| \`${name}\``))).toEqual([])
  expect(Object.keys(profiles).filter((name) => !profilesPage().includes(`\`${name}\``))).toEqual([])
})
