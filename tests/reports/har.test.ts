import { createRequire } from 'node:module'

import { Ajv } from 'ajv'
import type { Har } from 'har-format'
import { expect, test } from 'vitest'

import type { Exchange, Run } from '../../reports/model.ts'
import { formats } from '../../reports/formats.ts'
import { writeHar } from '../../reports/writers/har.ts'
import { exchangeOf, sourceWith, written } from './sample-evidence.ts'
import { hostile, resultOf, runWith, sampleRun } from './sample-run.ts'

const one = runWith(resultOf('code.single-use', { verdict: 'fail' }))

async function archive(run: Run, ...exchanges: readonly Exchange[]): Promise<Har['log']> {
  const har = JSON.parse(await written(writeHar(sourceWith(run, ...exchanges)))) as Har
  expect(complaints(har)).toEqual([])
  return har.log
}

// Its formats are left out: that of `uri` is held below with the platform's own reader of addresses.
const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false })
const require = createRequire(import.meta.url)
const schemas: Readonly<Record<string, object>> = require(require.resolve('har-schema'))
for (const schema of Object.values(schemas)) ajv.addSchema(schema)

function complaints(har: unknown): unknown[] {
  const validate = ajv.getSchema('har.json#')
  if (validate === undefined) throw new Error('har-schema has a schema of the whole')
  return validate(har) === true ? [] : (validate.errors ?? [])
}

test('the schema it is held against refuses what is no archive', () => {
  expect(complaints({ log: { version: '1.2', creator: { name: 'a', version: '1' }, entries: [{}] } })).not.toEqual([])
})

test('an exchange is an entry with its target, check, step, attempt and place in the evidence', async () => {
  const { version, creator, entries } = await archive(one, exchangeOf())
  expect({ version, creator }).toEqual({ version: '1.2', creator: { name: 'oauth-assay', version: '1.2.3' } })
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({
    startedDateTime: '2026-01-02T03:04:06.500Z',
    _target: 'staging',
    _check: 'code.single-use',
    _step: 'second',
    _attempt: 1,
    _exchange: 'a1.x1',
    request: { method: 'POST', url: 'https://login.staging.example/token', bodySize: 99 },
    response: { status: 200, statusText: 'OK', redirectURL: '' },
  })
})

test('the time is the sum of those timings that are known', async () => {
  const { entries } = await archive(one, exchangeOf({ ms: 21 }))
  const known = Object.values(entries[0]?.timings ?? {}).filter((ms) => ms !== -1)
  expect(entries[0]?.time).toBe(21)
  expect(known.toSorted((a, b) => a - b)).toEqual([0, 0, 21])
})

test('what the time is made of is told where it is known', async () => {
  const phases = { blocked: 6, wait: 11, receive: 4 }
  const { entries } = await archive(one, exchangeOf({ ms: 21, phases }))
  expect(entries[0]?.timings).toEqual({ dns: -1, connect: -1, ssl: -1, send: 0, ...phases })
})

test('every header line stands for itself, and cookies are told apart', async () => {
  const { entries } = await archive(one, exchangeOf())
  const { request, response } = entries[0] ?? {}
  expect(response?.headers.map(({ name }) => name)).toEqual(['Content-Type', 'Set-Cookie', 'Set-Cookie'])
  expect(response?.cookies).toEqual([
    {
      name: 'session',
      value: '‹cookie#1›',
      path: '/',
      expires: '2026-11-22T08:10:36.000Z',
      httpOnly: true,
      secure: true,
    },
    { name: 'lang', value: 'en', domain: 'staging.example', httpOnly: false, secure: false },
  ])
  expect(request?.cookies).toEqual([
    { name: 'session', value: '‹cookie#1›' },
    { name: 'lang', value: 'en' },
  ])
})

test('a form is told as text and as parameters, other bodies as text', async () => {
  const json: Exchange['request'] = {
    ...exchangeOf().request,
    headers: [['Content-Type', 'application/json']],
    body: { text: '{"a":', bytes: 70_000, truncated: true, sha256: 'f00' },
  }
  const { entries } = await archive(one, exchangeOf(), exchangeOf({ request: json }))
  expect(entries[0]?.request.postData).toEqual({
    mimeType: 'application/x-www-form-urlencoded',
    text: 'grant_type=authorization_code&code=‹code#1›&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fa%3Db',
    params: [
      { name: 'grant_type', value: 'authorization_code' },
      { name: 'code', value: '‹code#1›' },
      { name: 'redirect_uri', value: 'https://app.example/cb?a=b' },
    ],
  })
  expect(entries[1]?.request.postData).toEqual({
    mimeType: 'application/json',
    text: '{"a":',
    params: [],
    comment: 'only the beginning is kept',
  })
})

