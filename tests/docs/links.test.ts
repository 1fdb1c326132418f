import { existsSync, statSync } from 'node:fs'
import { join, normalize, posix } from 'node:path'
import { describe, expect, test } from 'vitest'

import { anchorsOf, linksOf } from './links.ts'
import { everyPage, root, type Page } from './pages.ts'

/** Hosts that pages may lead to. Nothing is fetched; a host is added here by somebody who has looked at it. */
const hosts: readonly string[] = [
  'datatracker.ietf.org',
  'docs.github.com',
  'docs.gitlab.com',
  'github.com',
  'jestjs.io',
  'openid.net',
  'shields.io',
  'www.npmjs.com',
  'www.rfc-editor.org',
]

const pages = everyPage()
const docs = pages.filter(({ path }) => path.startsWith('docs/'))
const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]))

describe('how links are read', () => {
  test('code is not read, links with code in their words are', () => {
    const text = '`[a](b)` [`c`](d.md#e)\n```text\n[f](g)\n```\n<https://h.example/> ![i](j.png)'

    expect(linksOf(text).map(({ target }) => target)).toEqual(['d.md#e', 'https://h.example/', 'j.png'])
    expect(linksOf(text).map(({ line }) => line)).toEqual([1, 5, 5])
  })

  test('headings and anchors are places, a heading that comes again is counted', () => {
    const text = '# One `two`, three\n## Again\n## Again\n<a id="code.single-use"></a>'

    expect([...anchorsOf(text)]).toEqual(['one-two-three', 'again', 'again-1', 'code.single-use'])
  })
})

test.each(pages)('$path: every link leads somewhere', (page) => {
  expect(
    linksOf(page.text).flatMap(({ target, line }) => complaint(page, target).map((words) => `line ${line}: ${words}`)),
  ).toEqual([])
})

test.each(docs)('$path: one heading of the first rank, at the top', ({ text }) => {
  const outside = text.replaceAll(/^```[\s\S]*?^```$/gm, '')

  expect(text).toMatch(/^# \S/)
  expect(outside.match(/^# /gm)).toHaveLength(1)
})

test('every page of docs can be reached from its map', () => {
  const reached = new Set<string>()
  const waiting = ['docs/README.md']
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const page = pages.find((each) => each.path === path)
    if (page === undefined || reached.has(path)) continue
    reached.add(path)
    waiting.push(...linksOf(page.text).map(({ target }) => placeOf(page, target)))
  }

  expect(docs.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([])
})

function complaint(page: Page, target: string): string[] {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return foreign(target)
  const [, anchor] = target.split('#')
  const place = placeOf(page, target)
  if (!existsSync(join(root, place))) return [`${target}: there is no ${place}`]
  if (anchor === undefined || statSync(join(root, place)).isDirectory()) return []
  return anchors.get(place)?.has(anchor) === false ? [`${target}: ${place} has no place called ${anchor}`] : []
}

function foreign(target: string): string[] {
  if (!target.startsWith('https://')) return [`${target}: expected https`]
  const { host } = new URL(target)
  return hosts.includes(host) ? [] : [`${target}: the host ${host} is not among those that are known`]
}

function placeOf({ path }: Page, target: string): string {
  const [file = ''] = target.split('#')
  return file === '' ? path : normalize(posix.join(posix.dirname(path), decodeURIComponent(file))).replace(/\/$/, '')
}
