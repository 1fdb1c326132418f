import { describe, expect, test } from 'vitest'

import type { Run, Verdict } from '../../reports/model.ts'
import { badgeText } from '../../reports/writers/badge-text.ts'
import { writeBadge, writeBadgeJson } from '../../reports/writers/badge.ts'
import { oddRuns, wideRun } from './odd-runs.ts'
import { embedded, resultOf, runWith, sampleRun } from './sample-run.ts'
import { readXml } from './well-formed-xml.ts'

const known = { reason: 'accepted', issue: null, until: null }

function judged(verdicts: readonly (Verdict | 'known')[], change: Partial<Run['run']> = {}): Run {
  const results = verdicts.map((verdict, at) =>
    verdict === 'known' ? resultOf(`code.c${at}`, { verdict: 'fail', known }) : resultOf(`code.c${at}`, { verdict }),
  )
  return { ...runWith(...results), run: { ...sampleRun.run, ...change } }
}

async function drawn(run: Run): Promise<string> {
  const pieces: string[] = []
  for await (const piece of writeBadge(run)) pieces.push(piece)
  return pieces.join('')
}

describe('the words of a badge', () => {
  test.each([
    [['pass', 'pass'], '2/2 laws', 'brightgreen'],
    [['pass', 'skip', 'note'], '1/1 laws', 'brightgreen'],
    [['pass', 'warn'], '1/2 laws', 'yellow'],
    [['pass', 'known'], '1/2 laws', 'yellow'],
    [['pass', 'fail', 'blocked'], '1/3 laws · 1 not judged', 'red'],
    [['pass', 'blocked'], '1/2 laws · 1 not judged', 'orange'],
    [['pass', 'error', 'warn'], '1/3 laws · 1 not judged', 'orange'],
    [['skip'], 'nothing judged', 'lightgrey'],
    [[], 'nothing judged', 'lightgrey'],
  ] as const)('%s: %s, %s', (verdicts, message, color) => {
    expect(badgeText(judged(verdicts))).toMatchObject({ message, color })
  })

  test.each([
    [{ interrupted: true }, '1/1 laws · interrupted', 'orange'],
    [{ shard: { index: 1, count: 3 } }, '1/1 laws · part 1 of 3', 'brightgreen'],
    [{ selection: ['code.*', 'oidc'] }, '1/1 laws · only code.* oidc', 'brightgreen'],
  ])('%o', (change, message, color) => {
    expect(badgeText(judged(['pass'], change))).toMatchObject({ message, color })
  })

  test('a warning is red where warnings count', () => {
    expect(badgeText(judged(['pass', 'warn'], { strict: true })).color).toBe('red')
  })

  test('the label tells profile and day, the title all', () => {
    expect(badgeText(judged(['pass', 'fail', 'known', 'warn', 'blocked']))).toMatchObject({
      label: 'OAuth 2.0 · 2026-01-02',
      title:
        'oauth-assay 1.2.3, profile OAuth 2.0, 2026-01-02: 1 of 5 laws obeyed, 1 broken, 1 warned of, 1 broken as known, 1 not judged (1/5 laws · 1 not judged)',
    })
    expect(badgeText(judged([], { profile: 'own-profile' })).label).toBe('own-profile · 2026-01-02')
  })

  test('several targets, and a mock instead of a server, are said', () => {
    expect(badgeText(wideRun(3, 7)).message).toBe('3/15 laws · 3 targets · 6 not judged')
    expect(badgeText({ ...judged(['pass']), targets: [embedded] }).message).toBe('1/1 laws · embedded mock')
  })
})

describe('badge.svg', () => {
  test.each([...oddRuns.keys()])('is well-formed, loads nothing and runs nothing: %s', async (name) => {
    const svg = await drawn(oddRuns.get(name) ?? sampleRun)
    // The reader knows no namespaces.
    const root = readXml(svg.replace(' xmlns="http://www.w3.org/2000/svg"', ''))
    expect(root.name).toBe('svg')
    expect(svg).not.toMatch(/<script|href=|<image|onload|<x a=/)
    expect(svg).not.toMatch(/[\p{Cc}\u202E\u2066](?!$)/u)
  })

  test('shows label, message and colour, and the sentence as title', async () => {
    const svg = await drawn(judged(['pass', 'pass']))
    expect(svg).toContain('>2/2 laws</text>')
    expect(svg).toContain('>OAuth 2.0 · 2026-01-02</text>')
    expect(svg).toContain('fill="#4b0"')
    expect(svg).toContain(
      '<title>oauth-assay 1.2.3, profile OAuth 2.0, 2026-01-02: 2 of 2 laws obeyed (2/2 laws)</title>',
    )
    expect(await drawn(judged(['pass', 'pass']))).toBe(svg)
  })

  test('what was not judged is not green', async () => {
    expect(await drawn(judged(['pass', 'blocked']))).not.toContain('#4b0')
  })
})

describe('badge.json', () => {
  test('is an endpoint badge', () => {
    expect(JSON.parse(writeBadgeJson(judged(['pass'])))).toEqual({
      schemaVersion: 1,
      label: 'OAuth 2.0 · 2026-01-02',
      message: '1/1 laws',
      color: 'brightgreen',
      cacheSeconds: 300,
    })
  })

  test.each([[['fail']], [['blocked']], [['error']]] as const)('keeps its colour when %s', (verdicts) => {
    expect(JSON.parse(writeBadgeJson(judged(verdicts)))).toMatchObject({ isError: true })
  })

  test.each([...oddRuns.keys()])('has only the keys shields.io knows, as short texts: %s', (name) => {
    const badge = JSON.parse(writeBadgeJson(oddRuns.get(name) ?? sampleRun)) as Record<string, unknown>
    const allowed = ['schemaVersion', 'label', 'message', 'color', 'isError', 'cacheSeconds']
    expect(Object.keys(badge).filter((key) => !allowed.includes(key))).toEqual([])
    expect(String(badge['message']).length).toBeGreaterThan(0)
    expect(String(badge['message']).length).toBeLessThan(140)
    expect(String(badge['label']).length).toBeLessThan(60)
  })
})
