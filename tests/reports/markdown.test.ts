import { describe, expect, test } from 'vitest'

import type { Result, Run } from '../../reports/model.ts'
import { formats } from '../../reports/formats.ts'
import { sourceOf } from '../../reports/source.ts'
import { fit } from '../../reports/writers/markdown-fit.ts'
import { markdownLimit, writeMarkdown } from '../../reports/writers/markdown.ts'
import { checkNamed, embedded, hostile, resultOf, runWith, sampleRun } from './sample-run.ts'

const lines = (run: Run, options: Parameters<typeof writeMarkdown>[1] = {}): string[] =>
  writeMarkdown(run, options).split('\n')

const broken = { verdict: 'fail', expected: '400 with error=invalid_grant', actual: '200 with access_token' } as const
const law = '[MUST (RFC 6749 §4.1.2)](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2)'

function several(...results: readonly Result[]): Run {
  const [target] = sampleRun.targets
  if (target === undefined) throw new Error('the sample has a target')
  const names = [...new Set(results.map((result) => result.target))]
  return { ...runWith(...results), targets: names.map((name) => ({ ...target, name })) }
}

describe('the first lines', () => {
  const head = (run: Run, options: Parameters<typeof writeMarkdown>[1] = {}): string | undefined =>
    lines(run, options)[0]
  const pass = resultOf('code.a')
  const fail = resultOf('code.b', broken)
  const known = { reason: 'until the next release', issue: null, until: null }

  test.each<[string, Run]>([
    ['## ✗ 3 checks found a broken law', sampleRun],
    ['## ✗ 1 check found a broken law', runWith(pass, fail)],
    ['## ✓ Every law that was judged is obeyed', runWith(pass)],
    ['## ✓ Every law that was judged is obeyed, or its breach is known', runWith(pass, { ...fail, known })],
    ['## ? 1 check could not be judged; no broken law was found', runWith(pass, resultOf('c', { verdict: 'blocked' }))],
    ['## – Nothing was judged', runWith(resultOf('c', { verdict: 'skip' }))],
  ])('tell the verdict: %s', (line, run) => {
    expect(head(run)).toBe(line)
  })

  test('tell what else decided', () => {
    const strict = { ...runWith(resultOf('c', { verdict: 'warn' })), run: { ...sampleRun.run, strict: true } }
    const interrupted = { ...runWith(fail), run: { ...sampleRun.run, interrupted: true } }
    expect(head(strict)).toBe('## ✗ 1 warning, which counts as broken here')
    expect(head(interrupted)).toBe('## ✗ 1 check found a broken law (stopped early)')
    expect(lines(interrupted)).toContain('- The run stopped early; this tells what was judged until then.')
    expect(head(runWith(pass), { stale: ['code.a is obeyed'] })).toContain('baseline is out of date: 1 of its entries')
    expect(lines(runWith(pass), { stale: ['code.a is obeyed'] })).toContain('- Baseline: `code.a is obeyed`')
    expect(head(runWith(pass), { leaks: ['junit.xml'] })).toBe('## ? A secret had to be removed from the report')
  })

  test('name issuer, profile, sums and time', () => {
    expect(lines(sampleRun).slice(2, 5)).toEqual([
      '`https://login.staging.example` by the profile `oauth2`',
      '',
      '11 checks in 4.3 s: 1 pass · 3 fail · 1 warn · 1 note · 1 skip · 2 blocked · 1 error · 1 known · 1 unstable',
    ])
    expect(lines({ ...sampleRun, targets: [embedded] })[2]).toContain('`http://127.0.0.1:4711` (embedded mock)')
  })
})

