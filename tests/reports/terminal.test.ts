import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'

import type { Result, Run } from '../../reports/model.ts'
import type { TerminalOptions } from '../../reports/writers/terminal.ts'
import { renderResult } from '../../reports/writers/terminal.ts'
import { checkNamed, embedded, hostile, resultOf, runWith, sampleRun } from './sample-run.ts'

const options: TerminalOptions = {
  color: false,
  ascii: false,
  program: 'assay',
  out: 'conformance-report',
  command: (id) => `assay run ${id}`,
}

const lines = (run: Run, change: Partial<TerminalOptions> = {}): string[] =>
  renderResult(run, { ...options, ...change }).split('\n')

describe('the result for people', () => {
  test('names the issuer first', () => {
    expect(lines(sampleRun)[0]).toBe('Assay 1.2.3 judged https://login.staging.example by the profile oauth2')
  })

  test('says when it judged the embedded mock', () => {
    expect(lines({ ...sampleRun, targets: [embedded] })[0]).toContain('http://127.0.0.1:4711 (embedded mock)')
  })

  test('tells a broken law in six lines', () => {
    const run = runWith(resultOf('code.single-use', { verdict: 'fail', expected: 'a refusal', actual: '200' }))
    expect(lines(run).slice(2, 9)).toEqual([
      '✗ code.single-use  The server obeys code.single-use',
      '│ law       MUST (RFC 6749 §4.1.2) https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
      '│ expected  a refusal',
      '│ actual    200',
      '│ evidence  conformance-report/evidence/staging/code.single-use.json',
      '│ repeat    assay run code.single-use',
      '',
    ])
  })

  test('tells a warning shorter, with the reason why it weighs less', () => {
    const all = lines(sampleRun)
    const at = all.indexOf('! code.warned  The server obeys code.warned')
    expect(all.slice(at + 1, at + 3)).toEqual([
      '│ must      expected 400 with error=invalid_grant; got 200 with access_token (tolerated: many servers do so)',
      '',
    ])
  })

  test('does not list known deviations, but counts them', () => {
    const text = renderResult(sampleRun, options)
    expect(text).not.toContain('✗ code.known')
    expect(text).toContain('1 known')
  })

  test('marks an unstable failure', () => {
    expect(renderResult(sampleRun, options)).toContain(
      '✗ code.race  The server obeys code.race (unstable: two judgements disagreed)',
    )
  })

  test('groups what could not be judged by cause', () => {
    const all = lines(sampleRun)
    const at = all.indexOf('could not be judged')
    expect(all.slice(at + 1, at + 4)).toEqual([
      '│ 2         blocked: login form not found at https://login.staging.example/login',
      '│ 1         error: TypeError: x is not a function',
      '',
    ])
  })

  test('sums skips by reason, the commonest first, and cuts a long list', () => {
    const skips = Array.from({ length: 20 }, (_, n) =>
      resultOf(`code.s${n}`, { verdict: 'skip', because: `reason ${n % 9}` }),
    )
    const all = lines(runWith(...skips))
    const at = all.indexOf('skipped')
    expect(all.slice(at + 1, at + 9)).toEqual([
      '│ 3         reason 0',
      '│ 3         reason 1',
      ...[2, 3, 4, 5].map((n) => `│ 2         reason ${n}`),
      '│ …         3 more reasons in run.json',
      '',
    ])
  })

  test('ends with counts, time, report and the meaning of the exit code', () => {
    expect(lines(sampleRun).slice(-5)).toEqual([
      '11 checks: 1 pass · 3 fail · 1 warn · 1 note · 1 skip · 2 blocked · 1 error · 1 known · 1 unstable',
      'time: 4.3 s',
      'report: conformance-report',
      'exit 1: a law is broken, or the baseline is out of date',
      '',
    ])
  })

  test('names once more what broke, just before the sums', () => {
    expect(lines(sampleRun).at(-6)).toBe('broken: code.race, code.single-use, token.hostile')
    const many = Array.from({ length: 14 }, (_, n) => resultOf(`code.c${n + 10}`, { verdict: 'fail' }))
    expect(lines(runWith(...many)).at(-6)).toMatch(/^broken: code\.c10, .*code\.c19 and 4 more$/)
    expect(renderResult(runWith(resultOf('code.a')), options)).not.toContain('broken: ')
  })

  test('names the targets at which a check broke', () => {
    const failing = (check: string, target: string): Result => resultOf(check, { target, verdict: 'fail' })
    const results = ['a', 'b', 'c'].flatMap((target) => [failing('code.x', target), failing('code.y', target)])
    const few = results.filter(({ check, target }) => check === 'code.x' || target !== 'b')
    const targets = ['a', 'b', 'c'].flatMap((name) => sampleRun.targets.map((target) => ({ ...target, name })))
    expect(lines({ ...runWith(...few), targets }).at(-6)).toBe('broken: code.x at 3 targets, code.y at a and c')
  })

  test('tells a warning that counts as broken in six lines like a broken law', () => {
    const run = runWith(resultOf('code.a', { verdict: 'warn', expected: 'a refusal', actual: '200' }))
    const strict = lines(run, { strict: true })
    expect(strict[2]).toBe('✗ code.a  The server obeys code.a')
    expect(strict[7]).toBe('│ repeat    assay run code.a')
    expect(strict.at(-6)).toBe('broken: code.a')
    expect(lines(run)[2]).toBe('! code.a  The server obeys code.a')
  })

  test('is at most ten lines when all is well', () => {
    const good = Array.from({ length: 60 }, (_, n) => resultOf(`code.c${n}`))
    const skipped = resultOf('code.s', { verdict: 'skip', because: 'no second client' })
    const text = renderResult(runWith(...good, skipped), options)
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(10)
    expect(text).toContain('exit 0: ')
  })

  test('names the target where there are several', () => {
    const [target] = sampleRun.targets
    if (target === undefined) throw new Error('the sample has a target')
    const run = {
      ...runWith(resultOf('code.a', { verdict: 'fail' }), resultOf('code.a', { target: 'live', verdict: 'fail' })),
      targets: [target, { ...target, name: 'live', issuer: 'https://live.example' }],
    }
    expect(lines(run).filter((line) => line.startsWith('✗'))).toEqual([
      '✗ code.a at live  The server obeys code.a',
      '✗ code.a at staging  The server obeys code.a',
    ])
    expect(lines(run)[0]).toContain('https://login.staging.example, https://live.example')
  })

  test('reports stale baseline entries and leaks and the exit they cause', () => {
    const run = runWith(resultOf('code.a'))
    expect(lines(run, { stale: ['code.a is obeyed now: delete line 3'] }).join('\n')).toMatch(
      /│ {11}code\.a is obeyed now: delete line 3\n[\s\S]*exit 1: /,
    )
    expect(lines(run, { leaks: ['junit.xml'] }).join('\n')).toMatch(/│ {11}junit\.xml\n[\s\S]*exit 3: /)
  })

  test.each([
    [500, '0.5 s'],
    [59_900, '59.9 s'],
    [123_400, '2 min 3 s'],
  ])('%d ms are %s', (ms, words) => {
    const finished = new Date(Date.parse(sampleRun.run.started) + ms).toISOString()
    expect(lines({ ...sampleRun, run: { ...sampleRun.run, finished } })).toContain(`time: ${words}`)
  })
})

