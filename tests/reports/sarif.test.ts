import type { Log, Notification, ReportingDescriptor, Result as SarifResult, Run as SarifRun } from 'sarif'
import { describe, expect, test } from 'vitest'

import type { CheckFacts, LawFacts, Run } from '../../reports/model.ts'
import { writeSarif } from '../../reports/writers/sarif.ts'
import { harm } from './harm.ts'
import { oddRuns, wideRun } from './odd-runs.ts'
import { checkNamed, resultOf, runWith, sampleRun } from './sample-run.ts'

function runsOf(run: Run): SarifRun[] {
  return (JSON.parse(writeSarif(run, { out: 'conformance-report' })) as Log).runs
}

function onlyRun(run: Run): SarifRun {
  const [only, ...others] = runsOf(run)
  if (only === undefined || others.length > 0) throw new Error('expected one run')
  return only
}

function odd(name: string): Run {
  const run = oddRuns.get(name)
  if (run === undefined) throw new Error(`no run ${name}`)
  return run
}

function resultFor(run: SarifRun, check: string): SarifResult {
  const found = run.results?.find(({ ruleId }) => ruleId === check)
  if (found === undefined) throw new Error(`no result for ${check}`)
  return found
}

function notificationsOf(run: SarifRun): Notification[] {
  return run.invocations?.[0]?.toolExecutionNotifications ?? []
}

function ruleOf(change: Partial<CheckFacts>): ReportingDescriptor {
  const check = { ...checkNamed('code.a'), ...change }
  const run = { ...runWith(resultOf('code.a', { verdict: 'fail' })), checks: [check] }
  const [rule] = onlyRun(run).tool.driver.rules ?? []
  if (rule === undefined) throw new Error('no rule')
  return rule
}

const law = (level: LawFacts['level'], url = 'https://law.example/'): LawFacts => ({
  document: 'RFC 9700',
  section: '2',
  level,
  url,
})

const sample = onlyRun(sampleRun)

describe('results', () => {
  test('are broken laws and warnings, nothing else', () => {
    expect(sample.results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['code.race', 'error'],
      ['code.single-use', 'error'],
      ['code.warned', 'warning'],
      ['token.hostile', 'error'],
    ])
    expect(sample.properties).toMatchObject({ known: 1, profile: 'oauth2' })
  })

  test('tell in the first sentence what happened, then law and command', () => {
    expect(resultFor(sample, 'code.single-use').message.text?.split('\n')).toEqual([
      'staging: expected 400 with error=invalid_grant; got 200 with access_token.',
      'Law: MUST (RFC 6749 §4.1.2) https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
      'Reproduce: npx oauth-assay run code.single-use --config assay.config.yaml',
    ])
    expect(resultFor(sample, 'code.warned').message.text).toContain('\nTolerated: many servers do so\n')
    expect(resultFor(sample, 'code.race').message.text).toContain('\nUnstable: two judgements disagreed\n')
    expect(resultFor(sample, 'code.single-use').properties?.['evidence']).toBe(
      'conformance-report/evidence/staging/code.single-use.json',
    )
  })

  test('stand at the line of the target in its file', () => {
    expect(resultFor(sample, 'code.single-use').locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'assay.config.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 2 },
        },
        logicalLocations: [{ name: 'staging', fullyQualifiedName: 'https://login.staging.example', kind: 'resource' }],
      },
    ])
  })

  test.each([
    ['ci/my targets.yaml', 'ci/my%20targets.yaml'],
    ['./ci/a.yaml', 'ci/a.yaml'],
    ['ci\\windows.yaml', 'ci/windows.yaml'],
    ['../secret-project/a.yaml', 'a.yaml'],
    ['ci/../../up/a.yaml', 'a.yaml'],
    ['/srv/someone/a.yaml', 'a.yaml'],
    ['C:\\Users\\someone\\a.yaml', 'a.yaml'],
    ['javascript:alert(1).yaml', 'javascript%3Aalert(1).yaml'],
    ['..', 'assay.config.yaml'],
  ])('the file %s is the address %s', (file, uri) => {
    const base = runWith(resultOf('code.a', { verdict: 'fail' }))
    const run = { ...base, targets: sampleRun.targets.map((target) => ({ ...target, from: { file, line: 1 } })) }
    expect(resultFor(onlyRun(run), 'code.a').locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri)
  })

  test('of the embedded mock have a place too, and it is said which', () => {
    const run = onlyRun(odd('embedded mock'))
    expect(resultFor(run, 'code.a').locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('assay.config.yaml')
    expect(notificationsOf(run).map(({ descriptor, level }) => [descriptor?.id, level])).toEqual([['no-file', 'note']])
    expect(run.invocations?.[0]?.executionSuccessful).toBe(true)
  })

  test('keep their fingerprint when the line or the words change, and no two share one', () => {
    const moved: Run = {
      ...sampleRun,
      targets: sampleRun.targets.map((target) => ({ ...target, from: { file: 'assay.config.yaml', line: 40 } })),
      results: sampleRun.results.map((result) => ({ ...result, actual: 'something else' })),
    }
    const prints = (run: SarifRun): unknown[] => (run.results ?? []).map((result) => result.partialFingerprints)
    expect(prints(onlyRun(moved))).toEqual(prints(sample))
    const all = runsOf(wideRun(3, 70))
      .flatMap(prints)
      .map((print) => JSON.stringify(print))
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(50)
    for (const print of all) expect(print).toMatch(/"primaryLocationLineHash":"[0-9a-f]{16}:1"/)
  })

  test('a server places no links and no commands', () => {
    const text = writeSarif(odd('hostile everywhere'))
    expect(harm(text)).toEqual([])
    const log = JSON.parse(text) as Log
    for (const run of log.runs) {
      for (const result of run.results ?? []) expect(result.message.text).not.toContain('](')
      for (const rule of run.tool.driver.rules ?? []) {
        expect(
          [...(rule.help?.markdown ?? '').matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, address]) => address),
        ).toEqual(['https://law.example/a%28b%29?[c]%28d%29'])
        expect(rule.helpUri).toBe('https://law.example/a(b)?[c](d)')
      }
    }
  })
})

