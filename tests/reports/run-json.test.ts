import { expect, test } from 'vitest'

import type { Result, Run } from '../../reports/model.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { resultOf, sampleRun } from './sample-run.ts'

const parse = (text: string): Run => JSON.parse(text) as Run

const sort = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))

const backwards = (result: Result): Result =>
  JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(result).toReversed()))) as Result

test('nothing of a run is lost', () => {
  expect(parse(writeRunJson(sampleRun))).toEqual({
    ...JSON.parse(JSON.stringify(sampleRun)),
    checks: sort(sampleRun.checks, ({ id }) => id),
    results: sort(sampleRun.results, ({ check }) => check),
  })
})

test('the same bytes whatever the order of arrival and of keys', () => {
  const { schema, tool, run, targets, checks, results, causes } = sampleRun
  const shuffled = {
    causes,
    results: results.toReversed().map(backwards),
    checks: checks.toReversed(),
    targets,
    run,
    tool,
    schema,
  }
  expect(Object.keys(shuffled.results[0] ?? {})[0]).toBe('cause')
  expect(writeRunJson(shuffled)).toBe(writeRunJson(sampleRun))
})

test('order is by bytes, not by locale', () => {
  const names = ['\u{1F600}', '\uFF5E', 'Älpha', 'alpha', 'Zeta']
  const run = { ...sampleRun, targets: names.map((name) => ({ name, issuer: '', capabilities: [], from: null })) }
  expect(parse(writeRunJson(run)).targets.map(({ name }) => name)).toEqual([
    'Zeta',
    'alpha',
    'Älpha',
    '\uFF5E',
    '\u{1F600}',
  ])
})

test('results are sorted by target first', () => {
  const run = { ...sampleRun, results: [resultOf('a.a', { target: 'two' }), resultOf('b.b', { target: 'one' })] }
  expect(parse(writeRunJson(run)).results.map(({ target }) => target)).toEqual(['one', 'two'])
})

test.each([
  ['/srv/alice/project/assay.config.yaml', 'assay.config.yaml'],
  ['D:\\alice\\assay.config.yaml', 'assay.config.yaml'],
  ['config/assay.config.yaml', 'config/assay.config.yaml'],
])('of %s the report keeps %s', (file, kept) => {
  const targets = sampleRun.targets.map((target) => ({ ...target, from: { file, line: 1 } }))
  expect(parse(writeRunJson({ ...sampleRun, targets })).targets[0]?.from?.file).toBe(kept)
})

test('a field the model does not know is not written', () => {
  expect(writeRunJson({ ...sampleRun, hostname: 'builder-7' } as Run)).not.toContain('builder-7')
})

test('two spaces and a final line end', () => {
  expect(writeRunJson(sampleRun)).toMatch(/^\{\n  "schema": 1,\n  "tool": \{\n    "name": "oauth-assay",\n[\s\S]*\}\n$/)
})
