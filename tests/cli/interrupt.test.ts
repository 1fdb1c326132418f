import { expect, test } from 'vitest'

import { interruptible } from '../../cli/interrupt.ts'
import { fakeIo } from './fake-io.ts'

test.each(['SIGINT', 'SIGTERM'])('the first %s aborts and says so, the second ends at once', async (name) => {
  const io = fakeIo()
  let told = 0
  const result = await interruptible(
    io,
    () => (told += 1),
    async (signal) => {
      expect(signal.aborted).toBe(false)
      io.emitter.emit(name)
      expect(signal.aborted).toBe(true)
      expect(io.stops).toEqual([])
      io.emitter.emit('SIGINT')
      return 'partial'
    },
  )
  expect(result).toBe('partial')
  expect(told).toBe(1)
  expect(io.stops).toEqual([130])
})

test('nothing listens after the work, whether it ends well or not', async () => {
  const io = fakeIo()
  await interruptible(
    io,
    () => undefined,
    async () => undefined,
  )
  await expect(
    interruptible(
      io,
      () => undefined,
      async () => Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no')
  expect(io.emitter.eventNames()).toEqual([])
})
