import { spawn } from 'node:child_process'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

import { runWith, resultOf } from '../reports/sample-run.ts'
import { entryOf, tenantsNamed, tenantsOf, writeTargets } from '../shards/tenants.ts'
import { built, emptyFolder, patience } from './assay.ts'

const judged = 'token.cache-control-no-store'

const configuration = `
import { conformance } from ${JSON.stringify(pathToFileURL(built('harness/engine/plugin.js')).href)}
export default conformance({ config: 'assay.config.yaml', select: ['${judged}'], base: 'main.json', reports: ['markdown'] })
`

function vitest(cwd: string): Promise<number | null> {
  const script = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const env = { PATH: process.env['PATH'], HOME: cwd }
  const child = spawn(process.execPath, [script, 'run'], { cwd, env, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}

test('a run inside vitest tells in its formats what changed since another', { timeout: patience }, async () => {
  const folder = await emptyFolder()
  const mock = await tenantsNamed(['only'], { defects: ['token-cacheable'] })
  const [[name, tenant] = []] = tenantsOf(mock)
  if (name === undefined || tenant === undefined) throw new Error('no tenant')
  await writeTargets(folder, [entryOf(name, tenant)])
  await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'))
  await writeFile(join(folder, 'vitest.config.mjs'), configuration)
  const base = runWith({ ...resultOf(judged), target: name })
  const named = { ...base, targets: base.targets.map((each) => ({ ...each, name })) }
  await writeFile(join(folder, 'main.json'), JSON.stringify(named))

  expect(await vitest(folder)).toBe(1)
  expect(await readFile(join(folder, 'conformance-report/summary.md'), 'utf8')).toContain('newly broken')
})
