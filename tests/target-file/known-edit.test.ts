import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { addToKnown, removeFromKnown } from '../../harness/target/config/known-edit.ts'
import type { KnownDeviation } from '../../harness/target/config/known.ts'

const entry: KnownDeviation = { check: 'code.new', verdict: 'fail', reason: 'why: so', since: '2026-11-02' }
const added = (indent: string): string =>
  ['- check: code.new', '  verdict: fail', '  reason: "why: so"', '  since: 2026-11-02']
    .map((row) => indent + row)
    .join('\n')

const file = `# yaml-language-server: x
issue_required: true   # aligned by hand

known:
    # general words

    # about the first
    - check:   code.a     # spaces
      verdict: fail
      reason: "quoted"
      # inside the first

    # about the second
    - { check: code.b,   verdict: 'warn', reason: a }
    - check: code.c
      verdict: fail
      reason: >
        folded
        text

# before ignore
ignore:
    - { check: code.d, reason: r }
`

describe('adding', () => {
  test('goes after the last entry and changes nothing else', () => {
    expect(addToKnown(file, [entry])).toBe(file.replace('        text\n', `        text\n${added('    ')}\n`))
  })

  test('follows a list that is not indented', () => {
    const text = 'known:\n- check: a.b\n  verdict: fail\n  reason: r'
    expect(addToKnown(text, [entry])).toBe(`${text}\n${added('')}\n`)
  })

  test.each(['', '\n'])('%j becomes a whole file', (text) => {
    expect(addToKnown(text, [entry])).toBe(
      `# yaml-language-server: $schema=./node_modules/oauth-assay/schema/known.schema.json\nknown:\n${added('  ')}\n`,
    )
  })

  test.each([
    ['known: []\n', {}],
    ['known:\n', {}],
    ['known: [] # none yet\nignore: []\n', { ignore: [] }],
    ['ignore: [] # nothing\n', { ignore: [] }],
    ['{"known": [], "ignore": []}', { ignore: [] }],
    ['{\n  "known": [\n    {"check": "a.b", "verdict": "fail", "reason": "r"}\n  ]\n}\n', {}],
    ['known: [{ check: a.b, verdict: fail, reason: r }]\n', {}],
  ])('%j says the same and the entry', (text, rest) => {
    const before = (parse(text) as { known?: unknown[] | null }).known ?? []
    const after = addToKnown(text, [entry])
    expect(parse(after)).toEqual({ known: [...before, entry], ...rest })
    if (text.startsWith('{')) expect(JSON.parse(after)).toEqual(parse(after))
    if (text.includes('#')) expect(after).toContain('# no')
  })

  test('of nothing changes nothing', () => {
    expect(addToKnown(file, [])).toBe(file)
  })
})

describe('removing', () => {
  test('takes the entry, the comments right above and inside, and no other byte', () => {
    const first = file.slice(file.indexOf('    # about the first'), file.indexOf('\n    # about the second'))
    const second = file.slice(file.indexOf('    # about the second'), file.indexOf('    - check: code.c'))
    expect(removeFromKnown(file, [0])).toBe(file.replace(`\n${first}`, ''))
    expect(removeFromKnown(file, [1])).toBe(file.replace(second, ''))
    expect(removeFromKnown(file, [2])).toBe(
      file.replace('    - check: code.c\n      verdict: fail\n      reason: >\n        folded\n        text\n', ''),
    )
  })

  test('several at once', () => {
    expect(parse(removeFromKnown(file, [0, 2]))).toMatchObject({ known: [{ check: 'code.b' }], ignore: [{}] })
  })

  test('the last one leaves an empty list, and the rest', () => {
    const text = removeFromKnown(file, [0, 1, 2])
    expect(parse(text)).toEqual({ issue_required: true, known: [], ignore: [{ check: 'code.d', reason: 'r' }] })
  })

  test('added and removed is as it was', () => {
    expect(removeFromKnown(addToKnown(file, [entry]), [3])).toBe(file)
  })

  test.each([
    'known: [{ check: a, verdict: fail, reason: r }, { check: b, verdict: fail, reason: r }]\n',
    'known:\n  -\n    check: a\n  -\n    check: b\n',
    'known:\n  - &one\n    check: a\n  - check: b\n',
  ])('%j loses the first only', (text) => {
    expect(parse(removeFromKnown(text, [0]))).toMatchObject({ known: [{ check: 'b' }] })
  })

  test('an entry that another one refers to does not take that along', () => {
    const text = 'known:\n  - &a { check: a, verdict: fail, reason: r }\n  - *a\n'
    expect(parse(removeFromKnown(text, [0]))).toEqual({ known: [{ check: 'a', verdict: 'fail', reason: 'r' }] })
  })
})
