import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { globMatches } from '../../harness/target/config/glob.ts'
import {
  ignoredBy,
  type KnownEntry,
  loadBaseline,
  loadKnown,
  matchKnown,
  staleKnown,
} from '../../harness/target/config/known.ts'
import { type ConfigFolder, configFolder, places, refusal } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
})
afterAll(() => folder.remove())

const load = async (text: string) => loadKnown(await folder.write('known.yaml', text))

const sound = `known:
  - check: code.reuse-revokes-tokens
    target: "staging*"
    verdict: warn
    reason: Tokens stay until release 27
    issue: AUTH-1432
    until: 2027-03-31
  - { check: "refresh.*", verdict: fail, reason: No rotation yet }
`

describe('the file', () => {
  test('entries know their lines', async () => {
    const entries = await load(sound)
    expect(entries).toMatchObject([
      { check: 'code.reuse-revokes-tokens', target: 'staging*', verdict: 'warn', until: '2027-03-31', line: 2 },
      { check: 'refresh.*', verdict: 'fail', reason: 'No rotation yet', line: 8 },
    ])
    expect(entries[0]?.file).toMatch(/known\.yaml$/)
  })

  test('an empty list is fine', async () => {
    expect(await load('known: []\n')).toEqual([])
  })

  test('every mistake is told', async () => {
    const text = `known:
  - { chek: code.reuse, verdict: fail, reason: x }
  - { check: Code Reuse, verdict: blocked, reason: x }
  - { check: code.reuse, verdict: fail }
  - { check: code.reuse, verdict: fail, reason: " " }
  - { check: code.reuse, verdict: fail, reason: x, until: 2027-02-30 }
  - { check: code.reuse, verdict: fail, reason: x, until: soon }
ignore:
  - { check: code.reuse }
ignored: []
`
    expect(places(await refusal(load(text)), folder.path)).toEqual([
      'known.yaml:2:7  known[0].chek: unknown key; did you mean check?',
      'known.yaml:3:14  known[1].check: expected a check id such as code.single-use, or a pattern such as code.*, got "Code Reuse"',
      'known.yaml:3:35  known[1].verdict: expected one of fail, warn, note, got "blocked"',
      'known.yaml:4:5  known[2].reason: this key is required and missing',
      'known.yaml:5:49  known[3].reason: expected a reason in words, got " "',
      'known.yaml:6:59  known[4].until: expected a day of the calendar written YYYY-MM-DD, got "2027-02-30"',
      'known.yaml:7:59  known[5].until: expected a date written YYYY-MM-DD, got "soon"',
      'known.yaml:9:5  ignore[0].reason: this key is required and missing',
      'known.yaml:10:1  ignored: unknown key',
    ])
  })

  test('what is not judged is told with its reason', async () => {
    const text = `ignore:\n  - { check: "ciba.*", reason: Not offered }\n  - { check: code.a, target: "s*", reason: Later }\n`
    const { known, ignored } = await loadBaseline(await folder.write('known.yaml', text))
    expect(known).toEqual([])
    expect(ignoredBy(ignored, { check: 'ciba.poll', target: 'staging' })).toBe('Not offered')
    expect(ignoredBy(ignored, { check: 'code.a', target: 'staging' })).toBe('Later')
    expect(ignoredBy(ignored, { check: 'code.a', target: 'production' })).toBeUndefined()
  })

  test('a pattern that means no check, a reason still to be written and a missing issue are refused', async () => {
    const text = `issue_required: true
known:
  - { check: code.single-uze, verdict: fail, reason: write here why this is accepted, issue: A-1 }
  - { check: "code.*", verdict: fail, reason: r }
ignore:
  - { check: "cyba.*", reason: r }
`
    const file = await folder.write('known.yaml', text)
    const rules = { checks: ['code.single-use', 'ciba.poll'] }
    expect(places(await refusal(loadBaseline(file, rules)), folder.path)).toEqual([
      'known.yaml:3:14  known[0].check: no check matches "code.single-uze"; did you mean code.single-use?',
      'known.yaml:3:54  known[0].reason: expected a reason, got what known add writes in its place',
      'known.yaml:4:5  known[1].issue: this key is required by issue_required and missing',
      'known.yaml:6:14  ignore[0].check: no check matches "cyba.*"',
    ])
    expect(await refusal(loadBaseline(file, { drafts: true }))).toHaveLength(1)
  })

  test('bad YAML is told with its place', async () => {
    expect(places(await refusal(load('known:\n\t- check: a\n')), folder.path)).toEqual([
      'known.yaml:2:1  a tab is used for indentation; YAML allows spaces only',
    ])
  })
})

