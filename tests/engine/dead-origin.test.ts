import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { httpLoopback } from '../http/loopback.ts'
import { fakeCheck, fakeTarget, granted, sessionWith } from './fake-target.ts'

const control = fakeCheck(async ({ op, step }) => {
  await step.control(() => op.clientCredentials().tokens())
})

test('a target that died is not asked again by the checks that follow, and the cause stays the same', async () => {
  const fake = await fakeTarget(() => granted)
  const session = await sessionWith(fake.url)
  expect((await session.judge(control)).verdict).toBe('pass')
  await fake.stop()
  const first = await session.judge(control)
  const { port } = new URL(fake.url)
  let asked = 0
  const risen = createServer((_, response) => {
    asked += 1
    response.end()
  })
  await new Promise<void>((resolve) => {
    risen.listen(Number(port), '127.0.0.1', resolve)
  })
  onTestFinished(() => void risen.close())

  const second = await session.judge(control)

  expect([first.cause, second.cause]).toEqual([`${fake.url} does not answer`, `${fake.url} does not answer`])
  expect([first.verdict, second.verdict, asked]).toEqual(['blocked', 'blocked', 0])
  expect([first.attempts, second.attempts]).toEqual([3, 1])
  expect(second.because).toBe(`${fake.url} gave no answer before and is not asked again`)
})

test('an endpoint that hangs up does not make its server dead', async () => {
  let healed = false
  const server = await httpLoopback((request, response) => {
    if (request.url === '/token' && !healed) return request.socket.destroy()
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(granted.body))
  })
  onTestFinished(server.close)
  const session = await sessionWith(server.url)
  expect((await session.judge(control)).verdict).toBe('blocked')
  healed = true

  expect((await session.judge(control)).verdict).toBe('pass')
})

test('a server whose front page is beyond the limit is not dead either', async () => {
  let healed = false
  const server = await httpLoopback((request, response) => {
    if (request.url === '/') return response.end('x'.repeat(200_000))
    if (!healed) return request.socket.destroy()
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(granted.body))
  })
  onTestFinished(server.close)
  const session = await sessionWith(server.url, { target: { limits: { max_body_bytes: 100_000 } } })
  expect((await session.judge(control)).verdict).toBe('blocked')
  healed = true

  expect((await session.judge(control)).verdict).toBe('pass')
})
