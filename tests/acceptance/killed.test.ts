import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { readReport } from '../../reports/read-report.ts'
import { assay, emptyFolder, patience, startAssay } from './assay.ts'

describe('a run that is killed', { timeout: patience }, () => {
  test('leaves its events, and reports are made of them', async () => {
    const folder = await emptyFolder()
    const { child, ended, said } = startAssay(folder, ['run', 'token', 'code', 'pkce'])
    await said(/^done /m)
    child.kill('SIGKILL')
    expect((await ended).code).toBeUndefined()

    const told = await assay(folder, ['report', '--to', 'junit'])

    expect(told).toMatchObject({ code: 0, stdout: 'wrote conformance-report/junit.xml\n' })
    expect(told.stderr).toMatch(/^the run was stopped early, with \d+ results\n$/)
    expect((await readdir(join(folder, 'conformance-report'))).toSorted()).toEqual(['events.ndjson', 'junit.xml'])
    const { run } = await readReport(join(folder, 'conformance-report'))
    expect(run.results.length).toBeGreaterThan(0)
    expect(run.results.length).toBeLessThan(run.checks.length)
    expect(await readFile(join(folder, 'conformance-report', 'junit.xml'), 'utf8')).toContain(run.results[0]?.check)
  })
})
