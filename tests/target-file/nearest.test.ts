import { describe, expect, test } from 'vitest'
import { editDistance, nearest } from '../../harness/target/nearest.ts'

describe('edit distance', () => {
  test.each([
    ['', '', 0],
    ['scope', 'scope', 0],
    ['scope', '', 5],
    ['', 'scope', 5],
    ['scpoe', 'scope', 1],
    ['scop', 'scope', 1],
    ['sscope', 'scope', 1],
    ['slope', 'scope', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('%j to %j takes %i', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance)
  })
})

describe('nearest', () => {
  const keys = ['client_id', 'client_secret', 'redirect_uris', 'scope']

  test.each([
    ['clientId', 'client_id'],
    ['CLIENT-ID', 'client_id'],
    ['redirect_uri', 'redirect_uris'],
    ['clientsecret', 'client_secret'],
    ['scpoe', 'scope'],
  ])('%s means %s', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant)
  })

  test.each(['', 'x', 'password', 'audience'])('%j means nothing here', (word) => {
    expect(nearest(word, keys)).toBeUndefined()
  })

  test('the closest wins, and the first of equals', () => {
    expect(nearest('cot', ['cat', 'cut', 'cot'])).toBe('cot')
    expect(nearest('cot', ['cat', 'cut'])).toBe('cat')
  })

  test('a word of a million letters is answered at once', () => {
    expect(nearest('a'.repeat(1_000_000), keys)).toBeUndefined()
  })
})
