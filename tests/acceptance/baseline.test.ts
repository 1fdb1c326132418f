import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { assay, emptyFolder, patience, reportedRun, verdictsOf } from './assay.ts'

const faulty = ['run', 'code.single-use', 'token.access-token-present', '--defect', 'code-reusable', '-q']

async function withBaseline(text: string): Promise<string> {
  const folder = await emptyFolder()
  await writeFile(join(folder, 'known.yaml'), text)
  return folder
}

describe('a baseline', { timeout: patience }, () => {
  test('made of the last report accepts what it broke, once the reasons are written', async () => {
    const folder = await emptyFolder()
    expect((await assay(folder, faulty)).code).toBe(1)
    expect((await assay(folder, ['known', 'add', '*'])).stdout).toContain('code.single-use is accepted as fail')

    const unwritten = await assay(folder, [...faulty, '--known', 'known.yaml'])
    expect([unwritten.code, unwritten.stdout]).toEqual([2, ''])
    expect(unwritten.stderr).toContain('known.yaml:5:13  known[0].reason: expected a reason')

    await writeFile(join(folder, 'known.yaml'), 'known: []\n')
    await assay(folder, ['known', 'add', 'code.single-use', '--reason', 'Release 27'])
    const { code, stdout } = await assay(folder, [...faulty, '--known', 'known.yaml'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/ 1 known\n[^]*known: the oldest since \d{4}-\d{2}-\d{2}\n/)
    expect((await reportedRun(folder)).results[0]?.known).toMatchObject({ reason: 'Release 27' })
  })

  test('skips what it tells to ignore, with its reason', async () => {
    const folder = await withBaseline('ignore: [{ check: "code.single-*", reason: "Not before March" }]\n')
    const { code } = await assay(folder, [...faulty, '--known', 'known.yaml'])
    const run = await reportedRun(folder)
    expect(code).toBe(0)
    expect(verdictsOf(run)['code.single-use']).toBe('skip')
    expect(run.results.find(({ check }) => check === 'code.single-use')).toMatchObject({
      because: 'ignored by the baseline: Not before March',
      evidence: null,
    })
  })

  test('that names a check nobody knows ends the run before it begins', async () => {
    const folder = await withBaseline('known: [{ check: code.singel-use, verdict: fail, reason: r }]\n')
    const { code, stderr } = await assay(folder, [...faulty, '--known', 'known.yaml'])
    expect(code).toBe(2)
    expect(stderr).toContain(
      'known.yaml:1:18  known[0].check: no check matches "code.singel-use"; did you mean code.single-use?',
    )
    expect((await readdir(folder)).toSorted()).toEqual(['.git', 'known.yaml'])
  })
})
