import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { families, shapes } from '../../fixtures/pages/shapes.ts'
import type { Shape } from '../../fixtures/pages/shape.ts'

const guide = new URL('../../docs/guides/login-pages.md', import.meta.url)

const WITHOUT = { none: 'yes', scripts: 'no: scripts', captcha: 'no: captcha', refusal: 'refused' }
const WITH = { none: 'yes', scripts: 'yes', captcha: 'no: captcha', refusal: 'refused' }

const row = ({ name, says, barrier = 'none' }: Shape): string[] => [
  `\`${name}\``,
  says,
  WITHOUT[barrier],
  WITH[barrier],
]

/** A Markdown table whose columns are as wide as their longest cell. */
function table(rows: string[][]): string {
  const all = [['page', 'what it is', '`form`', '`browser`'], ...rows]
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((each) => each[at]?.length ?? 0)))
  const line = (cells: string[]): string => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = all
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n')
}

const written = (): string => families.map(([title, each]) => `### ${title}\n\n${table(each.map(row))}\n`).join('\n')

test('the guide shows every shape with what the walks of these tests hold', async () => {
  const text = await readFile(guide, 'utf8')
  const [before = '', rest = ''] = text.split('<!-- shapes -->\n')
  const [, after = ''] = rest.split('<!-- end of shapes -->')
  const wanted = `${before}<!-- shapes -->\n\n${written()}\n<!-- end of shapes -->${after}`
  // `npx vitest run tests/pages/table.test.ts -u` writes the table anew.
  await expect(wanted).toMatchFileSnapshot(guide.pathname)
})

test('every shape has a name of its own', () => {
  expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length)
  expect(shapes.length).toBeGreaterThanOrEqual(80)
})