test('the name of a secret in an address does not begin a fragment', async () => {
  const url = 'https://login.staging.example/authorize?state=‹state#4›&scope=a+b#x=‹code#1›'
  const request: Exchange['request'] = { method: 'GET', url, headers: [], body: null }
  const location = '/cb?code=‹code#1›&x=" <\uD800'
  const response: Exchange['response'] = { status: 303, headers: [['LOCATION', location]], body: null }
  const { entries } = await archive(one, exchangeOf({ request, response }))
  const read = new URL(entries[0]?.request.url ?? '')
  expect([...read.searchParams]).toEqual([
    ['state', '‹state#4›'],
    ['scope', 'a b'],
  ])
  expect(decodeURIComponent(read.hash)).toBe('#x=‹code#1›')
  expect(entries[0]?.request.queryString).toEqual([
    { name: 'state', value: '‹state#4›' },
    { name: 'scope', value: 'a b' },
  ])
  expect(entries[0]?.request).not.toHaveProperty('postData')
  expect(entries[0]?.response.redirectURL).toBe('/cb?code=%E2%80%B9code%231%E2%80%BA&x=%22%20%3C%EF%BF%BD')
})

test('redirects are entries of their own, in the order in which they were sent', async () => {
  const response: Exchange['response'] = { status: 302, headers: [['location', '/login']], body: null }
  const { entries } = await archive(one, exchangeOf({ id: 'a1.x1', response }), exchangeOf({ id: 'a1.x2' }))
  expect(entries.map((entry) => [entry['_exchange'], entry.response.status])).toEqual([
    ['a1.x1', 302],
    ['a1.x2', 200],
  ])
})

test('a request without an answer has status 0 and says why', async () => {
  const { entries } = await archive(one, exchangeOf({ response: null, failure: 'connection reset' }))
  expect(entries[0]).toMatchObject({
    _error: 'connection reset',
    response: { status: 0, statusText: '', _error: 'connection reset', content: { size: 0 } },
  })
  expect((await archive(one, exchangeOf())).entries[0]).not.toHaveProperty('_error')
})

test('a body that was cut keeps its whole size and its digest', async () => {
  const { status, headers } = exchangeOf().response ?? { status: 0, headers: [] }
  const body = { text: 'abc', bytes: 5_000_000, truncated: true, sha256: 'f00' }
  const { entries } = await archive(one, exchangeOf({ response: { status, headers, body } }))
  expect(entries[0]?.response.content).toMatchObject({ size: 5_000_000, text: 'abc' })
  expect(entries[0]?.response.content.comment).toContain('f00')
})

test('each check is a page, by target and id; those without evidence have none', async () => {
  const [target] = sampleRun.targets
  if (target === undefined) throw new Error('the sample has a target')
  const run: Run = {
    ...runWith(
      resultOf('code.b'),
      resultOf('code.a', { target: 'live', evidence: 'evidence/live/code.a.json' }),
      resultOf('code.a', { verdict: 'fail' }),
      resultOf('code.c', { verdict: 'skip', evidence: null }),
    ),
    targets: [target, { ...target, name: 'live' }],
  }
  const { pages = [], entries } = await archive(run, exchangeOf())
  expect(pages.map(({ title }) => title)).toEqual([
    'code.a at live: pass',
    'code.a at staging: fail',
    'code.b at staging: pass',
  ])
  expect(entries.map(({ pageref }) => pageref)).toEqual(pages.map(({ id }) => id))
})

test('a run without evidence is an empty archive', async () => {
  expect(await archive(runWith(resultOf('code.a', { evidence: null })))).toMatchObject({ entries: [], pages: [] })
  expect((await archive({ ...one, run: { ...one.run, interrupted: true } })).comment).toContain('stopped early')
})

test('what a server says stays data', async () => {
  const headers: [string, string][] = [
    [hostile, hostile],
    ['Set-Cookie', hostile],
    ['set-cookie', 'a="\u0000'],
    ['Location', hostile],
    ['content-type', hostile],
  ]
  const body = { text: hostile, bytes: 9, truncated: true, sha256: null }
  const request = { method: hostile, url: hostile, headers: [...headers, ['Cookie', hostile] as const], body }
  const { entries } = await archive(one, exchangeOf({ request, response: { status: 999, headers, body } }))
  expect(entries[0]?.response.content.text).toBe(hostile)
  expect(entries[0]?.request.url).toMatch(/^[\x21-\x7E]*$/)
})

test('a thousand checks are written a few at a time, the same bytes each time and in any order', async () => {
  const run = runWith(...Array.from({ length: 1000 }, (_, n) => resultOf(`code.c${n}`)))
  const source = sourceWith(run, exchangeOf())
  let open = 0
  let most = 0
  const counting = {
    ...source,
    evidence: async (result: Parameters<typeof source.evidence>[0]) => {
      most = Math.max(most, ++open)
      const kept = await source.evidence(result)
      open--
      return kept
    },
  }
  const text = await written(formats.har.write(counting))
  expect(most).toBeLessThan(10)
  expect(text.split('\n').length).toBe(2004)
  const backwards = { ...source, run: { ...run, results: run.results.toReversed() } }
  expect(await written(formats.har.write(backwards))).toBe(text)
})
