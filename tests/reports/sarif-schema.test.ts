import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import { describe, expect, test } from 'vitest'

import { writeSarif } from '../../reports/writers/sarif.ts'
import { oddRuns } from './odd-runs.ts'
import { sampleRun } from './sample-run.ts'

const require = createRequire(import.meta.url)

const formats = {
  uri: (text: string) => URL.canParse(text),
  'uri-reference': (text: string) => /^[\w!#$%&'()*+,./:;=?@[\]~-]*$/.test(text),
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
}

const valid = validator()

/** The published schema of SARIF 2.1.0, as a package of its makers carries it. */
function validator(): ValidateFunction {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  expect([$schema, id]).toEqual([expect.stringContaining('draft-04'), expect.stringContaining('sarif-2.1.0')])
  // Draft 4 and draft 7 differ in `id` and in exclusive bounds; the schema uses neither below its root.
  expect(JSON.stringify(schema)).not.toContain('exclusiveM')
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats })
  return ajv.compile(schema)
}

describe('the schema of SARIF 2.1.0', () => {
  test.each([...oddRuns.keys()])('holds for %s', (name) => {
    valid(JSON.parse(writeSarif(oddRuns.get(name) ?? sampleRun)))
    expect(valid.errors ?? []).toEqual([])
  })

  test('can refuse', () => {
    expect(valid({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false)
    expect(valid({ version: '2.1.0', runs: [], more: true })).toBe(false)
    const tool = { driver: { name: 'a', informationUri: 'not an address' } }
    expect(valid({ version: '2.1.0', runs: [{ tool }] })).toBe(false)
  })
})
