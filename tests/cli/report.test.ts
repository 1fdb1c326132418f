import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { main } from '../../cli/program.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { sampleRun } from '../reports/sample-run.ts'
import { fakeIo } from './fake-io.ts'
import { reportFolder, type ReportFolder } from './report-folder.ts'

let folder: ReportFolder
beforeAll(async () => {
  folder = await reportFolder()
  await folder.report('conformance-report', sampleRun)
  await folder.report('partial', { ...sampleRun, run: { ...sampleRun.run, interrupted: true } }, false)
  await folder.write('other.json', '{"name":"left-pad"}')
  await folder.write('broken/run.json', '{')
  await folder.write('lying/run.json', JSON.stringify({ ...sampleRun, results: [{}] }))
})
afterAll(() => folder.remove())

async function assay(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = fakeIo({ cwd: folder.path })
  return { code: await main(['report', ...argv], io), ...io.printed }
}

const text = (name: string): Promise<string> => readFile(join(folder.path, name), 'utf8')

describe('assay report', () => {
  test('writes formats to where they were asked for, and leaves the run as it is', async () => {
    const told = await assay('--to', 'junit=build/', '--to', 'json=copy.json')
    expect(told).toEqual({ code: 0, stdout: 'wrote build/junit.xml\nwrote copy.json\n', stderr: '' })
    expect(await text('build/junit.xml')).toContain('conformance-report/evidence/staging/code.single-use.json')
    expect(await text('copy.json')).toBe(writeRunJson(sampleRun))
    expect(await readdir(join(folder.path, 'conformance-report'))).toEqual(['evidence', 'run.json'])
  })

  test('without a path adds to the folder of the run, or to another', async () => {
    const { stdout } = await assay('--from', 'conformance-report/run.json', '--to', 'junit,json', '-o', 'new')
    expect(stdout).toBe('wrote new/junit.xml\nwrote new/run.json\n')
    await folder.report('added', sampleRun)
    expect(await assay('--from', 'added', '--to', 'json,junit')).toMatchObject({ stdout: 'wrote added/junit.xml\n' })
    expect(await text('added/run.json')).toBe(writeRunJson(sampleRun))
  })

  test('says when there is nothing to do, when the run is partial and when evidence is missing', async () => {
    expect((await assay('--to', 'json')).stderr).toBe('nothing to write: run.json is there already\n')
    expect((await assay('--from', 'partial', '--to', 'junit')).stderr).toBe(
      'the run was stopped early, with 11 results\nthe evidence of 9 of 9 results is missing; no format can tell exchanges of these\n',
    )
  })

  test.each([
    [['--to', 'htlm'], 'assay: no report format is called "htlm"'],
    [[], 'assay: expected --to with a format, got none; write --to html, or one of badge, '],
    [['--from', 'nowhere'], 'assay: nowhere: not found; expected a report folder or a run.json'],
    [['--to', 'junit', '--from', 'nowhere'], 'assay: nowhere: not found; expected a report folder or a run.json'],
    [['--to', 'junit', '--from', 'build'], 'assay: build/run.json: not found; expected a report folder or a run.json'],
    [['--to', 'junit', '--from', 'other.json'], 'assay: other.json: run: must have required property'],
    [['--to', 'junit', '--from', 'broken'], 'assay: broken/run.json: '],
    [['--to', 'junit', '--from', 'lying'], 'assay: lying/run.json: run/results/0: must have'],
    [['--to', 'junit', '--base', 'nowhere'], 'assay: nowhere: not found'],
    [
      ['--to', 'junit=copy.json', '--from', 'copy.json'],
      'copy.json: the run is read from there; name another file for junit',
    ],
    [['--to', 'junit=conformance-report/run.json'], 'json and junit go to one file'],
  ])('%j exits 2', async (argv, message) => {
    const { code, stdout, stderr } = await assay(...argv)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
