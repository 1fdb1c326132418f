import { describe, expect, test } from 'vitest'

import { emptyFolder, patience, reportedRun, startAssay } from './assay.ts'

describe('an interrupted run', { timeout: patience }, () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s: exit 130 and a report of what was judged until then',
    async (signal) => {
      const folder = await emptyFolder()
      const { child, ended, said } = startAssay(folder, ['run'])
      await said(/^Assay judges/m)
      child.kill(signal)

      const { code, stderr } = await ended

      const run = await reportedRun(folder)
      expect(code).toBe(130)
      expect(stderr).toMatch(/stopping/)
      expect(run.run.interrupted).toBe(true)
      expect(run.results.length).toBeLessThan(run.checks.length)
      // Whoever was stopped on the way has no verdict; nobody is called broken for it.
      expect(run.results.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    },
  )

  test('a second signal ends it at once', async () => {
    const { child, ended, said } = startAssay(await emptyFolder(), ['run'])
    await said(/^Assay judges/m)
    child.kill('SIGINT')
    await said(/stopping/)
    child.kill('SIGINT')

    expect((await ended).code).toBe(130)
  })
})
