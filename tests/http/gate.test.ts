import { expect, onTestFinished, test } from 'vitest'

import { Gate } from '../../harness/http/gate.ts'
import { httpLoopback } from './loopback.ts'
import { get, openLine } from './open-line.ts'

test('no more than the width are inside at once, and all get through', async () => {
  const gate = new Gate(3, 0)
  let inside = 0
  let most = 0
  const work = async (value: number): Promise<number> => {
    inside += 1
    most = Math.max(most, inside)
    await new Promise((resolve) => setTimeout(resolve, 1))
    inside -= 1
    return value
  }

  const values = await Promise.all(Array.from({ length: 20 }, (_, index) => gate.through(() => work(index))))

  expect(most).toBe(3)
  expect(values).toEqual(Array.from({ length: 20 }, (_, index) => index))
})

test('the gap lies between every two entries, also when they come from outside at different times', async () => {
  const gate = new Gate(10, 30)
  const entered: number[] = []
  const enter = (): Promise<void> =>
    gate.through(async () => {
      entered.push(performance.now())
    })

  const started = performance.now()
  await Promise.all([enter(), enter(), enter()])
  await Promise.all([enter(), enter()])

  // Who enters may notice it late, never early, but for the milliseconds that clocks and timers of Node.js round away.
  const early = entered.map((time, index) => started + 30 * index - time)
  expect(entered).toHaveLength(5)
  expect(Math.max(...early)).toBeLessThan(3)
})

test('work that fails leaves the gate open', async () => {
  const gate = new Gate(1, 0)
  const failing = gate.through(() => Promise.reject(new Error('no')))
  const next = gate.through(async () => 'through')

  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('through')
})

test('a line keeps to the concurrency of its target, and leaves it only to race', async () => {
  let inside = 0
  const widths: number[] = []
  const server = await httpLoopback((_, response) => {
    inside += 1
    widths.push(inside)
    setTimeout(() => {
      inside -= 1
      response.end('{}')
    }, 60)
  })
  onTestFinished(server.close)
  const line = openLine({ concurrency: 2 })
  const six = (): Promise<unknown> => Promise.all(Array.from({ length: 6 }, () => line.send(get(server.url))))

  await six()
  expect(Math.max(...widths)).toBe(2)
  await line.atOnce(six)
  expect(Math.max(...widths)).toBeGreaterThan(2)
})

test('opening connections for a race is no part of the evidence', async () => {
  const methods: (string | undefined)[] = []
  const server = await httpLoopback((request, response) => {
    methods.push(request.method)
    response.end()
  })
  onTestFinished(server.close)
  const line = openLine()

  await line.warm(server.url, 4)

  expect(methods).toEqual(['OPTIONS', 'OPTIONS', 'OPTIONS', 'OPTIONS'])
  expect(line.exchanges).toEqual([])
})
