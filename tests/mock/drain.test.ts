import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'

const body = 'grant_type=client_credentials&client_id=nobody'
const head = [
  'POST /token HTTP/1.1',
  'Host: localhost',
  'Expect: 100-continue',
  'Content-Type: application/x-www-form-urlencoded',
  `Content-Length: ${body.length}`,
]

/** A request whose head the mock has read and whose body it waits for. */
async function begin({ url }: MockServer): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await once(socket, 'data')
  return socket
}

test('with grace a request under way is answered and no new one taken', async () => {
  const mock = await createMockServer()
  const socket = await begin(mock)
  const closed = mock.close({ grace: 10 })
  await expect(fetch(mock.url)).rejects.toThrow('fetch failed')
  socket.write(body)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 [^]*invalid_client/)
  await closed
})

test('without grace it is cut off', async () => {
  const mock = await createMockServer()
  const socket = await begin(mock)
  const cut = text(socket).catch(() => '')
  await mock.close()
  expect(await cut).toBe('')
})

test('a request that never ends is cut off when the grace is over', async () => {
  const mock = await createMockServer()
  const socket = await begin(mock)
  const cut = text(socket).catch(() => '')
  await mock.close({ grace: 0.2 })
  expect(await cut).toBe('')
})
