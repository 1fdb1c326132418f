import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scanFiles } from '../../harness/evidence/leak-scan.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leak-scan-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('names file, secret, encoding and place; a redacted file has none', async () => {
  const secrets = new Secrets()
  secrets.add('client_secret', 'q+7Lk/Zx0PbV/9w+TtR2aQ==')
  const output = `<p>q%2B7Lk%2FZx0PbV%2F9w%2BTtR2aQ%3D%3D</p>`
  const leaking = join(folder, 'report.html')
  const clean = join(folder, 'clean.html')
  await writeFile(leaking, output)
  await writeFile(clean, secrets.redact(output))
  expect(await scanFiles(secrets, [clean, leaking])).toEqual([
    { file: leaking, name: '‹client_secret#1›', encoding: 'percent', at: 3 },
  ])
})

test('a secret is found in a file of any size, once, wherever the pieces meet that are searched', async () => {
  const secrets = new Secrets()
  const value = 'vX9kQ2mTz7LpR4wYb8NcD1fGh6JsA3eU'
  secrets.add('access_token', value)
  // Two characters short of a divisor of every size of a piece, so that a secret lies across each place where two meet.
  const stride = 2 ** 16 - 2
  const padding = '.'.repeat(stride - value.length)
  const file = join(folder, 'large.html')
  await writeFile(file, `${value}${padding}`.repeat(150))

  const found = (await scanFiles(secrets, [file])).map(({ at }) => at)

  expect(found).toEqual(Array.from({ length: 150 }, (_, index) => index * stride))
})

test('a file that cannot be read is an error, not a clean file', async () => {
  await expect(scanFiles(new Secrets(), [join(folder, 'missing.json')])).rejects.toThrow(
    /Expected to read .*missing\.json.*ENOENT/,
  )
})