describe('text of the server', () => {
  const everywhere = runWith(
    resultOf('code.fail', { verdict: 'fail', expected: hostile, actual: hostile, because: hostile }),
    resultOf('code.warn', { verdict: 'warn', expected: hostile, actual: hostile, tolerated: hostile }),
    resultOf('code.skip', { verdict: 'skip', because: hostile }),
    resultOf('code.blocked', { verdict: 'blocked', because: hostile }),
  )
  const titled = { ...everywhere, checks: everywhere.checks.map(({ id }) => checkNamed(id, hostile)) }

  test.each([undefined, 60, 80, 120])('never begins a line, even folded at %s columns', (width) => {
    const text = renderResult(titled, { ...options, stale: [hostile], leaks: [hostile], ...(width ? { width } : {}) })
    expect(text).toContain('::error::pwned')
    for (const line of text.split('\n')) expect(line.trimStart()).not.toMatch(/^::/)
  })

  test('holds no controls, no bidi and no command a CI agent obeys inside a line', () => {
    const text = renderResult(titled, { ...options, stale: [hostile], leaks: [hostile] })
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u)
    expect(text).not.toMatch(/##\w*\[/)
  })

  test('is cut when it is very long', () => {
    const run = runWith(resultOf('code.a', { verdict: 'fail', expected: 'x', actual: 'y'.repeat(1_000_000) }))
    expect(renderResult(run, options).length).toBeLessThan(3000)
  })
})

describe('the look', () => {
  test('without colour there are no escape sequences; with colour only those are added', () => {
    const plain = renderResult(sampleRun, options)
    const coloured = renderResult(sampleRun, { ...options, color: true })
    expect(plain).not.toContain('\u001B')
    expect(coloured).toContain('\u001B[31m✗ code.single-use')
    expect(stripVTControlCharacters(coloured)).toBe(plain)
  })

  test('in ASCII our signs are letters', () => {
    expect(renderResult(sampleRun, { ...options, ascii: true })).toMatch(/^[\x20-\x7E\n]*$/)
  })

  test('folds between words and keeps addresses whole', () => {
    const actual = 'word '.repeat(60).trim()
    const run = runWith(resultOf('code.a', { verdict: 'fail', expected: 'x', actual }))
    const folded = lines(run, { width: 80 }).filter((line) => line.includes('word'))
    expect(folded.length).toBeGreaterThan(3)
    for (const line of folded) expect(line.length).toBeLessThanOrEqual(80)
    expect(lines(run, { width: 80 })).toContain('│           https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2')
  })
})
