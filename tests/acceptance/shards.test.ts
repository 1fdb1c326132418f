import { spawn } from 'node:child_process'
import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

import { evidencePath } from '../../harness/engine/assemble.ts'
import type { Result, Run } from '../../reports/model.ts'
import { entryOf, tenantsNamed, tenantsOf, writeTargets } from '../shards/tenants.ts'
import { assay, built, emptyFolder, patience, reportedRun, reportFiles } from './assay.ts'

/** What differs between two judgements of the same server. */
function withoutChance(run: Run): Pick<Run, 'documents' | 'targets' | 'checks' | 'results' | 'causes'> {
  const { documents, targets, checks, results, causes } = run
  const same = (result: Result): Result => ({
    ...result,
    ms: 0,
    steps: result.steps.map((step) => ({ ...step, ms: 0, exchanges: [] })),
  })
  return { documents: documents ?? [], targets, checks, results: results.map(same), causes }
}

test('three shards of a target, merged, equal the run that was not divided', { timeout: patience }, async () => {
  const folder = await emptyFolder()
  const mock = await tenantsNamed(['only'], { defects: ['token-cacheable'] })
  await writeTargets(
    folder,
    tenantsOf(mock).map(([name, tenant]) => entryOf(name, tenant)),
  )
  const selected = ['run', 'token.c*', 'token.success*', 'token.error*', '--quiet']

  const whole = assay(folder, [...selected, '-o', 'whole'])
  const parts = [1, 2, 3].map((index) => assay(folder, [...selected, '--shard', `${index}/3`]))
  const codes = (await Promise.all([whole, ...parts])).map(({ code }) => code)
  const { code, stdout } = await assay(folder, [
    'merge',
    ...[3, 1, 2].map((index) => `conformance-report/shard-${index}`),
  ])

  const undivided = await reportedRun(folder, 'whole')
  const merged = await reportedRun(folder)
  expect(undivided.checks.some((check) => check.passive)).toBe(true)
  expect(withoutChance(merged)).toEqual(withoutChance(undivided))
  expect({ ...merged.run, id: '', started: '', finished: '' }).toEqual({
    ...undivided.run,
    id: '',
    started: '',
    finished: '',
  })
  expect([codes[0], code]).toEqual([1, 1])
  expect(stdout).toContain(`${merged.results.length} checks`)
  const files = [...(await reportFiles(folder)).keys()]
  const named = merged.results.flatMap(({ evidence }) => evidence ?? [])
  expect(files).toEqual(expect.arrayContaining(named.map((file) => join(folder, 'conformance-report', file))))
})

test(
  'three processes of vitest, as its own shards, judge twenty tenants; merged, each was judged once',
  { timeout: patience },
  async () => {
    const folder = await emptyFolder()
    const names = Array.from({ length: 20 }, (_, index) => `t${index}`)
    const mock = await tenantsNamed(names)
    await writeTargets(
      folder,
      tenantsOf(mock).map(([name, tenant]) => entryOf(name, tenant)),
    )
    await writeFile(join(folder, 'vitest.config.mjs'), configuration)
    await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'))

    const codes = await Promise.all([1, 2, 3].map((index) => vitest(folder, `--shard=${index}/3`)))
    const { code } = await assay(folder, ['merge', ...[1, 2, 3].map((index) => `conformance-report/shard-${index}`)])

    const { results, targets, run } = await reportedRun(folder)
    expect([...codes, code]).toEqual([0, 0, 0, 0])
    expect(targets.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    expect(targets.every(({ capabilities }) => capabilities.includes('authorization_code'))).toBe(true)
    expect(results.map(({ target, verdict }) => `${target} ${verdict}`).toSorted()).toEqual(
      names.map((name) => `${name} pass`).toSorted(),
    )
    expect(results.map(({ evidence }) => evidence)).toEqual(
      results.map(({ target, check }) => evidencePath(target, check)),
    )
    expect(run).not.toHaveProperty('shard')
  },
)

const configuration = `
import { conformance } from ${JSON.stringify(pathToFileURL(built('harness/engine/plugin.js')).href)}
export default conformance({ config: 'assay.config.yaml', select: ['token.cache-control-no-store'] })
`

function vitest(cwd: string, ...argv: readonly string[]): Promise<number | null> {
  const script = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, 'run', ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd },
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}
