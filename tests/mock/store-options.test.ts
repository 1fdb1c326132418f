import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withStore } from '../../cli/mock-options.ts'
import { main } from '../../cli/program.ts'
import { readMockFile } from '../../mock-server/index.ts'
import { fakeIo } from '../cli/fake-io.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-store-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(text: string): Promise<string> {
  const path = join(folder, 'mock.yaml')
  await writeFile(path, text)
  return path
}

describe('a file', () => {
  test('names a Redis and a prefix', async () => {
    const path = await file('store: { redis: "rediss://user:word@cache.example:6380/2", prefix: mine }')
    expect((await readMockFile(path)).store).toEqual({
      redis: 'rediss://user:word@cache.example:6380/2',
      prefix: 'mine',
    })
  })

  test.each([
    ['store: {}', "store: must have required property 'redis'"],
    ['store: { redis: "http://localhost" }', 'store.redis: must match pattern'],
    ['store: { redis: "redis://localhost", ttl: 5 }', 'store.ttl: no such key'],
  ])('is refused with %s', async (text, message) => {
    await expect(readMockFile(await file(text))).rejects.toThrow(message)
  })
})

describe('the address of a Redis', () => {
  test('comes from the command line or the environment before the file, whose prefix stays', () => {
    const given = { store: { redis: 'redis://file', prefix: 'mine' } }
    expect(withStore(given, 'redis://flag').store).toEqual({ redis: 'redis://flag', prefix: 'mine' })
    expect(withStore(given, undefined).store).toEqual(given.store)
    expect(withStore({}, '').store).toBeUndefined()
    expect(withStore({}, 'redis://flag').store).toEqual({ redis: 'redis://flag' })
  })

  test.each([
    ['the flag', ['--redis', 'redis://127.0.0.1:1'], { ASSAY_MOCK_REDIS: 'redis://127.0.0.1:2' }, 1],
    ['the environment', [], { ASSAY_MOCK_REDIS: 'redis://127.0.0.1:2' }, 2],
  ])('is taken from %s', async (_, flags, env, port) => {
    const io = { ...fakeIo(), env }
    expect(await main(['mock', '--port', '0', ...flags], io)).toBe(2)
    expect(io.printed.stderr).toMatch(`assay: Expected a Redis at redis://127.0.0.1:${port}, got: `)
  })
})
