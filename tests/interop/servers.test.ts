import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultsOf, cellsOf } from '../../scripts/interop/judge.ts'
import { findServers, packagesOf, startServer } from '../../scripts/interop/servers.ts'
import type { Result } from '../../reports/model.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-servers-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function server(name: string, text: string): Promise<string> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'server.mjs'), text)
  return join(folder, name)
}

const listening = `import { createServer } from 'node:http'
const server = createServer((_request, response) => response.end('here'))
server.listen(Number(process.argv[2]), '127.0.0.1', () => {
  console.log('http://127.0.0.1:' + server.address().port)
  console.log('and more')
})`

test('folders with a server.mjs are found, by name', async () => {
  await server('zeta', '')
  await server('alpha', '')
  await mkdir(join(folder, 'middle'))
  expect(await findServers(folder)).toEqual(['alpha', 'zeta'])
})

test('a server is started on a free port and stopped', async () => {
  const path = await server('good', listening)
  const running = await startServer(path)
  expect(await (await fetch(running.issuer)).text()).toBe('here')
  await running[Symbol.asyncDispose]()
  await expect(fetch(running.issuer)).rejects.toThrow('fetch failed')
})

test('a server that ends is told with the line that names the error', async () => {
  const path = await server('bad', `throw new TypeError('no such plugin')`)
  await expect(startServer(path)).rejects.toThrow('got exit code 1: TypeError: no such plugin')
})

test('a server that prints something else is told with it', async () => {
  const path = await server('chatty', `console.log('listening …'); setInterval(() => undefined, 1000)`)
  await expect(startServer(path)).rejects.toThrow('got "listening …"')
})

test('a server that says nothing is given up', async () => {
  const path = await server('mute', 'setInterval(() => undefined, 1000)')
  await expect(startServer(path, 300)).rejects.toThrow('got nothing within 0.3 s')
})

test('packages are named with their versions; built-in modules and own files are none', async () => {
  const path = await server(
    'made',
    `import { createServer } from 'node:http'\nimport { one } from './one.mjs'\nimport { jwt } from '@scope/auth/plugins'\nawait import('plain')`,
  )
  for (const [name, version] of [
    ['@scope/auth', '1.7.5'],
    ['plain', '2.0.0'],
  ] as const) {
    await mkdir(join(folder, 'modules', name), { recursive: true })
    await writeFile(join(folder, 'modules', name, 'package.json'), JSON.stringify({ version }))
  }
  expect(await packagesOf(path, join(folder, 'modules'))).toEqual(['@scope/auth@1.7.5', 'plain@2.0.0'])
})

const known = { reason: 'It is so.', issue: null, until: null }

function result(check: string, verdict: Result['verdict'], more: Partial<Result> = {}): Result {
  const nothing = { known: null, expected: null, actual: null, tolerated: null, evidence: null, cause: null }
  const zero = { unstable: false, attempts: 1, steps: [], notes: [], ms: 0, waited: 0 }
  return { target: 't', check, verdict, because: 'because', ...nothing, ...zero, ...more }
}

test('unexpected are new reds, what went wrong, and entries out of date', () => {
  const results = [
    result('a.pass', 'pass'),
    result('a.known', 'fail', { known }),
    result('a.new', 'fail', { expected: '400', actual: '200' }),
    result('a.error', 'error', { because: 'a bug' }),
    result('a.warn', 'warn'),
    result('a.blocked', 'blocked'),
  ]
  expect(faultsOf({ results }, ['known.yaml:3 is stale'])).toEqual([
    'a.new: expected 400, got 200',
    'a.error: a bug',
    'known.yaml:3 is stale',
  ])
})

test('a cell holds the reason of a known red, or why a deviation weighs less, and nothing of the run', () => {
  const cells = cellsOf({
    results: [
      result('a.known', 'fail', { known, actual: 'port 40123' }),
      result('a.warn', 'warn', { tolerated: 'known from the field', actual: 'port 40123' }),
      result('a.skip', 'skip', { because: 'port 40123' }),
    ],
  })
  expect(Object.fromEntries(cells)).toEqual({
    'a.known': { verdict: 'fail', reason: 'It is so.' },
    'a.warn': { verdict: 'warn', reason: 'known from the field' },
    'a.skip': { verdict: 'skip', reason: null },
  })
})
