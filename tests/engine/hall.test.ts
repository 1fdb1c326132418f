import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'

import { Crowd } from '../../harness/engine/crowd.ts'
import { Hall, type Entry } from '../../harness/engine/hall.ts'

/** Visitors by name, and who is inside now. */
class Visitors {
  readonly inside = new Set<string>()
  /** In the order they were let in. */
  readonly admitted: string[] = []
  readonly #hall: Hall
  readonly #entries = new Map<string, Entry>()

  constructor(hall: Hall) {
    this.#hall = hall
  }

  come(name: string, entry: Entry = 'shared', returning = false): void {
    this.#entries.set(name, entry)
    void this.#hall.enter(entry, returning).then(() => {
      this.admitted.push(name)
      return this.inside.add(name)
    })
  }

  go(name: string): void {
    this.inside.delete(name)
    this.#hall.leave(this.#entries.get(name) ?? 'shared')
  }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate()
}

test('no more than the width share the hall; the next comes in when one leaves', async () => {
  const visitors = new Visitors(new Hall(2))
  for (const name of ['a', 'b', 'c', 'd']) visitors.come(name)
  await settled()
  expect([...visitors.inside]).toEqual(['a', 'b'])

  visitors.go('a')
  await settled()
  expect([...visitors.inside]).toEqual(['b', 'c'])
})

test('one that must be alone waits for all who are inside or waiting to share', async () => {
  const visitors = new Visitors(new Hall(2))
  visitors.come('alone', 'alone')
  for (const name of ['a', 'b', 'c']) visitors.come(name)
  await settled()
  expect([...visitors.inside]).toEqual(['a', 'b'])

  visitors.go('a')
  visitors.go('b')
  await settled()
  expect([...visitors.inside]).toEqual(['c'])

  visitors.go('c')
  await settled()
  expect([...visitors.inside]).toEqual(['alone'])
})

test('nobody comes in beside one that is alone', async () => {
  const visitors = new Visitors(new Hall(8))
  visitors.come('alone', 'alone')
  await settled()
  visitors.come('a')
  visitors.come('other', 'alone')
  visitors.come('back', 'shared', true)
  await settled()
  expect([...visitors.inside]).toEqual(['alone'])

  visitors.go('alone')
  await settled()
  expect([...visitors.inside].toSorted()).toEqual(['a', 'back'])
})

test('one that returns from a pause goes before those that have not begun', async () => {
  const visitors = new Visitors(new Hall(1))
  for (const name of ['a', 'b', 'c']) visitors.come(name)
  await settled()
  visitors.come('back', 'shared', true)
  visitors.go('a')
  await settled()
  expect([...visitors.inside]).toEqual(['back'])
})

test('one that returns to be alone empties the hall: nobody new is let in before it', async () => {
  const visitors = new Visitors(new Hall(2))
  for (const name of ['a', 'b', 'c']) visitors.come(name)
  await settled()
  visitors.come('back', 'alone', true)
  visitors.go('a')
  await settled()
  expect([...visitors.inside]).toEqual(['b'])

  visitors.go('b')
  await settled()
  expect([...visitors.inside]).toEqual(['back'])

  visitors.go('back')
  await settled()
  expect([...visitors.inside]).toEqual(['c'])
})

test('two that must be alone follow one another', async () => {
  const visitors = new Visitors(new Hall(4))
  visitors.come('first', 'alone')
  visitors.come('second', 'alone')
  await settled()
  expect([...visitors.inside]).toEqual(['first'])

  visitors.go('first')
  await settled()
  expect([...visitors.inside]).toEqual(['second'])
})

test('a crowd limits several halls together, and those that return go first there too', async () => {
  const crowd = new Crowd(2)
  const [left, right] = [new Visitors(new Hall(8, crowd)), new Visitors(new Hall(8, crowd))]
  left.come('a')
  right.come('b')
  await settled()
  left.come('c')
  await settled()
  right.come('back', 'shared', true)
  await settled()
  expect([...left.inside, ...right.inside]).toEqual(['a', 'b'])

  left.go('a')
  await settled()
  expect([...left.inside, ...right.inside]).toEqual(['b', 'back'])

  right.go('b')
  await settled()
  expect([...left.inside, ...right.inside]).toEqual(['c', 'back'])
})

test('while somebody guards the hall nobody comes in who may disturb, and the others pass by', async () => {
  const hall = new Hall(2)
  const visitors = new Visitors(hall)
  const release = hall.guard('all')
  visitors.come('back', 'disturbing', true)
  visitors.come('disturber', 'disturbing')
  visitors.come('alone', 'alone')
  visitors.come('sharer')
  await settled()
  visitors.go('sharer')
  await settled()
  visitors.go('alone')
  await settled()
  expect([visitors.admitted, hall.disturbances]).toEqual([['sharer', 'alone'], 0])

  release()
  await settled()
  expect([...visitors.inside]).toEqual(['back'])
  visitors.go('back')
  await settled()
  expect([visitors.admitted.slice(2), hall.disturbances]).toEqual([['back', 'disturber'], 2])
})

test('a guard against newcomers lets those in who come back', async () => {
  const hall = new Hall(2)
  const visitors = new Visitors(hall)
  const release = hall.guard('newcomers')
  visitors.come('disturber', 'disturbing')
  visitors.come('back', 'disturbing', true)
  await settled()
  visitors.go('back')
  await settled()
  expect(visitors.admitted).toEqual(['back'])

  release()
  await settled()
  expect(visitors.admitted).toEqual(['back', 'disturber'])
})
