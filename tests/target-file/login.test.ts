import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../harness/target/config/load.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'login-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function login(text: string) {
  const file = join(folder, 'assay.config.yaml')
  await writeFile(file, `targets:\n  - issuer: http://127.0.0.1:3000\n    login: ${text}\n`)
  return (await loadConfig(file, {})).config.targets[0]?.login
}

describe('how a user logs in', () => {
  test('is by forms, and by a browser where those do not do, unless told', async () => {
    expect(await login('{}')).toEqual({ how: 'auto' })
  })

  test('may be a browser with further hosts', async () => {
    expect(await login('{ how: browser, hosts: [cdn.login.example] }')).toEqual({
      how: 'browser',
      hosts: ['cdn.login.example'],
    })
  })

  test('may be a module, counted from the file', async () => {
    expect(await login('{ how: script, module: ./login.ts }')).toEqual({
      how: 'script',
      module: join(folder, 'login.ts'),
    })
  })

  test.each([
    ['{ how: script }', /expected a module with how: script, got none/],
    ['{ how: robot }', /how/],
    ['{ how: browser, hosts: ["https://cdn.example/"] }', /host/],
  ])('%s is a mistake', async (text, message) => {
    await expect(login(text)).rejects.toThrow(message)
  })
})
