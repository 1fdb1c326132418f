import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findConfig } from '../../harness/target/config/find.ts'
import { type ConfigFolder, configFolder, places, refusal } from './config-folder.ts'

let folder: ConfigFolder
beforeEach(async () => {
  folder = await configFolder()
  await mkdir(join(folder.path, 'repo', '.git'), { recursive: true })
  await mkdir(join(folder.path, 'repo', 'packages', 'api'), { recursive: true })
})
afterEach(() => folder.remove())

const deep = () => join(folder.path, 'repo', 'packages', 'api')

test('none', async () => {
  expect(await findConfig(deep(), undefined, {})).toBeUndefined()
})

test('the nearest folder wins, the repository root is the last one looked into', async () => {
  await folder.write('assay.config.yaml', 'outside')
  expect(await findConfig(deep(), undefined, {})).toBeUndefined()
  const root = await folder.write('repo/assay.config.json', '{}')
  expect(await findConfig(deep(), undefined, {})).toBe(root)
  const near = await folder.write('repo/packages/assay.config.yml', '')
  expect(await findConfig(deep(), undefined, {})).toBe(near)
})

test('in one folder yaml goes before yml before json', async () => {
  await folder.write('repo/assay.config.json', '{}')
  const yml = await folder.write('repo/assay.config.yml', '')
  expect(await findConfig(deep(), undefined, {})).toBe(yml)
  const yaml = await folder.write('repo/assay.config.yaml', '')
  expect(await findConfig(deep(), undefined, {})).toBe(yaml)
})

test('a .git file, as in a worktree, ends the search too', async () => {
  await folder.write('repo/packages/.git', 'gitdir: elsewhere')
  await folder.write('repo/assay.config.yaml', '')
  expect(await findConfig(deep(), undefined, {})).toBeUndefined()
})

test('the explicit path goes before ASSAY_CONFIG, which goes before the search', async () => {
  await folder.write('repo/assay.config.yaml', '')
  const variable = await folder.write('elsewhere/variable.yaml', '')
  const explicit = await folder.write('repo/packages/api/explicit.yaml', '')
  const environment = { ASSAY_CONFIG: variable }
  expect(await findConfig(deep(), 'explicit.yaml', environment)).toBe(explicit)
  expect(await findConfig(deep(), undefined, environment)).toBe(variable)
  expect(await findConfig(deep(), undefined, { ASSAY_CONFIG: '../../../elsewhere/variable.yaml' })).toBe(variable)
})

test('a named file that is absent is an error, never a search', async () => {
  await folder.write('repo/assay.config.yaml', '')
  expect(places(await refusal(findConfig(deep(), 'absent.yaml', {})), '')).toEqual(['absent.yaml:1:1  no such file'])
  const [problem] = await refusal(findConfig(deep(), undefined, { ASSAY_CONFIG: 'gone.yaml' }))
  expect(problem).toMatchObject({ file: 'gone.yaml', fix: 'check the path in ASSAY_CONFIG' })
})
