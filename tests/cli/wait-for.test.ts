import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { installed } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import { waitFor } from '../../cli/wait-for.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'
import { fakeIo } from './fake-io.ts'

let folder = ''
let nobody = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-wait-'))
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  nobody = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`
  closed.close()
})
afterAll(() => rm(folder, { recursive: true }))

async function assay(issuer: string, flags: readonly string[], io = fakeIo({ cwd: folder })) {
  await writeFile(join(folder, 'assay.config.yaml'), `targets: [{ name: one, issuer: "${issuer}" }]\n`)
  let judged = 0
  const runChecks = async () => {
    judged += 1
    return { run: runWith(resultOf('code.a')), out: folder, warnings: [], stale: [], leaks: [] }
  }
  const code = await main(['run', ...flags], io, { ...installed, runChecks })
  return { code, judged, stderr: io.printed.stderr, stdout: io.printed.stdout }
}

describe('what --wait-for takes', () => {
  test('seconds, addresses, or both', () => {
    expect(waitFor('120')).toEqual({ limit: 120, urls: [] })
    expect(waitFor('http://a.test/health')).toEqual({ limit: 60, urls: ['http://a.test/health'] })
    expect(waitFor('0.5', waitFor('https://a.test'))).toEqual({ limit: 0.5, urls: ['https://a.test'] })
    expect(waitFor('https://b.test', waitFor('https://a.test')).urls).toEqual(['https://a.test', 'https://b.test'])
  })

  test.each(['', 'soon', '-1', '1e3', 'ftp://a.test', 'http://', 'http://[', '60s'])('not %j', (text) => {
    expect(() => waitFor(text)).toThrow('expected seconds or an http or https URL')
  })

  test('a selector taken for its value is told apart', async () => {
    const { code, stderr, judged } = await assay(nobody, ['--wait-for', 'code'])
    expect({ code, judged }).toEqual({ code: 2, judged: 0 })
    expect(stderr).toContain('--wait-for 120')
  })
})

describe('assay run --wait-for', () => {
  test('judges a server that is up without a word', async () => {
    await using mock = await createMockServer()
    const { code, judged, stderr } = await assay(mock.tenant.issuer, ['--wait-for', '60'])
    expect({ code, judged }).toEqual({ code: 0, judged: 1 })
    expect(stderr).not.toContain('waiting')
  })

  test('ends with 3 and says what never came', async () => {
    const { code, judged, stderr, stdout } = await assay(nobody, ['--wait-for', '0'])
    expect({ code, judged, stdout }).toEqual({ code: 3, judged: 0, stdout: '' })
    expect(stderr).toMatch(/^waiting up to 0 s for http:.*refuses connections$/m)
    expect(stderr).toMatch(/^gave up after 0 s: http:/m)
    expect(stderr).toContain('nothing was judged: start the server before the run')
  })

  test('asks an address instead of the targets', async () => {
    await using mock = await createMockServer()
    expect((await assay(nobody, ['--wait-for', `${mock.url}/_assay/health`])).judged).toBe(1)
    expect((await assay(mock.tenant.issuer, ['--wait-for', nobody, '--wait-for', '0'])).code).toBe(3)
  })

  test('waits for the chosen targets only', async () => {
    const { code, stderr } = await assay(nobody, ['--wait-for', '0', '-t', 'onee'])
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean one?')
  })

  test('ends with 130 when it is interrupted', async () => {
    const io = fakeIo({ cwd: folder })
    const interrupting = {
      ...io,
      stderr: {
        write(text: string) {
          io.stderr.write(text)
          if (text.startsWith('waiting')) io.emitter.emit('SIGINT')
        },
      },
    }
    const { code, judged, stderr } = await assay(nobody, ['--wait-for', '600'], interrupting)
    expect({ code, judged }).toEqual({ code: 130, judged: 0 })
    expect(stderr).toContain('nothing was judged')
  })

  test('of the embedded mock there is nothing to wait for', async () => {
    const bare = await mkdtemp(join(folder, 'bare-'))
    await writeFile(join(bare, '.git'), '')
    const io = fakeIo({ cwd: bare })
    const { judged } = await assay(nobody, ['--wait-for', '60'], io)
    expect(judged).toBe(1)
  })
})
