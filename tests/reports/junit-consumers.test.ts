import { describe, expect, test } from 'vitest'

import type { Result, Run } from '../../reports/model.ts'
import type { Shown } from './junit-readers.ts'
import { writeJunit } from '../../reports/writers/junit.ts'
import { readByAzure, readByGitlab, readByJenkins } from './junit-readers.ts'
import { oddRuns, wideRun } from './odd-runs.ts'
import { resultOf, runWith, sampleRun } from './sample-run.ts'
import { readXml } from './well-formed-xml.ts'

const readers = { GitLab: readByGitlab, Jenkins: readByJenkins, Azure: readByAzure }
const everyReader = Object.entries(readers)
const pairs = everyReader.flatMap(([who, read]) => [...oddRuns].map(([what, run]) => ({ who, what, run, read })))

function xmlOf(run: Run): ReturnType<typeof readXml> {
  return readXml(writeJunit(run, { out: 'conformance-report' }))
}

function stateOf({ verdict, known }: Result): Shown['state'] {
  if (known !== null || verdict === 'skip') return 'skipped'
  if (verdict === 'fail') return 'failed'
  return verdict === 'blocked' || verdict === 'error' ? 'error' : 'passed'
}

const tallied = (states: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(states)].toSorted().map((state) => [state, states.filter((one) => one === state).length]),
  )

function shownBy(read: (root: ReturnType<typeof readXml>) => Shown[], id: string, run = sampleRun): Shown {
  const found = read(xmlOf(run)).find(({ name }) => name.startsWith(`${id} `))
  if (found === undefined) throw new Error(`${id} is not shown`)
  return found
}

describe('every reader', () => {
  test.each(pairs)('$who sees each result of $what once, in its state', ({ run, read }) => {
    const shown = read(xmlOf(run))
    expect(tallied(shown.map(({ state }) => state))).toEqual(tallied(run.results.map(stateOf)))
    expect(shown.filter(({ seconds }) => Number.isNaN(seconds))).toEqual([])
    expect(new Set(shown.map(({ group, name }) => `${group} ${name}`)).size).toBe(run.results.length)
  })

  test.each(everyReader)('%s groups by target and area and names by id and title', (_, read) => {
    expect(shownBy(read, 'code.single-use')).toMatchObject({
      group: 'staging.code',
      name: 'code.single-use The server obeys code.single-use',
      seconds: 0.132,
    })
  })

  test.each(everyReader)('%s shows why a check was skipped', (_, read) => {
    const { message, text } = shownBy(read, 'token.skipped')
    expect(message ?? text).toBe('no client may use "x" & <y>')
    const known = shownBy(read, 'code.known')
    expect(known.message ?? known.text).toBe('known: accepted until the next release')
  })

  test.each(everyReader)('%s shows what a broken law answered and how to repeat it', (_, read) => {
    const { text } = shownBy(read, 'code.single-use')
    expect(text).toMatch(/^Expected: 400 with error=invalid_grant\nActual: 200 with access_token\n/)
    expect(text).toContain('\nReproduce: npx oauth-assay run code.single-use')
  })

  test.each(everyReader)('%s finds the evidence of a failure', (_, read) => {
    expect(shownBy(read, 'code.single-use').attachments).toEqual([
      'conformance-report/evidence/staging/code.single-use.json',
    ])
  })
})

describe('GitLab', () => {
  test('reads one picture or evidence, so the evidence stands first', () => {
    const run = runWith(resultOf('code.a', { verdict: 'fail', picture: 'evidence/staging/code.a.png' }))
    expect(shownBy(readByGitlab, 'code.a', run).attachments).toEqual([
      'conformance-report/evidence/staging/code.a.json',
    ])
    expect(shownBy(readByJenkins, 'code.a', run).attachments).toHaveLength(2)
  })

  test('takes files of thirty megabytes; twenty tenants with all checks stay below', () => {
    expect(Buffer.byteLength(writeJunit(wideRun(20, 500)))).toBeLessThan(30_000_000)
  })

  test('takes a megabyte of an answer of the server as a line', () => {
    const run = runWith(resultOf('code.a', { verdict: 'fail', expected: 'less', actual: 'x'.repeat(1_000_000) }))
    expect(writeJunit(run).length).toBeLessThan(10_000)
  })
})

describe('Jenkins', () => {
  test('cuts what a passed case printed, and the attachment survives', () => {
    const notes = Array.from({ length: 50 }, (_, at) => `note ${at} ${'x'.repeat(80)}`)
    const shown = shownBy(readByJenkins, 'code.a', runWith(resultOf('code.a', { notes })))
    expect(shown.stdout).toContain('[truncated]')
    expect(shown.attachments).toEqual(['conformance-report/evidence/staging/code.a.json'])
  })

  test('finds package and class on both sides of one dot', () => {
    for (const run of oddRuns.values()) {
      for (const { group } of readByJenkins(xmlOf(run))) expect(group.split('.')).toHaveLength(2)
    }
  })
})

describe('Azure', () => {
  test('keeps the whole name within 512 characters', () => {
    const target = 'tenant'.repeat(100)
    const run = { ...runWith(resultOf('code.a', { target, verdict: 'fail' })), checks: [] }
    const titled = { ...run, checks: [{ ...sampleRun.checks[0], id: 'code.a', title: 'word '.repeat(200) }] } as Run
    for (const { group, name } of readByAzure(xmlOf(titled))) expect(`${group}.${name}`.length).toBeLessThan(512)
    expect(readByAzure(xmlOf(titled))[0]?.name).toMatch(/…$/)
  })

  test('shows the message of a failure in short', () => {
    expect(shownBy(readByAzure, 'code.single-use').message).toBe(
      'expected 400 with error=invalid_grant; got 200 with access_token',
    )
    expect(shownBy(readByAzure, 'token.hostile').message).not.toMatch(/##\w*\[/)
  })
})

describe('the file', () => {
  test.each([...oddRuns])('has counts that add up: %s', (_, run) => {
    const root = xmlOf(run)
    for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) {
      const sum = root.children.reduce((total, { attributes }) => total + Number(attributes[key]), 0)
      expect(Number(root.attributes[key])).toBe(sum)
    }
    for (const { attributes, children } of root.children) {
      const having = (name: string) =>
        children.filter((each) => each.children.some((inner) => inner.name === name)).length
      expect(attributes).toMatchObject({
        tests: String(children.length),
        failures: String(having('failure')),
        errors: String(having('error')),
        skipped: String(having('skipped')),
      })
    }
  })

  test.each([...oddRuns])('is UTF-8 of characters XML can hold, the same for any order of results: %s', (_, run) => {
    const text = writeJunit(run)
    expect(/\p{Cs}/u.test(text)).toBe(false)
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/)
    expect(writeJunit({ ...run, results: run.results.toReversed() })).toBe(text)
  })

  test('has times with a point and three decimals', () => {
    const text = writeJunit(runWith(resultOf('code.a', { ms: 1_234_567 })))
    expect([...text.matchAll(/ time="([^"]*)"/g)].map(([, time]) => time)).toEqual(Array(3).fill('1234.567'))
  })
})