describe('rules', () => {
  test('are those of the results and of what was stuck, and both point to them', () => {
    const rules = sample.tool.driver.rules ?? []
    expect(rules.map(({ id }) => id).toSorted()).toEqual([
      'code.race',
      'code.single-use',
      'code.warned',
      'token.blocked',
      'token.blocked-too',
      'token.error',
      'token.hostile',
    ])
    for (const { ruleId, ruleIndex } of sample.results ?? []) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId)
    for (const { associatedRule } of notificationsOf(sample)) {
      if (associatedRule?.index !== undefined) expect(rules[associatedRule.index]?.id).toBe(associatedRule.id)
    }
  })

  test('explain the law and how it is tried', () => {
    const rule = ruleOf({ caution: 'Some *servers* wait', laws: [law('SHOULD')] })
    expect(rule).toMatchObject({
      shortDescription: { text: 'The server obeys code.a' },
      fullDescription: { text: 'The second answer is an error' },
      helpUri: 'https://law.example/',
      defaultConfiguration: { level: 'warning' },
    })
    expect(rule.help?.text.split('\n')).toEqual([
      'The server obeys code.a',
      'Law: SHOULD (RFC 9700 §2) https://law.example/',
      'Step 1: Redeem the code again',
      'It holds when: The second answer is an error',
      'Caution: Some *servers* wait',
    ])
    expect(rule.help?.markdown).toContain('- [SHOULD (RFC 9700 §2)](https://law.example/)')
    expect(rule.help?.markdown).toContain('Some \\*servers\\* wait')
    expect(rule.properties).toMatchObject({ precision: 'high', tags: ['code', 'RFC 9700'] })
  })

  test.each([
    ['MUST', 'error', 'error'],
    ['SHOULD', 'warning', 'warning'],
    ['MAY', 'note', 'recommendation'],
  ] as const)('a %s has the level %s and no security severity', (level, expected, severity) => {
    const rule = ruleOf({ laws: [law(level)] })
    expect(rule.defaultConfiguration?.level).toBe(expected)
    expect(rule.properties).toMatchObject({ 'problem.severity': severity, precision: 'very-high' })
    expect(rule.properties).not.toHaveProperty('security-severity')
    expect(rule.properties?.tags).not.toContain('security')
  })

  test('only a SECURITY law makes a security alert', () => {
    const { properties } = ruleOf({ laws: [law('SHOULD'), law('SECURITY')] })
    expect(properties?.['security-severity']).toBe('8.0')
    expect(properties?.tags).toContain('security')
    expect(properties).not.toHaveProperty('problem.severity')
  })

  test('an address that is not of the web is no link', () => {
    const rule = ruleOf({ laws: [law('MUST', 'javascript:alert(1)')] })
    expect(rule).not.toHaveProperty('helpUri')
    expect(rule.help?.markdown).toContain('- MUST (RFC 9700 §2)')
  })
})

