import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'

import { Hall } from '../../harness/engine/hall.ts'
import { pause, Stay } from '../../harness/engine/pace.ts'
import { NotApplicable } from '../../harness/verdict.ts'

const never = new AbortController().signal

const stayIn = (hall: Hall, after: 'shared' | 'alone' = 'shared', signal = never): Stay =>
  new Stay(hall, { before: 'shared', after }, signal)

test('pauses overlap: the hall is free for others meanwhile', async () => {
  const hall = new Hall(1)
  const order: string[] = []
  const sleeper = async (name: string): Promise<void> => {
    const stay = stayIn(hall)
    await stay.begin()
    order.push(`${name} begins`)
    await stay.sleep(0.2, 'the test', 120)
    order.push(`${name} is back`)
    stay.end()
  }

  await Promise.all([sleeper('a'), sleeper('b'), sleeper('c')])

  expect(order).toEqual(['a begins', 'b begins', 'c begins', 'a is back', 'b is back', 'c is back'])
})

test('working time and pauses are counted apart', async () => {
  const stay = stayIn(new Hall(1))
  await stay.begin()
  await stay.sleep(0.3, 'the test', 120)
  await stay.sleep(0.2, 'the test', 120)
  stay.end()

  expect(stay.waited).toBeCloseTo(0.5)
  expect(stay.worked).toBeLessThan(450)
})

test('a check that disturbs others is alone only after its pause', async () => {
  const hall = new Hall(4)
  const [disturber, other] = [stayIn(hall, 'alone'), stayIn(hall)]
  let back = false
  await Promise.all([disturber.begin(), other.begin()])
  const sleeping = disturber.sleep(0.01, 'the test', 120).then(() => (back = true))
  await pause(100, never)
  expect(back).toBe(false)

  other.end()
  await sleeping
  expect(back).toBe(true)
})

test('a pause beyond the limit is not made, and the reason says how to allow it', async () => {
  const stay = stayIn(new Hall(1))
  await stay.begin()

  await expect(stay.sleep(599.5, 'the access token to expire', 120)).rejects.toThrow(
    new NotApplicable('needs a pause of 600 s for the access token to expire; allow it with --max-wait 600'),
  )
})

test('an interrupted pause rejects at once, and the hall is left once only', async () => {
  const interrupt = new AbortController()
  const hall = new Hall(1)
  const stay = stayIn(hall, 'shared', interrupt.signal)
  await stay.begin()
  const sleeping = stay.sleep(100, 'the test', 120)
  interrupt.abort(new Error('interrupted'))

  await expect(sleeping).rejects.toThrow('interrupted')
  stay.end()
  let inside = 0
  for (let visitor = 0; visitor < 2; visitor += 1) void hall.enter('shared').then(() => (inside += 1))
  for (let turn = 0; turn < 5; turn += 1) await setImmediate()
  expect(inside).toBe(1)
})

test('two pauses of one check at the same time are a mistake and said so', async () => {
  const stay = stayIn(new Hall(1))
  await stay.begin()
  const [, second] = await Promise.allSettled([stay.sleep(0.05, 'one', 120), stay.sleep(0.05, 'two', 120)])

  expect(second).toMatchObject({ status: 'rejected', reason: { message: /one after another/ } })
})

test('a stay that has ended does not come back from its pause', async () => {
  const hall = new Hall(1)
  const stay = stayIn(hall)
  await stay.begin()
  const sleeping = stay.sleep(0.05, 'the test', 120)
  stay.end()

  await expect(sleeping).rejects.toThrow('given up')
  const next = stayIn(hall)
  await next.begin()
  next.end()
})

test('where checks go in one after another, nobody comes in while one sleeps', async () => {
  const hall = new Hall(1, undefined, true)
  const order: string[] = []
  const sleeper = async (name: string): Promise<void> => {
    const stay = stayIn(hall)
    await stay.begin()
    order.push(`${name} begins`)
    await stay.sleep(0.05, 'the test', 120)
    order.push(`${name} is back`)
    stay.end()
  }

  await Promise.all([sleeper('a'), sleeper('b')])

  expect(order).toEqual(['a begins', 'a is back', 'b begins', 'b is back'])
})
