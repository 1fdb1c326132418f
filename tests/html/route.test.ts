import { describe, expect, test } from 'vitest'

import { checkHref, parameter, parseRoute, searchHref } from '../../reports/html/client/route.ts'

describe('an address leads to', () => {
  test.each([
    ['', { view: 'summary' }],
    ['#', { view: 'summary' }],
    ['#/', { view: 'summary' }],
    ['#/laws', { view: 'laws', query: '' }],
    ['#/laws?show=broken', { view: 'laws', query: 'show=broken' }],
    ['#/checks?q=a%3Fb', { view: 'checks', query: 'q=a%3Fb' }],
    ['#/matrix?x', { view: 'matrix', query: 'x' }],
    ['#/compare', { view: 'compare' }],
    ['#/check/a/b.c', { view: 'check', target: 'a', check: 'b.c' }],
  ])('%s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route)
  })

  test.each([
    '#main',
    '#/nowhere',
    '#/check',
    '#/check/a',
    '#/check/a/b/c',
    '#/check/%/b',
    '#/laws/x',
    '#javascript:1',
  ])('nothing: %s', (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'unknown', hash })
  })
})

test.each(['a/b', 'ü ?#&', '‹x›', '%2F'])('a target called %s is found again', (name) => {
  expect(parseRoute(checkHref(name, 'code.x'))).toEqual({ view: 'check', target: name, check: 'code.x' })
})

test('a search is found again', () => {
  const hash = searchHref('fail "a & b" doc:x#1')

  expect(parameter(hash.slice(hash.indexOf('?') + 1), 'q')).toBe('fail "a & b" doc:x#1')
  expect(searchHref(' ')).toBe('#/checks')
})
