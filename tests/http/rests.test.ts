import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'

import { httpLoopback } from './loopback.ts'
import { get, openLine, silenceOf } from './open-line.ts'

interface Busy {
  readonly url: string
  asked: number
}

/** Turns the first requests away with 429, or another status. */
async function busy(times: number, headers: Record<string, string> = {}, status = 429): Promise<Busy> {
  const seen = { asked: 0 }
  const listener: RequestListener = (_, response) => {
    seen.asked += 1
    if (seen.asked <= times) response.writeHead(status, headers).end()
    else response.end('{}')
  }
  const server = await httpLoopback(listener)
  onTestFinished(server.close)
  return Object.defineProperty({ url: server.url, asked: 0 }, 'asked', { get: () => seen.asked })
}

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

describe('a server that says it is asked too much', () => {
  test.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1500).toUTCString()],
  ])('is left alone as long as Retry-After says in %s, and asked again', async (_, value) => {
    const server = await busy(1, { 'retry-after': value() })
    const line = openLine()

    const ms = await elapsed(async () => expect((await line.send(get(server.url))).status).toBe(200))

    expect(ms).toBeGreaterThan(400)
    expect(server.asked).toBe(2)
    expect(line.exchanges.map(({ response }) => response?.status)).toEqual([429, 200])
    expect(line.rested).toBeGreaterThan(400)
  })

  test('without Retry-After rests a second', async () => {
    const server = await busy(1)

    expect(await elapsed(() => openLine().send(get(server.url)))).toBeGreaterThan(900)
  })

  test('is asked again by all who were turned away, after one rest for all', async () => {
    const server = await busy(5, { 'retry-after': '1' })
    const line = openLine()

    const ms = await elapsed(() => Promise.all(Array.from({ length: 5 }, () => line.send(get(server.url)))))

    expect(server.asked).toBe(10)
    expect(ms).toBeLessThan(1900)
  })

  test('that never has time for us is told as it is in the end', async () => {
    const server = await busy(Infinity, { 'retry-after': '1' })

    expect((await openLine({ max_wait_s: 2 }).send(get(server.url))).status).toBe(429)
    expect(server.asked).toBe(3)
  })

  test('that asks for an hour gets it', async () => {
    const server = await busy(1, { 'retry-after': '3600' })
    const line = openLine()

    expect((await line.send(get(`${server.url}/token`))).status).toBe(429)
    const silence = await silenceOf(line.send(get(`${server.url}/token`)))
    const other = await line.send(get(`${server.url}/authorize`))

    expect(silence.message).toMatch(/asks to be left alone \(Retry-After\) for \d{4} s$/)
    expect(other.status).toBe(200)
    expect(server.asked).toBe(2)
  })

  test('503 is waited out only where it says how long', async () => {
    const named = await busy(1, { 'retry-after': '0' }, 503)
    const silent = await busy(1, {}, 503)

    expect((await openLine().send(get(named.url))).status).toBe(200)
    expect((await openLine().send(get(silent.url))).status).toBe(503)
  })

  test('is told at once to a check that looks for it, and to a race', async () => {
    const server = await busy(2, { 'retry-after': '5' })
    const line = openLine()
    line.insists = true

    expect((await line.send(get(server.url))).status).toBe(429)
    line.insists = false
    expect((await line.atOnce(() => line.send(get(server.url)))).status).toBe(429)
  })

  test('a run that is stopped does not wait', async () => {
    const server = await busy(1, { 'retry-after': '60' })
    const stop = new AbortController()
    const line = openLine({ signal: stop.signal })
    const sent = line.send(get(server.url))
    setTimeout(() => stop.abort(), 50)

    await expect(sent).rejects.toThrow('aborted')
  })
})
