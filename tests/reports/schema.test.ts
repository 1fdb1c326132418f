import { describe, expect, test } from 'vitest'

import { validateEvidence, validateRun } from '../../reports/validate.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { sampleRun } from './sample-run.ts'

type Json = Record<string, unknown>

const run = (): Json => JSON.parse(writeRunJson(sampleRun)) as Json

const evidence = (): Json => ({
  schema: 1,
  target: 'staging',
  check: 'code.single-use',
  exchanges: [
    {
      id: 'x1',
      step: 'second',
      attempt: 1,
      at: '2026-01-02T03:04:05.123Z',
      ms: 21.5,
      request: {
        method: 'POST',
        url: 'https://login.staging.example/token',
        headers: [['content-type', 'application/x-www-form-urlencoded']],
        body: { text: 'code=‹code#1›', bytes: 13, truncated: false, sha256: null },
      },
      response: {
        status: 400,
        headers: [
          ['set-cookie', 'a'],
          ['set-cookie', 'b'],
        ],
        body: null,
      },
      failure: null,
    },
    {
      id: 'x2',
      step: 'second',
      attempt: 2,
      at: '2026-01-02T03:04:05Z',
      ms: 0,
      request: { method: 'GET', url: 'https://login.staging.example/', headers: [], body: null },
      response: null,
      failure: 'connection refused',
    },
  ],
})

/** Sets, or with undefined removes, the value at a path of keys and indexes. */
function changed(document: Json, path: string, value: unknown): Json {
  const keys = path.split('/')
  const last = keys.pop() ?? ''
  const place = keys.reduce<unknown>((node, key) => Reflect.get(Object(node), key), document)
  if (value === undefined) Reflect.deleteProperty(Object(place), last)
  else Reflect.set(Object(place), last, value)
  return document
}

describe('run.schema.json', () => {
  test('accepts the sample', async () => {
    await expect(validateRun(run())).resolves.toMatchObject({ schema: 1 })
  })

  test('accepts the embedded mock and an empty run', async () => {
    await expect(validateRun(changed(run(), 'targets/0/from', null))).resolves.toBeDefined()
    await expect(validateRun({ ...run(), targets: [], checks: [], results: [], causes: [] })).resolves.toBeDefined()
  })

  test.each<[string, unknown, string]>([
    ['schema', 2, 'run/schema: '],
    ['hostname', 'x', 'run: must NOT have additional properties: hostname'],
    ['run/started', '2026-01-02 03:04', 'run/run/started: '],
    ['run/started', '2026-01-02T03:04:05+01:00', 'run/run/started: '],
    ['run/interrupted', 'no', 'run/run/interrupted: must be boolean'],
    ['results/0/verdict', 'passed', 'run/results/0/verdict: must be equal to one of the allowed values: pass, fail'],
    ['results/0/known', { reason: 'x' }, 'run/results/0/known'],
    ['results/0/because', undefined, "run/results/0: must have required property 'because'"],
    ['results/0/steps/0/exchanges', 'x1', 'run/results/0/steps/0/exchanges: must be array'],
    ['results/0/flaky', true, 'run/results/0: must NOT have additional properties: flaky'],
    ['targets/0/from/line', 0, 'run/targets/0/from'],
    ['checks/0/laws/0/level', 'SHALL', 'run/checks/0/laws/0/level: '],
    ['checks/0/laws/0/url', 'javascript:alert(1)', 'run/checks/0/laws/0/url: '],
    ['checks/0/caution', undefined, 'run/checks/0: '],
    ['causes/0/kind', 'fail', 'run/causes/0/kind: '],
  ])('refuses %s = %j', async (path, value, message) => {
    await expect(validateRun(changed(run(), path, value))).rejects.toThrow(message)
  })
})

describe('evidence.schema.json', () => {
  test('accepts the sample', async () => {
    await expect(validateEvidence(evidence())).resolves.toMatchObject({ check: 'code.single-use' })
  })

  test.each<[string, unknown, string]>([
    ['exchanges/0/request/headers/0', ['only'], 'evidence/exchanges/0/request/headers/0: '],
    ['exchanges/0/response/status', '400', 'evidence/exchanges/0/response'],
    ['exchanges/0/request/body/sha256', undefined, 'evidence/exchanges/0/request/body'],
    ['exchanges/0/failure', undefined, "evidence/exchanges/0: must have required property 'failure'"],
    ['exchanges/0/attempt', 0, 'evidence/exchanges/0/attempt: '],
    ['exchanges/0/at', 'yesterday', 'evidence/exchanges/0/at: '],
  ])('refuses %s = %j', async (path, value, message) => {
    await expect(validateEvidence(changed(evidence(), path, value))).rejects.toThrow(message)
  })
})