describe('the tables', () => {
  test('a broken law is a row with what was wanted, what came and the law, and how to repeat it', () => {
    const all = lines(runWith(resultOf('code.a', broken)))
    const at = all.indexOf('### Broken (1)')
    expect(all.slice(at + 2, at + 5)).toEqual([
      '| Check | Expected | Got | Law |',
      '| --- | --- | --- | --- |',
      `| \`code.a\`<br>The server obeys code.a | \`400 with error=invalid_grant\` | \`200 with access_token\` | ${law} |`,
    ])
    expect(all).toContain('npx oauth-assay run code.a --config assay.config.yaml')
  })

  test('shows fifty broken laws and says how many more there are', () => {
    const all = lines(runWith(...Array.from({ length: 60 }, (_, n) => resultOf(`code.c${n}`, broken))))
    expect(all.filter((line) => line.startsWith('| `code.c'))).toHaveLength(50)
    expect(all).toContain('10 more in the report.')
  })

  test('names targets where there are several', () => {
    const all = lines(several(resultOf('code.a', broken), resultOf('code.a', { ...broken, target: 'live' })))
    expect(all.filter((line) => line.startsWith('| `code.a`')).map((line) => line.split(' | ')[1])).toEqual([
      '`live`',
      '`staging`',
    ])
    expect(all.join('\n')).toContain('--target live')
  })

  test('what could not be judged stands once for each cause', () => {
    const all = lines(sampleRun)
    const at = all.indexOf('### Could not be judged (3)')
    expect(all.slice(at + 4, at + 6)).toEqual([
      '| 2 | blocked | `login form not found at https://login.staging.example/login` |',
      '| 1 | error | `TypeError: x is not a function` |',
    ])
  })

  test('a known deviation tells reason, issue and the days left', () => {
    expect(lines(sampleRun)).toContain(
      '| `code.known` | fail | accepted until the next release | AUTH-1 | 2027-03-31 (453 days left) |',
    )
    expect(lines(sampleRun, { base: sampleRun })).toContain(
      '| `code.known` | fail | accepted until the next release | AUTH-1 | 2027-03-31 (453 days left) | since 2026-01-02 or longer |',
    )
  })

  test('coverage counts for each document what was judged, and its sections', () => {
    const document = { name: 'RFC 6749', title: 'x', url: 'https://x.example', binding: true }
    const sections = ['4.1.2', '4.1.3'].map((section) => ({ section, title: '', url: '' }))
    expect(lines({ ...sampleRun, documents: [{ ...document, sections }] })).toContain(
      '| RFC 6749 | yes | 1 of 2 | 2 | 1 | 3 | 1 | 3 | 1 |',
    )
    expect(lines(sampleRun)).toContain('| RFC 6749 |  | 1 | 2 | 1 | 3 | 1 | 3 | 1 |')
  })

  test('tells where the report is, when that is known', () => {
    const address = 'https://ci.example/runs/1#artifacts'
    expect(lines(sampleRun, { address, out: 'conformance-report' }).at(-2)).toBe(
      `[The whole report](${address}) · What each check said and heard: \`conformance-report/evidence\``,
    )
    expect(writeMarkdown(sampleRun, { address: 'javascript:alert(1)' })).not.toContain('javascript')
    expect(writeMarkdown(sampleRun)).not.toContain('The whole report')
  })
})

describe('against an earlier run', () => {
  const base = runWith(resultOf('code.old', broken), resultOf('code.new'), resultOf('code.lost'))
  const head = runWith(
    resultOf('code.old', broken),
    resultOf('code.new', broken),
    resultOf('code.lost', { verdict: 'skip', because: 'no client' }),
    resultOf('code.added', broken),
  )
  const all = lines(head, { base })

  test('newly broken laws come first', () => {
    expect(all[0]).toBe('## ✗ 3 checks found a broken law, 2 of them newly')
    expect(all.indexOf('### Newly broken (2)')).toBeGreaterThan(0)
    expect(all.indexOf('### Broken before as well (1)')).toBeGreaterThan(all.indexOf('### Newly broken (2)'))
  })

  test('tells how much of each kind changed, and what', () => {
    expect(all).toContain('1 newly broken · 1 no longer judged: skipped · 1 only in the later run')
    expect(all).toContain('| no longer judged: skipped | `code.lost` | pass → skip | `no client` |')
    expect(lines(head, { base: head })).toContain('Nothing changed.')
    expect(lines(head, { base: { ...base, run: { ...base.run, profile: 'fapi2' } } }).join('\n')).toContain(
      'judged by different profiles',
    )
  })
})

