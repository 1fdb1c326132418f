import { describe, expect, test } from 'vitest'

import { loadChecks } from '../../harness/catalogue.ts'
import { costOf, shareOf } from '../../harness/engine/shard.ts'

const checks = await loadChecks()
const passive = checks.filter((check) => check.passive === true)
const counts = [1, 2, 3, 4, 5, 6, 7]

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `t${index}`)
}

/** Every case of every shard, as `target check`. */
function casesOf(targets: readonly string[], count: number, among = checks): string[] {
  return names(count).flatMap((_, at) => {
    const share = shareOf({ index: at + 1, count }, targets, among)
    return share.targets.flatMap((target) => share.checks.map(({ id }) => `${target} ${id}`))
  })
}

describe('the parts of a run', () => {
  test.each(counts)('are complete, and no case is in two of %i', (count) => {
    for (const targets of [1, 2, 3, 4, 5, 7, 20].map(names)) {
      const active = checks.filter((check) => check.passive !== true)
      const whole = targets.flatMap((target) => active.map(({ id }) => `${target} ${id}`))

      expect(casesOf(targets, count, active).toSorted(), `${targets.length} targets`).toEqual(whole.toSorted())
    }
  })

  test.each(counts)('hold each check of the recording in every part of %i that hears something', (count) => {
    const parts = counts.slice(0, count).map((index) => shareOf({ index, count }, ['only'], checks).checks)

    for (const part of parts) expect(part.filter((check) => check.passive === true)).toEqual(passive)
  })

  test('do not depend on the order in which checks were found', () => {
    const shard = { index: 2, count: 3 }

    expect(shareOf(shard, ['only'], checks.toReversed())).toEqual(shareOf(shard, ['only'], checks))
  })

  test.each(counts)('cost about the same, pauses spread over all of %i', (count) => {
    const parts = counts.slice(0, count).map((index) => shareOf({ index, count }, ['only'], checks).checks)
    const costs = parts.map((part) => part.reduce((sum, each) => sum + costOf(each), 0))
    const pauses = parts.map((part) => part.filter(({ alone, waits }) => alone !== true && waits !== undefined).length)

    const dearest = Math.max(...checks.map(costOf))
    expect(Math.max(...costs) - Math.min(...costs)).toBeLessThanOrEqual(dearest)
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeLessThanOrEqual(count === 1 ? 0 : 10)
  })

  test('keep what runs alone together', () => {
    const parts = [1, 2, 3].map((index) => shareOf({ index, count: 3 }, ['only'], checks).checks)

    expect(parts.filter((part) => part.some(({ alone }) => alone === true))).toHaveLength(1)
  })

  test('keep targets whole when there are enough of them', () => {
    const shares = [1, 2, 3].map((index) => shareOf({ index, count: 3 }, names(20), checks))

    expect(shares.map(({ targets }) => targets.length)).toEqual([7, 7, 6])
    for (const share of shares) expect(share.checks).toBe(checks)
  })

  test('of two targets and four shards are two halves of each', () => {
    const shares = [1, 2, 3, 4].map((index) => shareOf({ index, count: 4 }, ['a', 'b'], checks))

    expect(shares.map(({ targets }) => targets)).toEqual([['a'], ['b'], ['a'], ['b']])
    expect(shares[0]?.checks).toEqual(shares[1]?.checks)
  })

  test('are empty where there is less to judge than parts', () => {
    const one = checks.find((check) => check.passive !== true)
    const few = one === undefined ? [] : [one, ...passive]

    expect([1, 2].map((index) => shareOf({ index, count: 2 }, ['only'], few).checks.length)).toEqual([
      1 + passive.length,
      0,
    ])
  })

  test('of a selection of nothing but checks of the recording: all in the first', () => {
    const shares = [1, 2].map((index) => shareOf({ index, count: 2 }, ['only'], passive).checks.length)

    expect(shares).toEqual([passive.length, 0])
  })
})
