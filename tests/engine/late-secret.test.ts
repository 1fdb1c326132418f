import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { writeReport } from '../../harness/engine/write-report.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'

let out = ''

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'assay-late-'))
})

afterEach(() => rm(out, { recursive: true }))

test('a secret learned after a result was told is in no file and not in the run that is handed on', async () => {
  const secrets = new Secrets()
  const name = secrets.add('password', 'correct-horse-battery')
  const run = runWith(resultOf('code.a', { verdict: 'fail', expected: 'x', actual: 'it says correct-horse-battery' }))
  const written = await writeReport({ cwd: out, out }, { run, evidence: [], secrets })
  expect(written.leaks).toEqual([])
  expect(written.run.results[0]?.actual).toBe(`it says ${name}`)
  expect(await readFile(join(out, 'run.json'), 'utf8')).toContain(`it says ${name}`)
})

test('a run without such a secret is handed on as it is', async () => {
  const run = runWith(resultOf('code.a'))
  expect(await writeReport({ cwd: out, out }, { run, evidence: [], secrets: new Secrets() })).toEqual({
    run,
    leaks: [],
  })
})
