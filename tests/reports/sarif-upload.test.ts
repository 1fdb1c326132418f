import { gzipSync } from 'node:zlib'

import type { Log } from 'sarif'
import { describe, expect, test } from 'vitest'

import { writeSarif } from '../../reports/writers/sarif.ts'
import { oddRuns, wideRun } from './odd-runs.ts'
import { sampleRun } from './sample-run.ts'

/** What GitHub demands of an upload, from its documentation; every sentence is a reason of refusal or of a lost alert. */
function refusals(log: Log): string[] {
  const runs = log.runs.map((run) => ({ run, category: run.automationDetails?.id ?? '' }))
  const categories = runs.map(({ category }) => category.slice(0, category.lastIndexOf('/')))
  return [
    ...(log.$schema?.startsWith('https://') ? [] : ['no $schema']),
    ...(log.version === '2.1.0' ? [] : ['not version 2.1.0']),
    ...(log.runs.length <= 20 ? [] : ['more than 20 runs']),
    ...(new Set(categories).size === categories.length ? [] : ['two runs of one tool and category']),
    ...runs.flatMap(({ run, category }) => [
      ...(category.endsWith('/') && category.length > 1 ? [] : ['no category']),
      ...ofDriver(run.tool.driver),
      ...(run.results === undefined ? ['no results array'] : []),
      ...((run.results?.length ?? 0) <= 25_000 ? [] : ['more than 25,000 results']),
      ...(run.results ?? []).flatMap((result) => ofResult(result, run.tool.driver.rules ?? [])),
    ]),
  ]
}

type Run = Log['runs'][number]

function ofDriver({ name, rules = [] }: Run['tool']['driver']): string[] {
  const ids = rules.map(({ id }) => id)
  return [
    ...(name === '' ? ['no tool name'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['a rule twice']),
    ...rules.flatMap(({ id, shortDescription, fullDescription, help, properties }) => [
      ...(within(shortDescription?.text, 1024) ? [] : [`${id}: shortDescription`]),
      ...(within(fullDescription?.text, 1024) ? [] : [`${id}: fullDescription`]),
      ...(within(help?.text, Infinity) ? [] : [`${id}: help`]),
      ...((properties?.tags?.length ?? 0) <= 20 ? [] : [`${id}: tags`]),
    ]),
  ]
}

function ofResult(result: NonNullable<Run['results']>[number], rules: readonly { readonly id: string }[]): string[] {
  const { ruleId = '', ruleIndex = -1, message, locations = [], partialFingerprints = {} } = result
  const { artifactLocation, region } = locations[0]?.physicalLocation ?? {}
  const uri = artifactLocation?.uri ?? ''
  return [
    ...(rules[ruleIndex]?.id === ruleId ? [] : [`${ruleId}: wrong rule`]),
    ...(within(message.text, Infinity) ? [] : [`${ruleId}: message`]),
    ...(locations.length === 1 ? [] : [`${ruleId}: locations`]),
    ...(/^(?!\.\.?\/|\/|[\w+.-]+:)[\w!'()*.~%/-]+$/.test(uri) ? [] : [`${ruleId}: not in the repository: ${uri}`]),
    ...(region?.startLine !== undefined && region.startLine > 0 ? [] : [`${ruleId}: startLine`]),
    ...(region?.startColumn && region.endLine && region.endColumn ? [] : [`${ruleId}: region`]),
    ...(partialFingerprints['primaryLocationLineHash'] ? [] : [`${ruleId}: fingerprint`]),
  ]
}

function within(text: string | undefined, limit: number): boolean {
  return text !== undefined && text !== '' && text.length <= limit
}

describe('an upload to code scanning', () => {
  test.each([...oddRuns.keys()])('is not refused: %s', (name) => {
    expect(refusals(JSON.parse(writeSarif(oddRuns.get(name) ?? sampleRun)) as Log)).toEqual([])
  })

  test('the rules can refuse', () => {
    const log = JSON.parse(writeSarif(sampleRun)) as Log
    const [run] = log.runs
    const [result] = run?.results ?? []
    if (run === undefined || result === undefined) throw new Error('nothing to spoil')
    expect(refusals({ ...log, runs: [run, run] })).toContain('two runs of one tool and category')
    expect(refusals({ ...log, runs: [{ ...run, results: [{ ...result, locations: [] }] }] })).toContain(
      'code.race: locations',
    )
    const outside = { physicalLocation: { artifactLocation: { uri: 'https://login.example/token' } } }
    expect(refusals({ ...log, runs: [{ ...run, results: [{ ...result, locations: [outside] }] }] })).toContain(
      'code.race: not in the repository: https://login.example/token',
    )
  })

  test('twenty targets of five hundred checks fit into ten megabytes', () => {
    expect(gzipSync(writeSarif(wideRun(20, 500))).length).toBeLessThan(10_000_000)
  })
})