const entry = (fields: Partial<KnownEntry>): KnownEntry => ({
  check: 'code.single-use',
  verdict: 'fail',
  reason: 'r',
  file: 'known.yaml',
  line: 2,
  ...fields,
})
const judged = { check: 'code.single-use', target: 'staging', verdict: 'fail' } as const
const today = '2027-01-15'

describe('acceptance', () => {
  test.each([
    ['the same check', {}, true],
    ['another check', { check: 'code.other' }, false],
    ['a pattern', { check: 'code.*' }, true],
    ['another pattern', { check: 'refresh.*' }, false],
    ['the target', { target: 'staging' }, true],
    ['a pattern of targets', { target: 'st?g*' }, true],
    ['another target', { target: 'production' }, false],
    ['the last day', { until: today }, true],
    ['the day after', { until: '2027-01-14' }, false],
    ['a milder verdict only', { verdict: 'warn' }, false],
  ] as const)('%s: %j', (_, fields, accepted) => {
    const only = entry(fields)
    expect(matchKnown([only], judged, today)).toBe(accepted ? only : undefined)
  })

  test.each(['pass', 'skip', 'blocked', 'error'] as const)('%s is never accepted', (verdict) => {
    expect(matchKnown([entry({})], { ...judged, verdict }, today)).toBeUndefined()
  })

  test.each(['warn', 'note'] as const)('%s is better than the accepted fail, so accepted too', (verdict) => {
    expect(matchKnown([entry({})], { ...judged, verdict }, today)).toBeDefined()
  })

  test('an exact id goes before a pattern, else the first', () => {
    const [pattern, exact, again] = [entry({ check: 'code.*' }), entry({ line: 3 }), entry({ line: 4 })]
    expect(matchKnown([pattern, exact, again], judged, today)).toBe(exact)
    expect(matchKnown([pattern, entry({ check: '*' })], judged, today)).toBe(pattern)
  })
})

describe('stale entries', () => {
  test.each([
    [
      'it passes now',
      {},
      ['pass'],
      ['known.yaml:2  code.single-use: accepted as fail, and now pass; delete the entry'],
    ],
    [
      'it is milder now',
      {},
      ['warn'],
      ['known.yaml:2  code.single-use: accepted as fail, and now warn; delete the entry'],
    ],
    ['it is as accepted', {}, ['fail'], []],
    ['it is worse', { verdict: 'warn' }, ['fail'], []],
    ['it was not judged', {}, ['blocked'], []],
    ['it was not selected', { check: 'code.other' }, ['pass'], []],
    ['one of two targets still fails', {}, ['pass', 'fail'], []],
    ['one of two targets could not be judged', {}, ['pass', 'error'], []],
    [
      'its time is over',
      { until: '2026-12-31' },
      ['fail'],
      ['known.yaml:2  code.single-use: its last day was 2026-12-31; delete the entry'],
    ],
  ] as const)('%s', (_, fields, verdicts, expected) => {
    const results = verdicts.map((verdict, index) => ({ ...judged, verdict, target: `target-${index}` }))
    expect(staleKnown([entry(fields)], results, today)).toEqual(expected)
  })
})

describe('patterns', () => {
  test.each([
    ['code.*', 'code.single-use', true],
    ['*', '', true],
    ['**', 'a', true],
    ['*.single-use', 'code.single-use', true],
    ['c*e.s*e', 'code.single-use', true],
    ['code.?ingle-use', 'code.single-use', true],
    ['code', 'code.single-use', false],
    ['code.', 'code', false],
    ['?', '', false],
    ['c.de', 'code', false],
    ['a*b', 'acb*', false],
  ])('%s matches %j: %s', (pattern, text, expected) => {
    expect(globMatches(pattern, text)).toBe(expected)
  })

  test('many stars against a long text end at once', () => {
    expect(globMatches('*a'.repeat(50), 'a'.repeat(2000) + 'b')).toBe(false)
  })
})