describe('text of the server', () => {
  const nasty = [
    hostile,
    '@admin see #123 and https://evil.example ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>',
    'a | b \\| c \\\\| d \\',
    `${'`'.repeat(200)} out`,
    '``` ` `` @admin',
    '`',
    '</details><script>alert(1)</script>',
    '\n\n# Heading\n\n| a |\n|---|\n[x](javascript:alert(1))',
  ]
  const runs = nasty.map((text) => {
    const told = { expected: text, actual: text, because: text, tolerated: text, notes: [text] }
    const known = { reason: text, issue: text, until: text }
    const run = several(
      resultOf('code.fail', { ...told, verdict: 'fail' }),
      resultOf('code.warn', { ...told, verdict: 'warn' }),
      resultOf('code.blocked', { ...told, verdict: 'blocked' }),
      resultOf('code.cause', { ...told, verdict: 'blocked', cause: 'c1' }),
      resultOf('code.known', { ...told, verdict: 'fail', known }),
      resultOf('code.other', { ...told, target: text, verdict: 'fail' }),
    )
    return {
      ...run,
      checks: run.checks.map(({ id }) => ({ ...checkNamed(id, text), holds: text })),
      causes: [{ id: 'c1', kind: 'blocked' as const, text, results: 1 }],
      targets: run.targets.map((target) => ({ ...target, issuer: text })),
      run: { ...run.run, profile: text },
    }
  })

  test.each(runs)('stands in code only: %#', (run) => {
    const text = writeMarkdown(run, { base: runWith(), stale: [...nasty], leaks: [...nasty] })
    const outside = withoutCode(text)
    expect(outside).not.toMatch(/admin|evil|onerror|script|Heading|pwned|#\d|javascript|`/)
    expect(text).not.toMatch(/[\p{Cs}\u202A-\u202E\u2066-\u2069]|\p{Cc}(?<!\n)/u)
  })

  test('does not break a table: each row has as many cells as its head', () => {
    for (const run of runs) {
      let columns = 0
      for (const line of lines(run, { base: runWith() })) {
        if (!line.startsWith('|')) columns = 0
        else if (columns === 0) columns = cells(line)
        else expect(`${cells(line)} ${line}`).toBe(`${columns} ${line}`)
      }
    }
  })
})

describe('size and order', () => {
  test('a thousand results of long foreign text stay within the limit, and every table is whole', () => {
    const long = '\u{1F600}|`'.repeat(2000)
    const told = { expected: long, actual: long, because: long, tolerated: long }
    const results = Array.from({ length: 1000 }, (_, n) =>
      resultOf(`code.c${n}`, { ...told, verdict: (['fail', 'warn', 'blocked', 'pass'] as const)[n % 4] ?? 'pass' }),
    )
    const run = runWith(...results)
    const base = runWith(...results.map((result) => ({ ...result, verdict: 'skip' as const })))
    const text = writeMarkdown(
      { ...run, checks: run.checks.map((check) => ({ ...check, title: long })) },
      { base, stale: Array.from({ length: 500 }, () => long) },
    )
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(markdownLimit)
    expect(Buffer.byteLength(text)).toBeGreaterThan(markdownLimit / 2)
    expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0)
    expect(text.includes(' more in the report.')).toBe(true)
  })

  test('rows that do not fit are counted, and a section that does not fit at all ends the page', () => {
    const rows = Array.from({ length: 9 }, (_, n) => `row ${n}`)
    const cut = fit([{ head: ['head'], rows, foot: ['foot'] }], 120)
    expect(cut).toBe('head\nrow 0\nrow 1\nrow 2\nrow 3\nrow 4\nrow 5\nfoot\n3 more in the report.\n\n')
    const ended = fit([{ head: ['head'] }, { head: ['x'.repeat(100)] }, { head: ['later'] }], 120)
    expect(ended).toBe('head\nThe rest does not fit here; the report has it.\n')
  })

  test('the same bytes in whatever order results, checks and causes arrive', () => {
    const { checks, results, causes } = sampleRun
    const shuffled = {
      ...sampleRun,
      checks: checks.toReversed(),
      results: results.toReversed(),
      causes: causes.toReversed(),
    }
    expect(writeMarkdown(shuffled, { base: sampleRun })).toBe(writeMarkdown(sampleRun, { base: sampleRun }))
  })

  test('is a format of its own', () => {
    expect([...formats.markdown.write(sourceOf(sampleRun), { out: 'r' })].join('')).toBe(
      writeMarkdown(sampleRun, { out: 'r' }),
    )
  })
})

/**
 * What a reader of Markdown would not take for code: blocks and spans are closed by a run of backticks as long as the one that opened
 * them; an element holds letters and character references only.
 */
function withoutCode(text: string): string {
  return text
    .replaceAll(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')
    .split('\n')
    .map((line) => line.replaceAll(/<code>(?:[\p{L}\p{N} ]|&#\d+;)*<\/code>/gu, ''))
    .map((line) => line.replaceAll(/(?<!`)(`{1,80})(?!`).*?(?<!`)\1(?!`)/g, ''))
    .join('\n')
}

/** Pipes that part cells: a backslash takes the meaning of what follows it. */
function cells(line: string): number {
  return line.replaceAll(/\\[^\s]/g, '').split('|').length
}
