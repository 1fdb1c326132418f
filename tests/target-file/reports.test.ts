import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { loadConfig } from '../../harness/target/config/load.ts'
import { type ConfigFolder, configFolder, places, refusal } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
})
afterAll(() => folder.remove())

const load = async (reports: string, env: Record<string, string> = {}) => {
  const text = `reports: ${reports}\ntargets: [{ issuer: "http://127.0.0.1:1" }]\n`
  return loadConfig(await folder.write('assay.config.yaml', text), env)
}

test('paths count from the folder of the file, and may come from the environment', async () => {
  const { config, secrets } = await load('[junit, "json=build/run.json", "junit=${env:PLACE}/"]', { PLACE: 'ci-place' })
  expect(config.reports).toEqual([
    { format: 'junit', path: undefined },
    { format: 'json', path: join(folder.path, 'build', 'run.json') },
    { format: 'junit', path: `${join(folder.path, 'ci-place')}/` },
  ])
  expect(secrets).not.toContain('junit=ci-place/')
})

test('without the key nothing is added', async () => {
  const file = await folder.write('bare.yaml', 'targets: [{ issuer: "http://127.0.0.1:1" }]\n')
  expect((await loadConfig(file, {})).config.reports).toEqual([])
})

test('every mistake is told with its place', async () => {
  const told = places(await refusal(load('[junti, "junit=", 3, "junit,json"]')), folder.path)
  expect(told).toEqual([
    expect.stringMatching(
      /^assay\.config\.yaml:1:11 {2}reports\[0\]: no report format is called "junti"; did you mean junit\?/,
    ),
    expect.stringMatching(/^assay\.config\.yaml:1:18 {2}reports\[1\]: expected a file after "junit="/),
    expect.stringMatching(/^assay\.config\.yaml:1:28 {2}reports\[2\]: expected a format such as junit/),
    expect.stringMatching(/^assay\.config\.yaml:1:31 {2}reports\[3\]: expected a format such as junit/),
  ])
})
