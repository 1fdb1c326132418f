import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'

import { installed } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import { fakeIo } from '../cli/fake-io.ts'

// Imported once beforehand: what is waited for below is the start.
beforeAll(async () => void (await installed.mock()), 60_000)

/** Starts the mock, lets the test read what it prints, and interrupts it. */
async function whileServing(argv: readonly string[], look: (text: string) => Promise<void>, env = {}): Promise<void> {
  const io = Object.assign(fakeIo(), { env })
  const ended = main(['mock', '--port', '0', ...argv], io, installed)
  await expect.poll(() => io.printed.stdout + io.printed.stderr, { timeout: 10_000 }).toContain('Stop it')
  try {
    await look(io.printed.stdout)
  } finally {
    io.emitter.emit('SIGINT')
  }
  await ended
}

async function pasted(text: string): Promise<unknown> {
  const line = /^curl .*$/m.exec(text)?.[0] ?? ''
  expect(line).toContain("-H 'Content-Type: application/json'")
  return JSON.parse((await promisify(execFile)('sh', ['-c', line])).stdout)
}

test.each([
  ['salesos', 86_400],
  ['salesloft', 7200],
  ['sso', 900],
])('the start text names %s, and its curl works as pasted', async (dialect, seconds) => {
  await whileServing(['--dialect', dialect], async (text) => {
    expect(text).toMatch(new RegExp(`^dialect    ${dialect}  \\S`, 'm'))
    expect(text).toMatch(/^apis {7}http/m)
    expect(await pasted(text)).toMatchObject({ token_type: 'Bearer', expires_in: seconds })
  })
})

test('without metadata the addresses of the endpoints stand there', async () => {
  await whileServing(
    [],
    async (text) => {
      expect(text).toMatch(/^login {6}http:\S+\/oauth\/authorize$/m)
      expect(text).toMatch(/^token {6}http:\S+\/oauth\/token$/m)
      expect(text).not.toContain('discovery')
    },
    { ASSAY_MOCK_DIALECT: 'salesloft' },
  )
})

test('a file of your own, with a lifetime beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-own-'))
  const options = { bodies: ['json'], lifetimes: { client_credentials: 77, code: 7 } }
  await writeFile(join(folder, 'acme.json'), JSON.stringify({ name: 'acme', options }))
  await whileServing(['--dialect', join(folder, 'acme.json'), '--lifetime', 'code=3'], async (text) => {
    expect(await pasted(text)).toMatchObject({ expires_in: 77 })
  })
  await rm(folder, { recursive: true })
})

test.each([
  ['saleos', 'did you mean salesos?'],
  ['./nowhere.yaml', 'nowhere.yaml'],
])('--dialect %s is refused in words', async (dialect, words) => {
  const io = fakeIo()
  expect(await main(['mock', '--port', '0', '--dialect', dialect], io, installed)).toBe(2)
  expect(io.printed.stderr).toContain(words)
})

test('the list has every one', async () => {
  const io = fakeIo()
  expect(await main(['mock', '--list-dialects'], io, installed)).toBe(0)
  expect(io.printed.stdout).toMatch(/^salesos +SalesOS/m)
  expect(io.printed.stdout.trim().split('\n')).toHaveLength(9)
})