describe('what was not judged', () => {
  test('is a notification for each cause, and the invocation was no success', () => {
    expect(sample.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      startTimeUtc: '2026-01-02T03:04:05.000Z',
      endTimeUtc: '2026-01-02T03:04:09.250Z',
    })
    expect(notificationsOf(sample).map(({ level, message, properties }) => [level, message.text, properties])).toEqual([
      [
        'error',
        '2 checks could not be judged: login form not found at https://login.staging.example/login',
        { checks: ['token.blocked', 'token.blocked-too'] },
      ],
      ['error', 'token.error could not be judged: TypeError: x is not a function', { checks: ['token.error'] }],
    ])
  })

  test('an interruption and a part are told; only the first is no success', () => {
    const passed = runWith(resultOf('code.a'))
    const interrupted = onlyRun({ ...passed, run: { ...passed.run, interrupted: true } })
    expect(interrupted.invocations?.[0]?.executionSuccessful).toBe(false)
    expect(notificationsOf(interrupted).map(({ descriptor }) => descriptor?.id)).toEqual(['interrupted'])
    const part = onlyRun({ ...passed, run: { ...passed.run, selection: ['code.*'], shard: { index: 1, count: 3 } } })
    expect(part.invocations?.[0]?.executionSuccessful).toBe(true)
    expect(notificationsOf(part).map(({ message }) => message.text)).toEqual([
      'Only these checks were judged: code.*, part 1 of 3.',
    ])
  })
})

describe('categories', () => {
  const categoryOf = (run: Run): (string | undefined)[] =>
    runsOf(run).map(({ automationDetails }) => automationDetails?.id)

  test('there is one for each target, also one without results', () => {
    expect(categoryOf(odd('three targets'))).toEqual([
      'oauth-assay/tenant-0/oauth2/',
      'oauth-assay/tenant-1/oauth2/',
      'oauth-assay/tenant-2/oauth2/',
    ])
    expect(categoryOf(odd('no results'))).toEqual(['oauth-assay/staging/oauth2/'])
    expect(categoryOf(odd('no targets'))).toEqual([])
  })

  test('a part does not close the alerts of the whole', () => {
    expect(categoryOf(odd('a shard of a selection'))).toEqual([
      'oauth-assay/staging/oauth2/code.*%2Brfc6749%2F4.1/2-of-3/',
    ])
    const long = Array.from({ length: 99 }, (_, at) => `code.check-${at}`)
    const [category] = categoryOf({ ...sampleRun, run: { ...sampleRun.run, selection: long } })
    expect(category).toMatch(/^oauth-assay\/staging\/oauth2\/[0-9a-f]{16}\/$/)
  })

  test('a slash in a name makes no other category', () => {
    const run = { ...runWith(), targets: sampleRun.targets.map((target) => ({ ...target, name: 'a/b' })) }
    expect(categoryOf(run)).toEqual(['oauth-assay/a%2Fb/oauth2/'])
  })
})

test('bytes are the same whatever the order of results', () => {
  const wide = wideRun(3, 50)
  const turned = { ...wide, results: wide.results.toReversed(), targets: wide.targets.toReversed() }
  expect(writeSarif(turned)).toBe(writeSarif(wide))
})
