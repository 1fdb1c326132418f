import { describe, expect, test } from 'vitest'

import type { Run } from '../../reports/model.ts'
import { annotations } from '../../reports/writers/annotations.ts'
import { checkNamed, embedded, hostile, resultOf, runWith, sampleRun } from './sample-run.ts'

const broken = { verdict: 'fail', expected: '400, or: 100%', actual: '200' } as const

interface Command {
  readonly level: string
  readonly properties: Readonly<Record<string, string>>
  readonly text: readonly string[]
}

/** A line as the runner reads it. */
function read(line: string): Command {
  const [, level = '', properties = '', data = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? []
  const pairs = properties.split(',').map((pair) => pair.split('=', 2))
  const text = (value: string): string =>
    value
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%')
  return {
    level,
    properties: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, text(value)])),
    text: text(data).split('\n'),
  }
}

const told = (...of: Parameters<typeof annotations>): Command[] => annotations(...of).map((line) => read(line))

test('a broken law stands at the line of its target, with all that is needed', () => {
  expect(told(runWith(resultOf('code.a', broken)))).toEqual([
    {
      level: 'error',
      properties: { title: 'code.a: The server obeys code.a', file: 'assay.config.yaml', line: '4' },
      text: [
        'Expected 400, or: 100%',
        'Got 200',
        'Law MUST (RFC 6749 §4.1.2) https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
        'Repeat: npx oauth-assay run code.a --config assay.config.yaml',
      ],
    },
  ])
})

test('nothing is told when all is well, known or only a note', () => {
  const known = { reason: 'x', issue: null, until: null }
  const run = runWith(
    resultOf('code.a'),
    resultOf('code.b', { ...broken, known }),
    resultOf('code.c', { verdict: 'note' }),
    resultOf('code.d', { verdict: 'skip' }),
  )
  expect(annotations(run)).toEqual([])
})

test('the gravest come first, and each cause once', () => {
  const warning = resultOf('code.a', { verdict: 'warn' })
  const run: Run = { ...sampleRun, results: [warning, ...sampleRun.results] }
  expect(told(run).map(({ level, properties }) => `${level} ${properties['title'] ?? ''}`)).toEqual([
    'error code.race: The server obeys code.race',
    'error code.single-use: The server obeys code.single-use',
    'error token.hostile: The server obeys token.hostile',
    'error 2 checks could not be judged (blocked)',
    'error 1 check could not be judged (error)',
    'warning code.a',
    'warning code.warned: The server obeys code.warned',
  ])
})

test('warnings that count as broken are errors and come before causes', () => {
  const run = { ...sampleRun, run: { ...sampleRun.run, strict: true } }
  expect(told(run).map(({ level, properties }) => `${level} ${properties['title'] ?? ''}`)[3]).toBe(
    'error code.warned: The server obeys code.warned',
  )
})

test.each([
  [9, 9, undefined],
  [10, 10, '1 more finding in the job summary and in the report.'],
  [1000, 10, '991 more findings in the job summary and in the report.'],
])('%d findings are %d lines', (count, expected, last) => {
  const lines = told(runWith(...Array.from({ length: count }, (_, n) => resultOf(`code.c${n}`, broken))))
  expect(lines).toHaveLength(expected)
  expect(lines.slice(9).map(({ level, text }) => [level, ...text])).toEqual(
    last === undefined ? [] : [['notice', last]],
  )
})

test('stale entries, removed files and an early end are told too', () => {
  const run = { ...runWith(resultOf('code.a')), run: { ...sampleRun.run, interrupted: true } }
  const lines = told(run, { stale: Array.from({ length: 12 }, (_, n) => `entry ${n}`), leaks: ['junit.xml'] })
  expect(lines.map(({ properties, text }) => [properties['title'], text[0], text.length])).toEqual([
    ['The baseline is out of date', '- entry 0', 10],
    ['Removed from the report, for a secret was found in it', '- junit.xml', 1],
    ['Assay', 'The run stopped early; the report holds what was judged until then.', 1],
  ])
})

describe('the place', () => {
  const place = (file: string, folder?: string): unknown => {
    const targets = sampleRun.targets.map((target) => ({ ...target, from: { file, line: 4 } }))
    const run = { ...runWith(resultOf('code.a', broken)), targets }
    return told(run, folder === undefined ? {} : { folder })[0]?.properties['file']
  }

  test.each([
    ['a.yaml', undefined, 'a.yaml'],
    ['a.yaml', 'server/tests', 'server/tests/a.yaml'],
    ['../a.yaml', 'server/tests', 'server/a.yaml'],
    ['tests\\a, b:c.yaml', '', 'tests/a, b:c.yaml'],
    ['../a.yaml', '', undefined],
    ['a.yaml', '..', undefined],
    ['/etc/a.yaml', '', undefined],
    ['c:\\a.yaml', '', undefined],
  ])('of %s in %s is %s', (file, folder, expected) => {
    expect(place(file, folder)).toBe(expected)
  })

  test('is not told for the embedded mock', () => {
    const run = { ...runWith(resultOf('code.a', { ...broken, target: 'mock' })), targets: [embedded] }
    expect(told(run)[0]?.properties).toEqual({ title: 'code.a: The server obeys code.a' })
  })

  test('names the target where there are several', () => {
    const targets = sampleRun.targets.flatMap((target) => [target, { ...target, name: 'live' }])
    const run = { ...runWith(resultOf('code.a', { ...broken, target: 'live' })), targets }
    expect(told(run)[0]?.properties['title']).toBe('code.a at live: The server obeys code.a')
    expect(told(run)[0]?.text.at(-1)).toContain('--target live')
  })
})

test('text of the server begins no line, ends no property and holds no command', () => {
  const text = `${hostile} %0A::error::x ,file=/etc/passwd,line=1::pwned ::stop-commands::x`
  const words = { expected: text, actual: text, because: text, tolerated: text }
  const run = runWith(
    resultOf('code.fail', { ...words, verdict: 'fail' }),
    resultOf('code.plain', { ...words, verdict: 'fail', expected: null, actual: null }),
    resultOf('code.warn', { ...words, verdict: 'warn' }),
    resultOf('code.blocked', { ...words, verdict: 'blocked' }),
  )
  const titled = { ...run, checks: run.checks.map(({ id }) => ({ ...checkNamed(id, text), holds: text })) }
  const lines = annotations(titled, { stale: [text], leaks: [text] })
  expect(lines).toHaveLength(6)
  for (const line of lines) {
    expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|##\w*\[/u)
    const { level, properties, text: shown } = read(line)
    expect(['error', 'warning']).toContain(level)
    expect([undefined, 'assay.config.yaml']).toContain(properties['file'])
    for (const each of shown) expect(each).toMatch(/^(?:Expected|Got|Law|Repeat:|Because:|-) /)
  }
})

test('the same lines in whatever order results and causes arrive', () => {
  const { checks, results, causes } = sampleRun
  const shuffled = {
    ...sampleRun,
    checks: checks.toReversed(),
    results: results.toReversed(),
    causes: causes.toReversed(),
  }
  expect(annotations(shuffled)).toEqual(annotations(sampleRun))
})
