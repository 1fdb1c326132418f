import { expect, test } from 'vitest'

import { brokenPromises, lockedText, readIdLock } from '../../scripts/id-lock.ts'

const text = 'code.old retired\ncode.single-use\npkce.s256-works\n'
const lock = readIdLock(text)

test('ids in use and retired ones are told apart', () => {
  expect([...lock.inUse]).toEqual(['code.single-use', 'pkce.s256-works'])
  expect([...lock.retired]).toEqual(['code.old'])
  expect(readIdLock('')).toEqual({ inUse: new Set(), retired: new Set() })
})

test('new ids are added in order, and nothing is ever taken out', () => {
  expect(lockedText(lock, ['token.json', 'code.single-use'])).toBe(
    'code.old retired\ncode.single-use\npkce.s256-works\ntoken.json\n',
  )
  expect(lockedText(lock, [])).toBe(text)
  expect(lockedText(readIdLock(''), [])).toBe('')
})

test('an id that vanished and an id that came back are broken promises', () => {
  expect(brokenPromises(lock, ['code.single-use', 'pkce.s256-works', 'token.new'])).toEqual([])
  expect(brokenPromises(lock, ['code.single-use', 'code.old'])).toEqual([
    expect.stringMatching(/^pkce\.s256-works: no check has this id any more/),
    expect.stringMatching(/^code\.old: this id is retired/),
  ])
})

test('a retired id that is used again is not written twice', () => {
  expect(lockedText(lock, ['code.old'])).toBe(text)
})
