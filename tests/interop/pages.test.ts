import { load } from 'cheerio'
import { expect, test } from 'vitest'
import { differences, newlyBlocked, readPage } from '../../scripts/interop/committed.ts'
import { htmlPage } from '../../scripts/interop/html-page.ts'
import { markdownPage } from '../../scripts/interop/markdown-page.ts'
import { matrix } from './matrix.ts'

test('the Markdown page has a section for each area, in order, and a sign for each verdict', () => {
  const page = markdownPage(matrix)
  const headings = [...page.matchAll(/^##? ?#? .*/gm)].map(([line]) => line.replace(/^#+ /, ''))
  expect(headings).toEqual(['Third-party servers by law', 'Servers', 'code', 'token', 'Reasons', 'one', 'two'])
  expect(page).toMatch(
    /^\| `code\.single-use` +\| RFC 6749 §4\.1\.2 MUST +\| \[✗\]\(#one-code-single-use\) +\| ✓ +\|$/m,
  )
  expect(page).toMatch(/^\| `token\.second` +\| RFC 6749 §4\.1\.2 MUST +\| ! +\| – +\|$/m)
})

test('a red sign of the Markdown page leads to its reason', () => {
  const page = markdownPage(matrix)
  const [, target] = /\[✗\]\(#([^)]*)\)/.exec(page) ?? []
  expect(page).toContain(`- <a id="${target}"></a>\`code.single-use\`: It keeps the code & the "rest".`)
  expect(page).toContain('### two\n\nNo law is broken.')
})

test('the pages name packages, count verdicts, and hold no time', () => {
  const page = markdownPage(matrix)
  expect(page).toMatch(/^\| one +\| one@1\.2\.3 +\| 1 +\| 1 +\| 0 +\| 0 +\| 0 +\| 0 +\| 0 +\|$/m)
  for (const text of [page, htmlPage(matrix)]) expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\d:\d\d/)
})

test('the order of servers and laws in the runs does not matter for the rows', () => {
  const turned = { ...matrix, laws: matrix.laws.toReversed() }
  expect(markdownPage(turned)).toBe(markdownPage(matrix))
  expect(htmlPage(turned)).toBe(htmlPage(matrix))
})

test('the HTML page tells a reason on hover and on click, and loads nothing', () => {
  const $ = load(htmlPage(matrix))
  const button = $('td.fail button')
  expect(button.attr('title')).toBe('one: fail: It keeps the code & the "rest".')
  expect($(`#${button.attr('popovertarget')}`).text()).toBe(button.attr('title'))
  expect($('[popover]').length).toBe(2)
  expect($('td.pass button').length).toBe(0)
  expect($('td.pass').attr('title')).toBe('two: pass: the law is kept')
  expect($('script, link, img, iframe').length).toBe(0)
  expect($('tbody').text()).toContain('Second <of two>')
})

test('a law that a run did not reach leaves its cell empty', () => {
  const [one] = matrix.columns
  if (one === undefined) throw new Error('Expected a column')
  const page = { ...matrix, columns: [{ ...one, cells: new Map() }] }
  expect(markdownPage(page)).toMatch(/^\| `code\.single-use` +\| RFC 6749 §4\.1\.2 MUST +\| {5}\|$/m)
  expect(load(htmlPage(page))('td.v').text()).toBe('')
})

test('the verdicts are read back from the Markdown page', () => {
  const read = readPage(markdownPage(matrix))
  expect([...read].map(([server, cells]) => [server, Object.fromEntries(cells)])).toEqual([
    ['one', { 'code.single-use': 'fail', 'token.second': 'warn' }],
    ['two', { 'code.single-use': 'pass', 'token.second': 'skip' }],
  ])
  expect(readPage('').size).toBe(0)
})

test('what changed against the page is told cell by cell', () => {
  const page = readPage(markdownPage(matrix))
  const [one, two] = matrix.columns
  if (one === undefined || two === undefined) throw new Error('Expected two columns')
  const cells = new Map([['code.single-use', { verdict: 'blocked', reason: null } as const]])
  expect(differences(page, one)).toEqual([])
  expect(differences(page, { ...two, cells })).toEqual([
    'code.single-use: pass on the page, now blocked',
    'token.second: skip on the page, now absent',
  ])
  expect(newlyBlocked(page, { ...two, cells })).toEqual(['code.single-use: pass on the page, now blocked'])
  expect(newlyBlocked(page, { ...two, name: 'new', cells })).toEqual([])
})
