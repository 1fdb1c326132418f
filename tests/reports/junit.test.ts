import { describe, expect, test } from 'vitest'

import type { XmlNode } from './well-formed-xml.ts'
import { writeJunit } from '../../reports/writers/junit.ts'
import { resultOf, runWith, sampleRun } from './sample-run.ts'
import { readXml } from './well-formed-xml.ts'

const root = readXml(writeJunit(sampleRun, { out: 'conformance-report' }))
const cases = root.children.flatMap(({ children }) => children)

function caseOf(id: string): XmlNode {
  const found = cases.find(({ attributes }) => attributes['name']?.startsWith(`${id} `))
  if (found === undefined) throw new Error(`no case ${id}`)
  return found
}

function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((candidate) => candidate.name === name)
}

function propertiesOf(node: XmlNode): Record<string, string> {
  const pairs = child(node, 'properties')?.children.map(({ attributes }) => [attributes['name'], attributes['value']])
  return Object.fromEntries(pairs ?? []) as Record<string, string>
}

describe('JUnit', () => {
  test('has a suite for each target and area and a case for each result', () => {
    expect(root.children.map(({ attributes }) => attributes['name'])).toEqual(['staging.code', 'staging.token'])
    expect(cases).toHaveLength(sampleRun.results.length)
    expect(caseOf('code.single-use').attributes).toEqual({
      classname: 'staging.code',
      name: 'code.single-use The server obeys code.single-use',
      file: 'assay.config.yaml',
      time: '0.132',
    })
  })

  test('counts that add up', () => {
    expect(root.attributes).toEqual({
      name: 'oauth-assay',
      tests: '11',
      failures: '3',
      errors: '3',
      skipped: '2',
      time: '1.320',
    })
    for (const key of ['tests', 'failures', 'errors', 'skipped']) {
      const sum = root.children.reduce((total, { attributes }) => total + Number(attributes[key]), 0)
      expect(String(sum)).toBe(root.attributes[key])
    }
    const children = cases.flatMap((node) => node.children.map(({ name }) => name))
    expect(children.filter((name) => name === 'failure')).toHaveLength(3)
    expect(children.filter((name) => name === 'error')).toHaveLength(3)
    expect(children.filter((name) => name === 'skipped')).toHaveLength(2)
    expect(root.children[0]?.attributes['timestamp']).toBe('2026-01-02T03:04:05.000Z')
  })

  test('a broken law is a failure that tells everything in its content', () => {
    const failure = child(caseOf('code.single-use'), 'failure')
    expect(failure?.attributes).toEqual({
      message: 'expected 400 with error=invalid_grant; got 200 with access_token',
      type: 'Broken',
    })
    expect(failure?.text).toBe(
      [
        'Expected: 400 with error=invalid_grant',
        'Actual: 200 with access_token',
        'Because: MUST (RFC 6749 §4.1.2)',
        'Law: MUST (RFC 6749 §4.1.2)',
        'Link: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
        'Evidence: conformance-report/evidence/staging/code.single-use.json',
        'Reproduce: npx oauth-assay run code.single-use --config assay.config.yaml',
      ].join('\n'),
    )
  })

  test('the attachment comes first in the one system-out', () => {
    const outputs = caseOf('code.single-use').children.filter(({ name }) => name === 'system-out')
    expect(outputs.map(({ text }) => text)).toEqual([
      '[[ATTACHMENT|conformance-report/evidence/staging/code.single-use.json]]',
    ])
  })

  test.each([
    ['code.warned', 'warn'],
    ['code.noted', 'note'],
  ])('%s passes and says %s in a property and in system-out', (id, verdict) => {
    const node = caseOf(id)
    expect(node.children.map(({ name }) => name)).toEqual(['properties', 'system-out'])
    expect(propertiesOf(node)['verdict']).toBe(verdict)
    expect(child(node, 'system-out')?.text).toContain(`\nVerdict: ${verdict}\nExpected: 400 with error=invalid_grant\n`)
  })

  test('a skip has its reason in both places', () => {
    const skipped = child(caseOf('token.skipped'), 'skipped')
    expect(skipped?.attributes['message']).toBe('no client may use "x" & <y>')
    expect(skipped?.text).toBe('no client may use "x" & <y>')
  })

  test('a known deviation is skipped with its reason and keeps its verdict', () => {
    const node = caseOf('code.known')
    expect(child(node, 'skipped')?.attributes['message']).toBe('known: accepted until the next release')
    expect(child(node, 'failure')).toBeUndefined()
    expect(propertiesOf(node)).toMatchObject({ verdict: 'fail', issue: 'AUTH-1', until: '2027-03-31' })
  })

  test('blocked and error are errors of different types', () => {
    expect(child(caseOf('token.blocked'), 'error')?.attributes).toEqual({
      message: 'login form not found at https://login.staging.example/login',
      type: 'Blocked',
    })
    expect(child(caseOf('token.error'), 'error')?.attributes).toEqual({
      message: 'TypeError: x is not a function',
      type: 'Error',
    })
  })

  test('an unstable failure says so', () => {
    expect(propertiesOf(caseOf('code.race'))).toMatchObject({ unstable: 'true', waited: '3 s' })
    expect(child(caseOf('code.race'), 'failure')?.text).toContain('Unstable: two judgements disagreed')
  })

  test('hostile text stays text on one line, without controls and bidi', () => {
    const failure = child(caseOf('token.hostile'), 'failure')
    expect(failure?.text).toContain('Actual: ::error::pwned ::error::line two [31m  ]]> </failure><x a="1">  esrever ')
    expect(failure?.text).toContain(`"quoted" & 'single'`)
    expect(writeJunit(sampleRun)).toContain(']]]]><![CDATA[>')
    expect(writeJunit(sampleRun).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202E\u2066]/u)
  })

  test('what XML cannot hold is not taken out of the middle of a word', () => {
    for (const character of ['\uFFFE', '\u0000', '\u200E', '\uD800']) {
      const text = `s3cr${character}et`
      const run = runWith(resultOf('code.a', { verdict: 'fail', expected: text, actual: text, notes: [text] }))
      expect(writeJunit({ ...run, run: { ...run.run, started: text } })).not.toContain('s3cret')
    }
  })

  test('a dot in the name of a target does not make another package', () => {
    const run = runWith(resultOf('code.a', { target: 'login.example' }))
    expect(readXml(writeJunit(run)).children[0]?.attributes['name']).toBe('login_example.code')
  })

  test('a run without results is a document without suites', () => {
    expect(readXml(writeJunit(runWith())).attributes).toMatchObject({ tests: '0', time: '0.000' })
  })
})
