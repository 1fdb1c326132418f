import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { installed, type Parts } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import type { RunRequest } from '../../harness/engine/events.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'
import { fakeIo } from './fake-io.ts'
import { reportFolder, type ReportFolder } from './report-folder.ts'

let folder: ReportFolder
beforeAll(async () => {
  folder = await reportFolder()
  await folder.write('.git/HEAD', '')
})
afterAll(() => folder.remove())

const before = runWith(resultOf('code.a'), resultOf('code.b', { verdict: 'fail' }))
const after = runWith(resultOf('code.a', { verdict: 'fail' }), resultOf('code.b'))

async function assay(...argv: readonly string[]) {
  const io = fakeIo({ cwd: folder.path })
  const requests: RunRequest[] = []
  const parts: Parts = {
    ...installed,
    runChecks: async (request) => {
      requests.push(request)
      // As a run does where the earlier report lies in its own folder.
      await folder.report('conformance-report', after)
      const { base } = request
      const out = join(folder.path, 'conformance-report')
      return { run: after, out, warnings: [], stale: [], leaks: [], ...(base === undefined ? {} : { base }) }
    },
  }
  return { code: await main(['run', ...argv], io, parts), ...io.printed, requests }
}

describe('run --base', () => {
  test('tells in one line what changed since the earlier run, which may lie where this one is written', async () => {
    await folder.report('conformance-report', before)

    const { code, stdout, requests } = await assay('--base', 'conformance-report')

    expect(code).toBe(1)
    expect(requests[0]?.base?.results.map(({ verdict }) => verdict)).toEqual(['pass', 'fail'])
    expect(stdout).toMatch(/^since 2026-01-02 03:04 \(oauth2, Assay 1\.2\.3\): 1 newly broken · 1 obeyed now$/m)
  })

  test('says that little can be said when the earlier run judged by another profile', async () => {
    await folder.report('strict', { ...before, run: { ...before.run, profile: 'oauth-2.1' } })

    expect((await assay('--base', 'strict')).stdout).toContain('another profile, so this says little: 1 newly broken')
  })

  test('that is not there exits 2 before anything is judged', async () => {
    const { code, stderr, requests } = await assay('--base', 'nowhere')

    expect([code, requests]).toEqual([2, []])
    expect(stderr).toContain('nowhere')
  })

  test('absent compares nothing', async () => {
    const { stdout, requests } = await assay()

    expect(requests[0]?.base).toBeUndefined()
    expect(stdout).not.toContain('since')
  })
})
