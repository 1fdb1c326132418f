import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { awaitedAddress, awaitedTarget, waitUntilUp, type Awaited } from '../../harness/setup/wait-until-up.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'

/** Time that passes only in pauses. */
function fakeClock() {
  const pauses: number[] = []
  return {
    pauses,
    now: () => pauses.reduce((sum, ms) => sum + ms, 0),
    async pause(ms: number, signal: AbortSignal) {
      signal.throwIfAborted()
      pauses.push(ms)
    },
  }
}

const upAfter = (looks: number, url = 'http://a.test'): Awaited => ({
  url,
  look: async () => (looks-- > 0 ? 'refuses connections' : undefined),
})

async function wait(awaited: readonly Awaited[], limit: number) {
  const clock = fakeClock()
  const told: string[] = []
  const { signal } = new AbortController()
  const onWaiting = (url: string, why: string): void => void told.push(`${url}: ${why}`)
  const missing = await waitUntilUp(awaited, { limit, signal, clock, onWaiting })
  return { missing, told, pauses: clock.pauses }
}

describe('waiting', () => {
  test('ends at once, silently, when everything is up', async () => {
    expect(await wait([upAfter(0), upAfter(0)], 60_000)).toEqual({ missing: [], told: [], pauses: [] })
  })

  test('looks again in growing gaps, and says once what it waits for', async () => {
    expect(await wait([upAfter(6)], 60_000)).toEqual({
      missing: [],
      told: ['http://a.test: refuses connections'],
      pauses: [250, 500, 1000, 2000, 2000, 2000],
    })
  })

  test('gives up at the limit, with a last look there', async () => {
    const { missing, pauses } = await wait([upAfter(Infinity)], 1000)
    expect(missing).toEqual([{ url: 'http://a.test', why: 'refuses connections' }])
    expect(pauses).toEqual([250, 500, 250])
    expect((await wait([upAfter(3)], 1000)).missing).toEqual([])
  })

  test('looks once without any patience', async () => {
    expect((await wait([upAfter(0)], 0)).missing).toEqual([])
    expect((await wait([upAfter(1)], 0)).missing).toHaveLength(1)
  })

  test('names only what never came', async () => {
    const { missing } = await wait([upAfter(1, 'http://one.test'), upAfter(Infinity, 'http://two.test')], 1000)
    expect(missing.map(({ url }) => url)).toEqual(['http://two.test'])
  })

  test('ends when it is interrupted', async () => {
    const controller = new AbortController()
    const work = waitUntilUp([upAfter(Infinity)], {
      limit: 1e9,
      signal: controller.signal,
      onWaiting: () => controller.abort(),
    })
    await expect(work).rejects.toThrow('abort')
  })
})

describe('a look', () => {
  let server: Server
  let origin = ''
  let answer = { status: 200, body: '' }

  beforeAll(async () => {
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.body)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  const look = async (awaited: Awaited, status: number, body = ''): Promise<string | undefined> => {
    answer = { status, body }
    return awaited.look()
  }

  test('at a target wants its metadata', async () => {
    const target = awaitedTarget(completeTarget({ issuer: origin }))
    expect(await look(target, 404)).toBe('answers, but not with metadata yet')
    expect(await look(target, 503, 'starting')).toBeTypeOf('string')
    expect(await look(target, 200, '<html>soon</html>')).toBe('answers, but not with metadata yet')
    expect(await look(target, 200, JSON.stringify({ issuer: origin }))).toBeUndefined()
  })

  test('at a target without metadata wants any answer but a server error', async () => {
    const target = awaitedTarget(completeTarget({ issuer: origin, discovery: false }))
    expect(await look(target, 502)).toBe('answers with status 502')
    expect(await look(target, 404)).toBeUndefined()
  })

  test('at an address wants any answer but a server error', async () => {
    expect(await look(awaitedAddress(`${origin}/health`), 503)).toBe('answers with status 503')
    expect(await look(awaitedAddress(`${origin}/health`), 204)).toBeUndefined()
  })

  test('finds nobody, and somebody a moment later', async () => {
    const later = createServer((_, response) => response.end('up'))
    later.listen(0, '127.0.0.1')
    await once(later, 'listening')
    const { port } = later.address() as AddressInfo
    later.close()
    await once(later, 'close')
    const address = awaitedAddress(`http://127.0.0.1:${port}/`)
    expect(await address.look()).toContain('refuses connections')
    later.listen(port, '127.0.0.1')
    await once(later, 'listening')
    expect(await address.look()).toBeUndefined()
    later.close()
  })
})
