import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { defaultClients, defaultUsers } from '../../mock-server/defaults.ts'
import { validateEvidence } from '../../reports/validate.ts'
import { emptyFolder, patience, reportedRun, startAssay } from './assay.ts'
import { brief, describeMock, writeTargets } from './target-file.ts'

test(
  'a target that dies on the way: exit 3, one cause, and no pass for what was not finished',
  { timeout: patience },
  async () => {
    const folder = await emptyFolder()
    const lifetimes = Object.entries(brief)
      .map(([name, seconds]) => `${name}=${seconds}`)
      .join(',')
    const mock = startAssay(folder, ['mock', '--port', '0', '--login', 'password', '--lifetime', lifetimes])
    const issuer = (await mock.said(/^issuer\s+(\S+)$/m))[1] ?? ''
    await writeTargets(folder, [describeMock(issuer, defaultClients(), defaultUsers())])

    const run = startAssay(folder, ['run'])
    // An area is done: some checks have their verdict, and those that wait for something to expire do not.
    await run.said(/^done .*\bpass\b/m)
    mock.child.kill('SIGKILL')
    await mock.ended
    const died = Date.now()
    const { code } = await run.ended

    const report = await reportedRun(folder)
    const odd = report.results.filter(({ verdict }) => !['pass', 'skip', 'blocked'].includes(verdict))
    const reached = new Set(report.results.map(({ verdict }) => verdict))
    expect(code).toBe(3)
    expect(report.results.length).toBe(report.checks.length)
    expect(odd.map(({ check, verdict, because }) => `${check} is ${verdict}: ${because}`)).toEqual([])
    expect([...reached]).toEqual(expect.arrayContaining(['pass', 'blocked']))
    expect(report.causes).toMatchObject([{ id: 'c1', kind: 'blocked', text: `${issuer} does not answer` }])
    expect(report.run.interrupted).toBe(false)
    for (const { check, verdict, evidence } of report.results) {
      if (verdict !== 'pass') continue
      // What is judged by a look at the metadata needs nobody to answer.
      if (evidence === null) continue
      const file = join(folder, 'conformance-report', evidence)
      const { exchanges } = await validateEvidence(JSON.parse(await readFile(file, 'utf8')))
      expect(
        exchanges.filter(({ response, at }) => response === null || Date.parse(at) > died),
        check,
      ).toEqual([])
    }
  },
)
