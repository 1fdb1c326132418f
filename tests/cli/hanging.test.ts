import { expect, test } from 'vitest'

import { installed, type Parts } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import { hanging } from '../../cli/hanging.ts'
import { must } from '../../harness/law.ts'
import { fakeIo } from './fake-io.ts'
import { sampleCheck } from './sample-checks.ts'

const words = Array.from({ length: 30 }, (_, at) => `word-${at}`).join(' ')
const long = sampleCheck('code.long', [must('RFC 6749', '4.1.2')], { title: words, holds: words })
const parts: Parts = { ...installed, loadChecks: async () => [long] }

async function printed(stdoutIsTTY: boolean, ...argv: string[]): Promise<string> {
  const io = fakeIo({ stdoutIsTTY })
  await main(argv, io, parts)
  return io.printed.stdout
}

const rejoined = (text: string): string => text.replaceAll(/\s+/g, ' ')

test.each([['explain', 'code.long'], ['list'], ['list', '--by', 'law', 'code']])(
  '%s %s folds at the width of a terminal, and never in a pipe',
  async (...argv) => {
    const [shown, piped] = [await printed(true, ...argv), await printed(false, ...argv)]
    expect(Math.max(...shown.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100)
    expect(piped.split('\n').some((line) => line.endsWith(words))).toBe(true)
    expect(rejoined(shown)).toBe(rejoined(piped))
  },
)

test('further lines begin below the beginning of the text', () => {
  expect(hanging('holds    ', words, 60).split('\n').slice(0, 2)).toEqual([
    'holds    word-0 word-1 word-2 word-3 word-4 word-5 word-6',
    '         word-7 word-8 word-9 word-10 word-11 word-12',
  ])
})

test('where little room is left, the text begins on a line of its own', () => {
  expect(hanging(`  ${'x'.repeat(40)}  MUST  `, 'a title that does not fit there', 60)).toBe(
    `  ${'x'.repeat(40)}  MUST\n      a title that does not fit there\n`,
  )
})

test('addresses, and commands to paste, stay whole', async () => {
  const text = await printed(true, 'explain', 'code.long')
  expect(text).toContain('https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2')
  expect(text).toContain('see red  assay run code.long --defect code-reusable\n')
})

test('a terminal that says it has no columns is taken for a narrow one', () => {
  expect(hanging('', words, 0)).toMatch(/^word-0 .* word-7\n/)
})
